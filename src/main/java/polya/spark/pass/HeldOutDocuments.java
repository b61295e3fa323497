package polya.spark.pass;

import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import polya.corpus.Document;
import polya.heldout.HeldOut;
import polya.spark.store.CorpusStore;
import scala.Tuple2;

/** A corpus as documents to be evaluated. */
public final class HeldOutDocuments {
  private HeldOutDocuments() {}

  /** Its documents, each by itself. */
  public static JavaRDD<HeldOut> of(CorpusStore corpus) {
    return rows(corpus).map(row -> HeldOut.of(CorpusStore.document(row), row.getInt(3)));
  }

  /**
   * Its documents, each with the document of the same id in another corpus, whose tokens are
   * observed. Without such a document nothing is observed, and it cannot be scored. One shuffle of
   * both.
   */
  public static JavaRDD<HeldOut> given(CorpusStore observed, CorpusStore corpus) {
    JavaPairRDD<String, Document> seen =
        observed.documentRdd().mapToPair(d -> new Tuple2<>(d.id(), d));
    return of(corpus)
        .mapToPair(h -> new Tuple2<>(h.document().id(), h))
        .leftOuterJoin(seen)
        .values()
        .map(
            pair -> {
              HeldOut h = pair._1();
              Document none = new Document(h.document().id(), new int[0], new int[0]);
              return HeldOut.given(pair._2().orElse(none), h.document(), h.outOfVocabulary());
            });
  }

  private static JavaRDD<Row> rows(CorpusStore corpus) {
    return corpus.documents().select("id", "terms", "counts", "outOfVocabulary").javaRDD();
  }
}
