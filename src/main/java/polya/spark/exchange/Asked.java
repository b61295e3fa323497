package polya.spark.exchange;

import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;

/** The rows that the tasks of a visit may ask Φ for. */
public final class Asked {
  private final int from;
  private final int to;
  private final Supplier<BitSet> terms;
  private final JavaRDD<long[]> byPartition;
  private final List<Integer> partitions;
  private final double share;

  private Asked(
      int from,
      int to,
      Supplier<BitSet> terms,
      JavaRDD<long[]> byPartition,
      List<Integer> partitions,
      double share) {
    this.from = from;
    this.to = to;
    this.terms = terms;
    this.byPartition = byPartition;
    this.partitions = partitions;
    this.share = share;
  }

  /** All of them. */
  public static Asked all() {
    return of(() -> null);
  }

  /**
   * Those of some terms.
   *
   * @param terms found when they are asked for; null for all
   */
  public static Asked of(Supplier<BitSet> terms) {
    return new Asked(0, Integer.MAX_VALUE, terms, null, null, 1);
  }

  /**
   * Those of a mini-batch, of which every task asks for few.
   *
   * @param byPartition a bit a term that the tiles of a partition ask for, one element a partition;
   *     made where the tiles are, if anybody asks
   * @param partitions those that hold tiles of the mini-batch
   * @param share of the corpus that it has
   */
  public static Asked of(
      Supplier<BitSet> terms, JavaRDD<long[]> byPartition, List<Integer> partitions, double share) {
    return new Asked(0, Integer.MAX_VALUE, terms, byPartition, partitions, share);
  }

  /** Those of them from one term on that lie before another. */
  public Asked within(int first, int end) {
    return new Asked(first, end, terms, null, null, share);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Their terms, of V; null for all. May be a job. */
  BitSet terms(int all) {
    BitSet some = terms.get();
    if (from == 0 && to >= all) {
      return some;
    }
    BitSet own = new BitSet(to);
    own.set(from, to);
    if (some != null) {
      own.and(some);
    }
    return own;
  }

  /** By partition; null where all tasks share what they ask for. */
  JavaRDD<long[]> byPartition() {
    return byPartition;
  }

  List<Integer> partitions() {
    return partitions;
  }

  /** Of the corpus, what tasks that ask for these rows visit together. */
  double share() {
    return share;
  }
}
