package polya.spark.pass;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.heldout.DrawAverage;
import polya.heldout.DrawnDocument;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.error.DocumentScore;
import polya.heldout.error.HeldOutResult;
import polya.heldout.error.HeldOutSums;
import polya.heldout.error.PairedResult;
import polya.heldout.error.PairedScore;
import polya.heldout.error.PairedSums;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Exchanges;

/**
 * Evaluates documents under a model on all executors. Topics are published once, when the pass is
 * opened, and taken back when it is closed. A document's score and the corpus's result have the
 * same bits for any partitions; tasks and the driver keep sums only, however many documents there
 * are.
 */
public final class HeldOutPass implements AutoCloseable {
  private final Exchange exchange;
  private final Exchange.Published topics;
  private final DocumentPrior prior;

  /** Null where documents have no attributes that are known. */
  private final Broadcast<Groups> groups;

  /**
   * Publishes the topics of a model, with its documents' prior in force; documents' attributes are
   * not known.
   */
  public HeldOutPass(JavaSparkContext spark, Posterior posterior) {
    this(spark, posterior, posterior.documents(), Optional.empty());
  }

  /**
   * Publishes the topics of a model.
   *
   * @param prior in force instead of the model's own
   * @param known the groups that documents are in, under the model's encoding; empty if their
   *     attributes are not known
   */
  public HeldOutPass(
      JavaSparkContext spark, Posterior posterior, DocumentPrior prior, Optional<Groups> known) {
    exchange = Exchanges.of(spark, posterior.topics());
    topics = exchange.publish(posterior.topics());
    this.prior = prior;
    groups = known.map(spark::broadcast).orElse(null);
  }

  /**
   * The documents' prior where a task is: there may be a million groups, so they come by a
   * broadcast and not with every task.
   */
  private static DocumentPrior in(DocumentPrior prior, Broadcast<Groups> groups) {
    return groups == null ? prior : prior.in(groups.value());
  }

  /** One row a document; lazy, so the pass must stay open until they are used. */
  public JavaRDD<DocumentScore> scores(JavaRDD<HeldOut> documents, Estimator estimator) {
    Exchange.Published phi = topics;
    DocumentPrior own = prior;
    Broadcast<Groups> known = groups;
    return exchange
        .reading(phi, documents)
        .mapPartitions(
            part -> {
              Estimator.Scorer scorer = estimator.open(phi.phi(), in(own, known));
              return map(part, document -> score(scorer, document));
            });
  }

  /**
   * One pair of rows a document, under the topics of this pass and of another; lazy, so both must
   * stay open until they are used.
   */
  public JavaRDD<PairedScore> pairs(
      HeldOutPass other, JavaRDD<HeldOut> documents, Estimator estimator) {
    return pairs(documents, estimator, other, estimator);
  }

  /**
   * One pair of rows a document, by one estimator and by another; lazy, so the pass must stay open.
   */
  public JavaRDD<PairedScore> pairs(
      JavaRDD<HeldOut> documents, Estimator firstEstimator, Estimator secondEstimator) {
    return pairs(documents, firstEstimator, this, secondEstimator);
  }

  private JavaRDD<PairedScore> pairs(
      JavaRDD<HeldOut> documents,
      Estimator firstEstimator,
      HeldOutPass other,
      Estimator secondEstimator) {
    Exchange.Published firstPhi = topics;
    Exchange.Published secondPhi = other.topics;
    DocumentPrior firstPrior = prior;
    DocumentPrior secondPrior = other.prior;
    Broadcast<Groups> firstGroups = groups;
    Broadcast<Groups> secondGroups = other.groups;
    JavaRDD<HeldOut> reading = exchange.reading(firstPhi, documents);
    return (other == this ? reading : other.exchange.reading(secondPhi, reading))
        .mapPartitions(
            part -> {
              Estimator.Scorer first =
                  firstEstimator.open(firstPhi.phi(), in(firstPrior, firstGroups));
              Estimator.Scorer second =
                  secondEstimator.open(secondPhi.phi(), in(secondPrior, secondGroups));
              return map(
                  part,
                  document -> new PairedScore(score(first, document), score(second, document)));
            });
  }

  /** Documents with what these topics say of them added; lazy, so the pass must stay open. */
  public JavaRDD<DrawnDocument> add(JavaRDD<DrawnDocument> documents, Estimator estimator) {
    Exchange.Published phi = topics;
    DocumentPrior own = prior;
    Broadcast<Groups> known = groups;
    return exchange
        .reading(phi, documents)
        .mapPartitions(
            part -> {
              Estimator.Scorer scorer = estimator.open(phi.phi(), in(own, known));
              return map(
                  part,
                  d ->
                      new DrawnDocument(
                          d.heldOut(), DrawAverage.add(estimator, scorer, d.heldOut(), d.draws())));
            });
  }

  private static DocumentScore score(Estimator.Scorer scorer, HeldOut heldOut) {
    Document document = heldOut.document();
    Estimate estimate = scorer.estimate(heldOut);
    return new DocumentScore(document.id(), document.tokens(), heldOut.outOfVocabulary(), estimate);
  }

  /** Maps one by one, as they are asked for. */
  static <A, B> Iterator<B> map(Iterator<A> from, Function<A, B> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return from.hasNext();
      }

      @Override
      public B next() {
        return function.apply(from.next());
      }
    };
  }

  /** What rows amount to; NaN for perplexity if none has a score. */
  public static HeldOutResult result(
      JavaRDD<DocumentScore> scores, Estimator estimator, long seed) {
    if (scores.getNumPartitions() == 0) {
      return new HeldOutSums(seed).result(estimator);
    }
    return scores
        .mapPartitions(
            part -> {
              HeldOutSums sums = new HeldOutSums(seed);
              part.forEachRemaining(sums::add);
              return java.util.List.of(sums).iterator();
            })
        .treeReduce(HeldOutSums::add)
        .result(estimator);
  }

  /** What pairs of rows amount to; NaN for the difference if none can be compared. */
  public static PairedResult compared(JavaRDD<PairedScore> pairs, Estimator estimator, long seed) {
    if (pairs.getNumPartitions() == 0) {
      return new PairedSums(seed).result(estimator);
    }
    return pairs
        .mapPartitions(
            part -> {
              PairedSums sums = new PairedSums(seed);
              part.forEachRemaining(sums::add);
              return java.util.List.of(sums).iterator();
            })
        .treeReduce(PairedSums::add)
        .result(estimator);
  }

  /** Evaluates plain documents, as training does between its rounds. */
  public HeldOutResult evaluate(JavaRDD<Document> documents, Estimator estimator, long seed) {
    return result(scores(documents.map(d -> HeldOut.of(d, 0)), estimator), estimator, seed);
  }

  /** Takes the topics back, and the groups. */
  @Override
  public void close() {
    exchange.retire(topics);
    exchange.close();
    if (groups != null) {
      groups.destroy();
    }
  }
}
