/**
 * Benchmarks: {@link polya.bench.Peers}, Polya beside its peers on one split, in one run, by one
 * evaluator; {@link polya.bench.Kernels}, the kernels alone by JMH.
 */
package polya.bench;
