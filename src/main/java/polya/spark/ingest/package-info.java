/**
 * From input files to a corpus: formats, bad records, the vocabulary, copies, splits. Knows neither
 * training nor passes over a model. Internal but for {@link polya.spark.ingest.Ingestion} and its
 * plan.
 */
package polya.spark.ingest;
