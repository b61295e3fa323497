/**
 * Corpora, models and results on disk: manifests with the files that they list, the folders that
 * hold them, whose they are, and the lease that keeps two runs apart.
 */
package polya.spark.store;
