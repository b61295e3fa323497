/** Benchmarks: Polya beside its peers on one split, in one run, by one evaluator. */
package polya.bench;
