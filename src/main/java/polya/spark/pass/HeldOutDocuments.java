package polya.spark.pass;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.heldout.HeldOut;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import scala.Tuple2;

/** A corpus as documents to be evaluated. */
public final class HeldOutDocuments {
  private HeldOutDocuments() {}

  /** The columns of {@link #rows}, before those that are kept. */
  static final List<String> COLUMNS = List.of("id", "terms", "counts", "outOfVocabulary");

  /** Its documents, each by itself; whatever attributes they have are left out. */
  public static JavaRDD<HeldOut> of(CorpusStore corpus) {
    return of(corpus, Optional.empty());
  }

  /**
   * Its documents, each by itself.
   *
   * @param groups of the corpus, which tell each document's; empty if attributes are left out
   */
  public static JavaRDD<HeldOut> of(CorpusStore corpus, Optional<Groups> groups) {
    return groups
        .map(known -> CorpusGroups.map(corpus, known, COLUMNS, HeldOutDocuments::of))
        .orElseGet(() -> rows(corpus, List.of()).map(row -> of(row, 0)));
  }

  private static HeldOut of(Row row, int group) {
    return HeldOut.of(CorpusStore.document(row).in(group), row.getInt(3));
  }

  /**
   * Its documents, each with the document of the same id in another corpus, whose tokens are
   * observed. Without such a document nothing is observed, and it cannot be scored. One shuffle of
   * both.
   *
   * @param groups as for {@link #of(CorpusStore, Optional)}
   */
  public static JavaRDD<HeldOut> given(
      CorpusStore observed, CorpusStore corpus, Optional<Groups> groups) {
    JavaPairRDD<String, Document> seen =
        observed.documentRdd().mapToPair(d -> new Tuple2<>(d.id(), d));
    return of(corpus, groups)
        .mapToPair(h -> new Tuple2<>(h.document().id(), h))
        .leftOuterJoin(seen)
        .values()
        .map(
            pair -> {
              HeldOut h = pair._1();
              Document none = new Document(h.document().id(), new int[0], new int[0]);
              Document known = pair._2().orElse(none).in(h.document().group());
              return HeldOut.given(known, h.document(), h.outOfVocabulary());
            });
  }

  /** Its documents as rows of {@link #COLUMNS} and some kept columns. */
  static JavaRDD<Row> rows(CorpusStore corpus, List<String> kept) {
    Column[] columns =
        Stream.concat(COLUMNS.stream(), kept.stream())
            .map(CorpusStore::named)
            .toArray(Column[]::new);
    return corpus.documents().select(columns).javaRDD();
  }
}
