package polya.quality.labels;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * How clusters agree with classes, from the contingency table n_kc of documents. Errors are by
 * Poisson bootstrap over documents: what documents count Poisson(1) times each add up to in a cell
 * is Poisson(n_kc), which is drawn cell by cell from keyed streams. Memory a number a cell that
 * occurs; any order and any grouping give the same bits. Not thread-safe.
 */
public final class ClusterCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int REPLICATES = 200;

  /** Streams of rounds 0 and 1 are keyed by documents. */
  private static final int FIRST_ROUND = 2;

  private final long seed;
  private final TreeMap<Long, Long> cells = new TreeMap<>();

  /** No documents yet. */
  public ClusterCounts(long seed) {
    this.seed = seed;
  }

  /**
   * Adds one document.
   *
   * @param cluster from 0
   * @param truth its class, from 0
   */
  public void add(int cluster, int truth) {
    cells.merge((long) cluster << 32 | truth, 1L, Math::addExact);
  }

  /** Adds all documents of another part, of the same seed; returns this. */
  public ClusterCounts add(ClusterCounts other) {
    other.cells.forEach((cell, count) -> cells.merge(cell, count, Math::addExact));
    return this;
  }

  /** What they amount to. */
  public ClusterResult result() {
    Table table = new Table(cells);
    double[] counts = cells.values().stream().mapToDouble(Long::doubleValue).toArray();
    double[][] replicates = new double[REPLICATES][];
    for (int b = 0; b < REPLICATES; b++) {
      replicates[b] = new double[counts.length];
      int i = 0;
      for (Long cell : cells.keySet()) {
        RandomStream stream = Streams.of(seed, Purpose.BOOTSTRAP, FIRST_ROUND + b, cell);
        replicates[b][i] = Draws.poisson(stream, counts[i]);
        i++;
      }
    }
    return new ClusterResult(
        (long) Arrays.stream(counts).sum(),
        table.clusters,
        table.classes,
        measure(table::mutualInformation, counts, replicates),
        measure(table::purity, counts, replicates),
        table.largestClass(counts));
  }

  private static Measure measure(
      ToDoubleFunction<double[]> of, double[] counts, double[][] replicates) {
    double value = of.applyAsDouble(counts);
    double[] moved =
        Arrays.stream(replicates)
            .filter(replicate -> Arrays.stream(replicate).sum() > 0)
            .mapToDouble(of)
            .toArray();
    double mean = Arrays.stream(moved).average().orElse(Double.NaN);
    double squares = Arrays.stream(moved).map(x -> (x - mean) * (x - mean)).sum();
    boolean any = Arrays.stream(counts).sum() > 1;
    return new Measure(value, any ? Math.sqrt(squares / (moved.length - 1)) : Double.NaN);
  }

  /** Where the cells lie, whatever their counts. */
  private static final class Table {
    private final int[] clusterOf;
    private final int[] classOf;
    private final int clusters;
    private final int classes;

    Table(Map<Long, Long> cells) {
      clusterOf = numbered(cells.keySet().stream().mapToLong(cell -> cell >>> 32).toArray());
      classOf = numbered(cells.keySet().stream().mapToLong(cell -> cell & 0xffffffffL).toArray());
      clusters = 1 + Arrays.stream(clusterOf).max().orElse(-1);
      classes = 1 + Arrays.stream(classOf).max().orElse(-1);
    }

    /** The places of values among the distinct ones. */
    private static int[] numbered(long[] values) {
      long[] distinct = Arrays.stream(values).sorted().distinct().toArray();
      return Arrays.stream(values).mapToInt(v -> Arrays.binarySearch(distinct, v)).toArray();
    }

    double mutualInformation(double[] counts) {
      double[] ofCluster = sums(clusterOf, clusters, counts);
      double[] ofClass = sums(classOf, classes, counts);
      double n = Arrays.stream(counts).sum();
      double information = 0;
      for (int i = 0; i < counts.length; i++) {
        double expected = ofCluster[clusterOf[i]] * ofClass[classOf[i]] / n;
        information += counts[i] > 0 ? counts[i] / n * StrictMath.log(counts[i] / expected) : 0;
      }
      double entropies = entropy(ofCluster, n) + entropy(ofClass, n);
      // One cluster of one class: all agrees, though nothing could have been told apart.
      double agreement = entropies == 0 ? 1 : Math.max(0, 2 * information / entropies);
      return n == 0 ? Double.NaN : agreement;
    }

    double purity(double[] counts) {
      double[] largest = new double[clusters];
      for (int i = 0; i < counts.length; i++) {
        largest[clusterOf[i]] = Math.max(largest[clusterOf[i]], counts[i]);
      }
      return Arrays.stream(largest).sum() / Arrays.stream(counts).sum();
    }

    double largestClass(double[] counts) {
      double largest = Arrays.stream(sums(classOf, classes, counts)).max().orElse(Double.NaN);
      return largest / Arrays.stream(counts).sum();
    }

    private static double[] sums(int[] placeOf, int places, double[] counts) {
      double[] sums = new double[places];
      for (int i = 0; i < counts.length; i++) {
        sums[placeOf[i]] += counts[i];
      }
      return sums;
    }

    private static double entropy(double[] counts, double n) {
      double entropy = 0;
      for (double count : counts) {
        entropy -= count > 0 ? count / n * StrictMath.log(count / n) : 0;
      }
      return entropy;
    }
  }
}
