/**
 * Inference: what the training loop asks of a model under one method ({@link
 * polya.infer.Inference}), and that loop on one page, without Spark ({@link polya.infer.PlainRun}).
 * The local step of a round is a {@link polya.infer.TilePass}, the global one a {@link
 * polya.infer.BlockPass}; between them stands what the round {@link polya.infer.Sent sent}. {@link
 * polya.infer.Phased} puts one method before another. A {@link polya.infer.ModelFamily} lists its
 * {@link polya.infer.Method methods}, and says what a saved model of it means. Kernels and
 * schedules lie in {@code variational} and {@code gibbs}. Pure Java.
 *
 * <p>Every model here is trained by the same round: publish Φ, visit tiles of documents, add up
 * statistics by term, step every block of terms, fold what is small into the next globals.
 */
package polya.infer;
