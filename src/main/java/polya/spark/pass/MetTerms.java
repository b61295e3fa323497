package polya.spark.pass;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.corpus.Document;
import polya.heldout.HeldOut;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.spark.exchange.ReadPlacement;
import polya.topics.Phi;

/**
 * The terms of documents, for models whose topics lie on executors: those that read these documents
 * need the rows of their terms alone. One pass over the documents, once; the driver holds a bit a
 * term. Where topics lie on the driver nothing is done.
 */
public final class MetTerms {
  /** Puts the terms of an element into a set. */
  private interface Terms<T> extends Serializable {
    void into(BitSet set, T element);
  }

  private final JavaSparkContext spark;
  private final Supplier<BitSet> terms;
  private BitSet met;

  private MetTerms(JavaSparkContext spark, Supplier<BitSet> terms) {
    this.spark = spark;
    this.terms = terms;
  }

  /** Those of documents. */
  public static MetTerms of(JavaSparkContext spark, JavaRDD<Document> documents) {
    return new MetTerms(spark, () -> terms(documents, MetTerms::put));
  }

  /** Those of documents of which some tokens are observed and others scored. */
  public static MetTerms ofHeldOut(JavaSparkContext spark, JavaRDD<HeldOut> documents) {
    return new MetTerms(
        spark,
        () ->
            terms(
                documents,
                (set, heldOut) -> {
                  put(set, heldOut.document());
                  if (heldOut.observed() != null) {
                    put(set, heldOut.observed());
                  }
                }));
  }

  /**
   * A model for these documents and no others.
   *
   * @throws polya.Failure (resources) if an executor has no room for the rows of their terms
   */
  public Posterior of(Posterior posterior) {
    Phi phi = posterior.topics();
    if (phi.blocks().isHere()) {
      return posterior;
    }
    demand(phi.topics());
    return new Cut(phi.only(met), posterior.documents());
  }

  /**
   * Demands, before there is a model, that an executor has room for the rows of their terms.
   *
   * @param topics K
   * @throws polya.Failure (resources) if it has not
   */
  public void demand(int topics) {
    if (met == null) {
      met = terms.get();
    }
    ReadPlacement.demand(spark, met.cardinality(), topics);
  }

  private static void put(BitSet set, Document document) {
    for (int term : document.terms()) {
      set.set(term);
    }
  }

  private static <T> BitSet terms(JavaRDD<T> documents, Terms<T> terms) {
    return documents.getNumPartitions() == 0
        ? new BitSet()
        : BitSet.valueOf(
            documents.mapPartitions(part -> met(part, terms)).treeReduce(MetTerms::both));
  }

  private static <T> Iterator<long[]> met(Iterator<T> documents, Terms<T> terms) {
    BitSet set = new BitSet();
    documents.forEachRemaining(document -> terms.into(set, document));
    return List.of(set.toLongArray()).iterator();
  }

  private static long[] both(long[] one, long[] other) {
    BitSet set = BitSet.valueOf(one);
    set.or(BitSet.valueOf(other));
    return set.toLongArray();
  }

  private record Cut(Phi topics, DocumentPrior documents) implements Posterior {}
}
