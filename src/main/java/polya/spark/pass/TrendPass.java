package polya.spark.pass;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import polya.Failure;
import polya.corpus.Document;
import polya.describe.Period;
import polya.describe.ShareSums;
import polya.describe.TrendGroup;
import polya.describe.TrendTable;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.mixing.Mixtures;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Exchanges;
import polya.spark.store.CorpusStore;
import polya.topics.Phi;
import scala.Tuple2;

/**
 * Shares of topics in groups of a corpus's documents by one of its kept columns, on all executors.
 * A document's shares and weights depend on it alone and sums are whole numbers, so the bits are
 * the same for any partitions. Executors hold the sums of their groups; the driver gets shares and
 * errors.
 */
public final class TrendPass {
  /** The most groups that a column may have. */
  public static final int MOST = 10_000;

  private final DocumentRows documents;
  private final String column;
  private final Period period;

  /** Of the groups that values of a corpus's kept column fall into. */
  public TrendPass(CorpusStore corpus, String column, Period period) {
    this(DocumentRows.of(corpus), column, period);
  }

  /** Of the groups that values of a kept column fall into. */
  public TrendPass(DocumentRows documents, String column, Period period) {
    this.documents = documents;
    this.column = column;
    this.period = period;
  }

  /** A document on its way into the sums of its group. */
  private static final class Read implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long key;
    private final long tokens;
    private final double[] shares;

    Read(Document document, double[] shares) {
      key = document.key();
      tokens = document.tokens();
      this.shares = shares;
    }
  }

  /**
   * How many documents each group has, those without one under an empty name. One pass over the
   * column.
   *
   * @throws Failure (input) if there are more groups than {@value #MOST}
   */
  public Map<String, Long> groups() {
    Period by = period;
    List<Tuple2<String, Long>> found =
        documents
            .rows()
            .select(CorpusStore.named(column).cast("string"))
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(by.of(row.getString(0)).orElse(""), 1L))
            .reduceByKey(Long::sum)
            .take(MOST + 2);
    boolean none = found.stream().anyMatch(group -> group._1().isEmpty());
    if (found.size() - (none ? 1 : 0) > MOST) {
      throw Failure.input(
          "Cannot group documents of "
              + documents.name()
              + " by "
              + column
              + ": it has more than "
              + MOST
              + " values; allowed are at most so many. Give a coarser column, or of dates"
              + " --granularity year.");
    }
    Map<String, Long> groups = new TreeMap<>();
    found.forEach(group -> groups.put(group._1(), group._2()));
    return groups;
  }

  /**
   * The shares of the topics in every group, and of all documents that have one.
   *
   * @param seed of the bootstrap
   * @throws Failure (input) if no document that has a group has tokens
   */
  public TrendTable table(JavaSparkContext context, Posterior posterior, long seed) {
    Phi phi = MetTerms.of(context, documents.documents()).of(posterior).topics();
    Exchange exchange = Exchanges.of(context, phi);
    Exchange.Published topics = exchange.publish(phi);
    DocumentPrior prior = posterior.documents();
    int k = prior.topics();
    Period by = period;
    JavaPairRDD<String, ShareSums> sums =
        exchange
            .reading(
                topics,
                documents
                    .rows()
                    .select(
                        CorpusStore.named("id"),
                        CorpusStore.named("terms"),
                        CorpusStore.named("counts"),
                        CorpusStore.named(column).cast("string").as("value"))
                    .javaRDD())
            .mapPartitionsToPair(
                part -> {
                  Mixtures mixtures = new Mixtures(topics.phi(), prior);
                  return HeldOutPass.map(part, row -> read(row, by, mixtures, prior));
                })
            .filter(pair -> !pair._1().isEmpty())
            .aggregateByKey(
                new ShareSums(k, seed),
                (all, read) -> all.add(read.key, read.tokens, read.shares),
                ShareSums::add)
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      List<TrendGroup> groups =
          new ArrayList<>(sums.map(pair -> TrendGroup.of(pair._1(), pair._2())).collect());
      Optional<ShareSums> all =
          groups.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  sums.values()
                      .treeAggregate(new ShareSums(k, seed), ShareSums::add, ShareSums::add));
      return all.filter(some -> some.tokens() > 0)
          .map(some -> TrendTable.of(groups, TrendGroup.of("all", some)))
          .orElseThrow(this::nothing);
    } finally {
      sums.unpersist();
      exchange.retire(topics);
      exchange.close();
    }
  }

  private static Tuple2<String, Read> read(
      Row row, Period period, Mixtures mixtures, DocumentPrior prior) {
    String group = period.of(row.getString(3)).orElse("");
    Document document = CorpusStore.document(row);
    double[] shares = group.isEmpty() ? null : DocumentShares.of(document, mixtures, prior);
    return new Tuple2<>(group, new Read(document, shares));
  }

  private Failure nothing() {
    return Failure.input(
        "Cannot tell trends of "
            + documents.name()
            + " by "
            + column
            + ": no document has both "
            + (period == Period.VALUE ? "a value" : "a date")
            + " there and tokens of the model's vocabulary; some must. "
            + (period == Period.MONTH
                ? "Give a column of dates as 1990-05-17, or --granularity year."
                : "Give another column to --by."));
  }
}
