/**
 * Special functions, kernels over rows of floats (SIMD where the JVM has it, with a scalar twin of
 * the same bits), random draws, and keyed counter-based random streams. Knows nothing else of
 * Polya.
 */
package polya.math;
