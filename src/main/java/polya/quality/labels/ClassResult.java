package polya.quality.labels;

/**
 * How well documents of one class each are told apart. Errors are by Poisson bootstrap over
 * documents.
 *
 * @param documents those that have a class
 * @param unseen those of a class that the model has never seen: wrong by {@code accuracy}, and
 *     without part in {@code logLoss}, which would be infinite
 * @param accuracy share of documents whose class has the highest probability
 * @param logLoss mean of −log p(true class), natural log
 */
public record ClassResult(long documents, long unseen, Measure accuracy, Measure logLoss) {}
