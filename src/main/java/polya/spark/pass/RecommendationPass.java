package polya.spark.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Bag;
import polya.corpus.Document;
import polya.corpus.Vocabulary;
import polya.heldout.HeldOut;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.recommend.PopularTerms;
import polya.recommend.RankingResult;
import polya.recommend.RankingScore;
import polya.recommend.RankingSums;
import polya.recommend.Recommendation;
import polya.recommend.Recommender;
import polya.spark.Batched;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Exchanges;
import polya.spark.exchange.ReadPlacement;
import polya.spark.store.CorpusStore;
import polya.topics.Phi;
import scala.Tuple2;

/**
 * The best unseen terms of every document under a model ({@link Recommender}), on all executors.
 * Topics are published once; a task holds one tile of documents and nothing of size K×V. The same
 * lists for any partitions.
 */
public final class RecommendationPass implements AutoCloseable {
  /**
   * How well lists meet what was withheld.
   *
   * @param model the lists of the model
   * @param popular lists of the most common terms of the documents' own corpus
   */
  public record Evaluation(RankingResult model, RankingResult popular) {}

  private static final int[] NONE = {};

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Exchange exchange;
  private final Exchange.Published topics;
  private final Broadcast<RecommendedRows.Texts> texts;
  private final Posterior posterior;
  private final int most;
  private final List<JavaRDD<?>> kept = new ArrayList<>();

  /**
   * Publishes the topics.
   *
   * @param most terms a document, ≥ 1
   */
  public RecommendationPass(
      SparkSession spark, Posterior posterior, Vocabulary vocabulary, int most) {
    this.spark = spark;
    this.posterior = posterior;
    this.most = most;
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Phi phi = posterior.topics();
    if (!phi.blocks().isHere()) {
      ReadPlacement.demand(context, phi.terms(), phi.topics());
    }
    exchange = Exchanges.of(context, phi);
    topics = exchange.publish(posterior.topics());
    texts = context.broadcast(new RecommendedRows.Texts(vocabulary));
  }

  /** Lists of documents; lazy, so the pass must stay open until they are used. */
  public final class Lists {
    private final JavaRDD<Recommended> rows;

    private Lists(JavaRDD<Recommended> rows) {
      this.rows = rows;
    }

    /**
     * One row a recommended term: id of the document, rank of the term from 1, its text as term,
     * its score. A document's rows stand together, best first.
     */
    public Dataset<Row> table() {
      Broadcast<RecommendedRows.Texts> of = texts;
      JavaRDD<InternalRow> table =
          rows.mapPartitions(part -> new RecommendedRows(part, of.value()));
      return ((org.apache.spark.sql.classic.SparkSession) spark)
          .internalCreateDataFrame(table.rdd(), RecommendedRows.COLUMNS, false);
    }

    /** How many lists there are; computes them. */
    public long count() {
      return rows.count();
    }

    /** How well they meet what was withheld; means are NaN where that is nothing. */
    public Evaluation evaluation() {
      return new Evaluation(result(false), result(true));
    }

    private RankingResult result(boolean popular) {
      int n = most;
      return rows.aggregate(
              new RankingSums(n),
              (sums, r) -> {
                sums.add(popular ? r.popular : r.score);
                return sums;
              },
              RankingSums::add)
          .result();
    }
  }

  /** The lists of these documents. */
  public Lists of(JavaRDD<Document> documents) {
    return new Lists(
        recommended(
            documents.map(d -> HeldOut.given(d, new Document(d.id(), NONE, NONE), 0)), null));
  }

  /**
   * The lists of a corpus's documents beside what was withheld of them, by document id: terms that
   * a document has are no longer withheld, and count neither way. One shuffle of both corpora; the
   * lists are kept until the pass is closed.
   */
  public Lists of(CorpusStore corpus, CorpusStore withheld) {
    JavaPairRDD<String, Document> hidden =
        withheld.documentRdd().mapToPair(d -> new Tuple2<>(d.id(), d));
    JavaRDD<HeldOut> documents =
        corpus
            .documentRdd()
            .mapToPair(d -> new Tuple2<>(d.id(), d))
            .leftOuterJoin(hidden)
            .values()
            .map(
                p ->
                    HeldOut.given(p._1(), p._2().orElse(new Document(p._1().id(), NONE, NONE)), 0));
    Broadcast<PopularTerms> popular =
        context.broadcast(new PopularTerms(corpus.documentFrequencies()));
    JavaRDD<Recommended> rows =
        recommended(documents, popular).persist(StorageLevel.MEMORY_AND_DISK_SER());
    kept.add(rows);
    return new Lists(rows);
  }

  private JavaRDD<Recommended> recommended(
      JavaRDD<HeldOut> documents, Broadcast<PopularTerms> popular) {
    Exchange.Published phi = topics;
    DocumentPrior prior = posterior.documents();
    int n = most;
    return exchange
        .reading(phi, documents)
        .mapPartitions(
            part -> {
              Recommender recommender = new Recommender(phi.phi(), prior, n);
              PopularTerms common = popular == null ? null : popular.value();
              return Batched.map(
                  part, Recommender.TILE, batch -> recommended(batch, recommender, common, n));
            });
  }

  private static List<Recommended> recommended(
      List<HeldOut> batch, Recommender recommender, PopularTerms popular, int n) {
    List<Bag> bags =
        batch.stream().map(h -> new Bag(h.observed().terms(), h.observed().counts())).toList();
    List<Recommendation> lists = recommender.recommend(bags);
    List<Recommended> all = new ArrayList<>(lists.size());
    for (int d = 0; d < lists.size(); d++) {
      HeldOut h = batch.get(d);
      int[] seen = h.observed().terms();
      int[] wanted = without(h.document().terms(), seen);
      Recommendation list = lists.get(d);
      all.add(
          popular == null
              ? new Recommended(h.observed().id(), list, null, null)
              : new Recommended(
                  h.observed().id(),
                  list,
                  RankingScore.of(list.terms(), wanted, n),
                  RankingScore.of(popular.beside(seen, n), wanted, n)));
    }
    return all;
  }

  private static int[] without(int[] terms, int[] seen) {
    return Arrays.stream(terms).filter(w -> Arrays.binarySearch(seen, w) < 0).toArray();
  }

  /** Takes the topics back. */
  @Override
  public void close() {
    kept.forEach(JavaRDD::unpersist);
    texts.unpersist(false);
    exchange.retire(topics);
    exchange.close();
  }
}
