/**
 * The one training loop: corpora as tiles, what tiles remember, rounds, steps of blocks,
 * checkpoints. Knows neither ingest nor passes over a model.
 */
package polya.spark.train;
