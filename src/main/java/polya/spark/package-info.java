/**
 * Where Polya meets Spark: what ingest, stores, training and passes share (files, jobs, how Φ and
 * statistics travel, what faults of the environment mean). Knows no model; models come through
 * {@link polya.infer.ModelFamily}.
 */
package polya.spark;
