package polya.spark.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import polya.corpus.CorpusInfo;
import polya.corpus.Document;
import polya.spark.store.CorpusStore;

/** The documents of a pass, each with what is kept of it: a corpus, or any rows with counts. */
public final class DocumentRows {
  private final String name;
  private final Dataset<Row> rows;
  private final List<String> kept;
  private final Optional<CorpusInfo> corpus;
  private final long documents;
  private final long emptyDocuments;
  private final long tokens;

  private DocumentRows(
      String name,
      Dataset<Row> rows,
      List<String> kept,
      Optional<CorpusInfo> corpus,
      long documents,
      long emptyDocuments,
      long tokens) {
    this.name = name;
    this.rows = rows;
    this.kept = kept;
    this.corpus = corpus;
    this.documents = documents;
    this.emptyDocuments = emptyDocuments;
    this.tokens = tokens;
  }

  /** Those of a corpus. */
  public static DocumentRows of(CorpusStore corpus) {
    CorpusInfo info = corpus.info();
    return new DocumentRows(
        corpus.path(),
        corpus.documents(),
        corpus.keptColumns(),
        Optional.of(info),
        info.documents(),
        info.emptyDocuments(),
        info.tokens());
  }

  /**
   * Those of any rows. One pass, which counts them.
   *
   * @param name what they are called in messages
   * @param rows id (text), terms, counts (arrays of integers), and what is kept
   */
  public static DocumentRows of(String name, Dataset<Row> rows) {
    List<String> kept = new ArrayList<>(List.of(rows.columns()));
    kept.removeAll(List.of("id", "terms", "counts"));
    long[] sums =
        documents(rows)
            .aggregate(
                new long[3],
                (sum, document) -> {
                  sum[0]++;
                  sum[1] += document.tokens() == 0 ? 1 : 0;
                  sum[2] += document.tokens();
                  return sum;
                },
                (sum, other) -> {
                  for (int i = 0; i < sum.length; i++) {
                    sum[i] += other[i];
                  }
                  return sum;
                });
    return new DocumentRows(name, rows, kept, Optional.empty(), sums[0], sums[1], sums[2]);
  }

  /** What they are called. */
  public String name() {
    return name;
  }

  /** The columns id, terms, counts, and those that are kept. */
  Dataset<Row> rows() {
    return rows;
  }

  /** The documents without what is kept. */
  public JavaRDD<Document> documents() {
    return documents(rows);
  }

  private static JavaRDD<Document> documents(Dataset<Row> rows) {
    return rows.select("id", "terms", "counts").javaRDD().map(CorpusStore::document);
  }

  /** The names of the columns that are kept. */
  public List<String> kept() {
    return kept;
  }

  /** What the manifest says, if they are a corpus. */
  public Optional<CorpusInfo> corpus() {
    return corpus;
  }

  /** How many there are. */
  public long size() {
    return documents;
  }

  /** How many of them have no terms. */
  public long emptyDocuments() {
    return emptyDocuments;
  }

  /** How many tokens they have. */
  public long tokens() {
    return tokens;
  }
}
