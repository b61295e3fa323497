/**
 * What all spark.ml stages share: an {@link polya.ml.TopicEstimator} fits a topic model to a column
 * of count vectors, the {@link polya.ml.TopicModel} adds a column of documents' mixtures. Both are
 * saved and loaded as spark.ml stages are; a model lies on disk in Polya's own format, so that
 * commands read it too.
 *
 * <p>Knows no model: a stage brings its {@link polya.infer.ModelFamily}, whose parameters become
 * the stage's Params. Needs classic Spark; Spark Connect has no RDDs.
 */
package polya.ml;
