/**
 * Inference: what the training loop asks of a model under one method ({@link
 * polya.infer.Inference}), the local kernels ({@link polya.infer.variational.MeanTopicsPass},
 * {@link polya.infer.variational.MeanFieldPass}, {@link polya.infer.gibbs.GibbsPass}), and
 * schedules. Pure Java.
 *
 * <p>Every model here is trained by the same round: publish Φ, visit tiles of documents, add up
 * statistics by term, step every block of terms, fold what is small into the next globals.
 */
package polya.infer;
