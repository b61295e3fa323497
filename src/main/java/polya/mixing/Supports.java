package polya.mixing;

import java.util.Arrays;
import polya.math.Rows;

/**
 * The topics that documents of each group may use, with their α: a list a group, ascending and
 * padded to whole vectors (topic 0, α 0), asked of the prior once. Scratch of one thread; memory 16
 * bytes a topic of every group that was met.
 */
public final class Supports {
  private final DocumentPrior prior;
  private final int[] support;

  /** α over the support. */
  private final double[] alphaK;

  /** By group one more than its place; 0 where it was not met. */
  private int[] placeOf = new int[16];

  private int places;
  private int[] starts = new int[17];
  private int[] sizes = new int[16];
  private double[] sums = new double[16];
  private int[] topics = new int[64];
  private double[] alphas = new double[64];
  private float[] floats = new float[64];

  /** Those of a prior. */
  public Supports(DocumentPrior prior) {
    this.prior = prior;
    support = new int[prior.topics()];
    alphaK = new double[prior.topics()];
  }

  /** The place of a group among the lists. */
  public int place(int group) {
    if (group >= placeOf.length) {
      placeOf = Arrays.copyOf(placeOf, Math.max(group + 1, 2 * placeOf.length));
    }
    if (placeOf[group] == 0) {
      placeOf[group] = add(group) + 1;
    }
    return placeOf[group] - 1;
  }

  private int add(int group) {
    int size = prior.support(group, support);
    if (size < 0) {
      size = support.length;
      Arrays.setAll(support, k -> k);
      prior.alpha(group, null, alphaK);
    } else {
      prior.alpha(group, support, size, alphaK);
    }
    if (places == sizes.length) {
      starts = Arrays.copyOf(starts, 2 * places + 1);
      sizes = Arrays.copyOf(sizes, 2 * places);
      sums = Arrays.copyOf(sums, 2 * places);
    }
    int start = starts[places];
    int end = Math.addExact(start, Rows.padded(size));
    if (topics.length < end) {
      topics = Arrays.copyOf(topics, Math.max(end, 2 * topics.length));
      alphas = Arrays.copyOf(alphas, topics.length);
      floats = Arrays.copyOf(floats, topics.length);
    }
    double sum = 0;
    for (int j = 0; j < size; j++) {
      topics[start + j] = support[j];
      alphas[start + j] = alphaK[j];
      floats[start + j] = (float) alphaK[j];
      sum += alphaK[j];
    }
    sizes[places] = size;
    sums[places] = sum;
    starts[places + 1] = end;
    return places++;
  }

  /** Where the list of a place begins in {@link #topics} and beside it. */
  public int start(int place) {
    return starts[place];
  }

  /** How many topics it has. */
  public int size(int place) {
    return sizes[place];
  }

  /** How many places it takes, {@link Rows#padded}. */
  public int padded(int place) {
    return starts[place + 1] - starts[place];
  }

  /** Whether it has all topics. */
  public boolean hasAll(int place) {
    return sizes[place] == support.length;
  }

  /** α_0 of its documents. */
  public double alphaSum(int place) {
    return sums[place];
  }

  /** The topics of all lists; shared, and another array once a group is met for the first time. */
  public int[] topics() {
    return topics;
  }

  /** Their α; as {@link #topics}. */
  public double[] alphas() {
    return alphas;
  }

  /** The same in float32. */
  public float[] floats() {
    return floats;
  }
}
