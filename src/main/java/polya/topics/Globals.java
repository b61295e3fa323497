package polya.topics;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a model is small, by name with its shape: a number, a vector, or a matrix, in float64
 * (hyperparameters, totals, K-vectors; at most K × K). Immutable; the arrays are shared and must
 * not be changed.
 */
public final class Globals implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A matrix row after row. */
  private final TreeMap<String, double[]> values;

  /** None, one or two sizes. */
  private final TreeMap<String, int[]> shapes;

  private Globals(TreeMap<String, double[]> values, TreeMap<String, int[]> shapes) {
    this.values = values;
    this.shapes = shapes;
  }

  /** No globals. */
  public static Globals none() {
    return new Globals(new TreeMap<>(), new TreeMap<>());
  }

  /** Globals that are vectors, or one number each. */
  public static Globals of(Map<String, double[]> values) {
    Globals globals = none();
    for (Map.Entry<String, double[]> e : values.entrySet()) {
      globals = globals.with(e.getKey(), e.getValue());
    }
    return globals;
  }

  /** The numbers of this name; of a matrix row after row. */
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

  /**
   * The matrix of this name; a new array.
   *
   * @throws IllegalArgumentException if it is none
   */
  public double[][] matrix(String name) {
    double[] all = vector(name);
    int[] shape = shapes.get(name);
    if (shape.length != 2) {
      throw new IllegalArgumentException("the global " + name + " is no matrix");
    }
    double[][] matrix = new double[shape[0]][shape[1]];
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(all, i * shape[1], matrix[i], 0, shape[1]);
    }
    return matrix;
  }

  /** Whether there is something of this name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** These globals with one number put in or replaced. */
  public Globals with(String name, double number) {
    return with(name, new double[] {number}, new int[0]);
  }

  /** These globals with one vector put in or replaced. */
  public Globals with(String name, double[] vector) {
    return with(name, vector, new int[] {vector.length});
  }

  /** These globals with one matrix put in or replaced, of at least one row. */
  public Globals with(String name, double[][] matrix) {
    int columns = matrix[0].length;
    double[] all = new double[Math.multiplyExact(matrix.length, columns)];
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, all, i * columns, columns);
    }
    return with(name, all, new int[] {matrix.length, columns});
  }

  /**
   * These globals with numbers of a shape put in or replaced.
   *
   * @param shape no size for one number, one for a vector, two for a matrix
   * @throws IllegalArgumentException if there are more or fewer numbers
   */
  public Globals with(String name, double[] numbers, int[] shape) {
    int size = 1;
    for (int n : shape) {
      size = Math.multiplyExact(size, n);
    }
    if (size != numbers.length || shape.length > 2) {
      throw new IllegalArgumentException(
          numbers.length + " numbers of " + name + " have not its shape");
    }
    TreeMap<String, double[]> copy = new TreeMap<>(values);
    TreeMap<String, int[]> copyOfShapes = new TreeMap<>(shapes);
    copy.put(name, numbers);
    copyOfShapes.put(name, shape);
    return new Globals(copy, copyOfShapes);
  }

  /** These globals with what another has of a name, in its shape. */
  public Globals with(String name, Globals from) {
    return with(name, from.vector(name), from.shape(name));
  }

  /** All numbers by name. */
  public SortedMap<String, double[]> vectors() {
    return Collections.unmodifiableSortedMap(values);
  }

  /** The shape of what has this name. */
  public int[] shape(String name) {
    vector(name);
    return shapes.get(name).clone();
  }

  /** The bytes of all numbers. */
  public long bytes() {
    return values.values().stream().mapToLong(v -> 8L * v.length).sum();
  }
}
