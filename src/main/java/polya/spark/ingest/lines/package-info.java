/**
 * Files as lines: which files an input names, what ranges of them tasks read, compression,
 * byte-order marks and line ends. Internal.
 */
package polya.spark.ingest.lines;
