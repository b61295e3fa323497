/**
 * The one training loop, as {@link polya.infer.PlainRun} has it, on a cluster: corpora as tiles,
 * what tiles remember, rounds, checkpoints, the choice between finished models. Where blocks lie is
 * up to the {@link polya.spark.exchange.Exchange}. Knows neither ingest nor passes over a model.
 */
package polya.spark.train;
