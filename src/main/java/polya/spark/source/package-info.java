/**
 * Saved models as a source of tables, {@code spark.read().format("polya")}: for SQL, and for
 * clients of Spark Connect, which see no methods of a model. Read only. The public class is for
 * Spark, which finds it among the services.
 */
package polya.spark.source;
