/**
 * Where Polya meets Spark: corpora as tiles, the one training loop, how Φ travels, the held-out
 * pass, and the stores on disk. Knows no model; models come through {@link
 * polya.infer.ModelFamily}.
 */
package polya.spark;
