package polya.quality.labels;

/**
 * A measure and how far another sample of documents would move it.
 *
 * @param value NaN where nothing was measured
 * @param standardError NaN where it cannot be had: fewer than two documents
 */
public record Measure(double value, double standardError) {}
