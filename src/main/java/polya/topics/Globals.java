package polya.topics;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a model is small: named vectors of float64 (hyperparameters, totals, K-vectors).
 * Immutable; the vectors are shared and must not be changed.
 */
public final class Globals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, double[]> values;

  private Globals(TreeMap<String, double[]> values) {
    this.values = values;
  }

  /** Globals of these vectors. */
  public static Globals of(Map<String, double[]> values) {
    return new Globals(new TreeMap<>(values));
  }

  /** The vector of this name. */
  public double[] vector(String name) {
    double[] v = values.get(name);
    if (v == null) {
      throw new IllegalArgumentException(
          "there is no global " + name + " among " + values.keySet());
    }
    return v;
  }

  /** The one number of this name. */
  public double scalar(String name) {
    return vector(name)[0];
  }

  /** These globals with one vector put in or replaced. */
  public Globals with(String name, double... vector) {
    TreeMap<String, double[]> copy = new TreeMap<>(values);
    copy.put(name, vector);
    return new Globals(copy);
  }

  /** All vectors by name. */
  public SortedMap<String, double[]> vectors() {
    return Collections.unmodifiableSortedMap(values);
  }
}
