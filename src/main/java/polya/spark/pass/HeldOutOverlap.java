package polya.spark.pass;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import polya.spark.store.CorpusStore;

/**
 * Held-out documents that have the same terms and counts as a training document, whatever their
 * ids: by a 64-bit hash of the contents, so one pair in 10^19 is found by mistake. Short texts are
 * often equal by chance, hence two numbers. Empty documents do not count.
 *
 * @param documents how many such documents there are
 * @param longDocuments how many of them have 10 tokens or more
 */
public record HeldOutOverlap(long documents, long longDocuments) {
  /** Counts them; one shuffle of a number a document, of both corpora of one vocabulary. */
  public static HeldOutOverlap of(CorpusStore heldOut, CorpusStore trained) {
    Row counts =
        contents(heldOut)
            .join(contents(trained).select("hash").distinct(), new String[] {"hash"}, "left_semi")
            .selectExpr("count(*)", "count_if(tokens >= 10)")
            .first();
    return new HeldOutOverlap(counts.getLong(0), counts.getLong(1));
  }

  private static Dataset<Row> contents(CorpusStore corpus) {
    return corpus
        .documents()
        .where("size(terms) > 0")
        .select(
            xxhash64(col("terms"), col("counts")).as("hash"),
            expr("aggregate(counts, 0L, (sum, n) -> sum + n)").as("tokens"));
  }
}
