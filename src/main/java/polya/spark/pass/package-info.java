/**
 * Passes over documents under a fixed model: held-out scores, mixtures, recommendations,
 * co-occurrences, and drawing a corpus. Knows neither ingest nor training.
 */
package polya.spark.pass;
