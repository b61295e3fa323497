package polya.spark.pass;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import polya.corpus.Document;
import polya.describe.Period;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.mixing.Mixtures;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Exchanges;
import polya.spark.store.CorpusStore;
import polya.topics.Phi;

/**
 * A document with the topics that it has a share of, the small ones left out, as programs take them
 * that show every document. A class and not a record, for Kryo.
 */
public final class DocumentTopics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final long tokens;
  private final String group;
  private final String text;
  private final int[] topics;
  private final double[] shares;

  private DocumentTopics(Row row, String group, double[] shareK, double least) {
    Document document = CorpusStore.document(row);
    id = document.id();
    tokens = document.tokens();
    this.group = group;
    text = row.getString(4);
    topics = IntStream.range(0, shareK.length).filter(k -> shareK[k] >= least).toArray();
    shares = Arrays.stream(topics).mapToDouble(k -> shareK[k]).toArray();
  }

  /**
   * All documents of a corpus in the order of their ids, in one pass. The driver holds them.
   *
   * @param column the kept column that groups them
   * @param period what its values are grouped by
   * @param text the kept column whose text goes with them, or null
   * @param least the least share that is told
   */
  public static List<DocumentTopics> of(
      JavaSparkContext context,
      Posterior posterior,
      CorpusStore corpus,
      String column,
      Period period,
      String text,
      double least) {
    Phi phi = MetTerms.of(context, corpus.documentRdd()).of(posterior).topics();
    Exchange exchange = Exchanges.of(context, phi);
    Exchange.Published topics = exchange.publish(phi);
    DocumentPrior prior = posterior.documents();
    try {
      return exchange
          .reading(
              topics,
              corpus
                  .documents()
                  .select(
                      CorpusStore.named("id"),
                      CorpusStore.named("terms"),
                      CorpusStore.named("counts"),
                      CorpusStore.named(column).cast("string").as("value"),
                      CorpusStore.named(text == null ? column : text).cast("string").as("text"))
                  .javaRDD())
          .mapPartitions(
              part -> {
                Mixtures mixtures = new Mixtures(topics.phi(), prior);
                return HeldOutPass.map(part, row -> read(row, period, mixtures, prior, least));
              })
          .collect()
          .stream()
          .sorted(Comparator.comparing(DocumentTopics::id))
          .toList();
    } finally {
      exchange.retire(topics);
      exchange.close();
    }
  }

  private static DocumentTopics read(
      Row row, Period period, Mixtures mixtures, DocumentPrior prior, double least) {
    double[] shareK = DocumentShares.of(CorpusStore.document(row), mixtures, prior);
    return new DocumentTopics(row, period.of(row.getString(3)).orElse(""), shareK, least);
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** Its tokens. */
  public long tokens() {
    return tokens;
  }

  /** Its group; an empty text if it has none. */
  public String group() {
    return group;
  }

  /** Its text in the column that was asked for, or null. */
  public String text() {
    return text;
  }

  /** The topics that it has, ascending. */
  public int[] topics() {
    return topics.clone();
  }

  /** Its shares of these topics. */
  public double[] shares() {
    return shares.clone();
  }
}
