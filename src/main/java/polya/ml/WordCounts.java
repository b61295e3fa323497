package polya.ml;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import polya.Failure;
import polya.corpus.Bag;

/** A row's vector of counts as distinct terms with their counts: its non-zeros, checked. */
final class WordCounts {
  /** Entries of a vector that an error shows. */
  private static final int SHOWN = 5;

  private WordCounts() {}

  /**
   * The terms of a vector, sparse or dense.
   *
   * @param size V, which the vector must have
   * @param id how to name the row in an error; null to name it by what it holds
   * @throws Failure (input) if there is no vector, if its size is another, or a value is not a
   *     whole number from 0 to 2³¹ − 1, as their sum must be
   */
  static Bag of(Vector vector, int size, String id) {
    if (size(vector) != size) {
      throw refused(
          vector.toSparse(),
          id,
          "its vector has " + vector.size() + " elements",
          "one for each of the " + size + " terms");
    }
    SparseVector sparse = vector.toSparse();
    double[] values = sparse.values();
    int[] counts = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      counts[i] = (int) values[i];
      if (!(values[i] >= 0) || counts[i] != values[i]) {
        throw refused(
            sparse,
            id,
            "its value at " + sparse.indices()[i] + " is " + values[i],
            "whole numbers from 0 to " + Integer.MAX_VALUE);
      }
    }
    Bag bag = new Bag(sparse.indices(), counts);
    if (bag.tokens() > Integer.MAX_VALUE) {
      throw refused(
          sparse, id, "its counts add up to " + bag.tokens(), "at most " + Integer.MAX_VALUE);
    }
    return bag;
  }

  /**
   * The number of a vector's elements.
   *
   * @throws Failure (input) if there is no vector
   */
  static int size(Vector vector) {
    if (vector == null) {
      throw Failure.input(
          "Cannot read a row as counts of terms: it has no vector; allowed are vectors of counts."
              + " Drop rows without.");
    }
    return vector.size();
  }

  private static Failure refused(SparseVector vector, String id, String found, String allowed) {
    return Failure.input(
        "Cannot read row "
            + (id != null ? id : excerpt(vector))
            + " as counts of terms: "
            + found
            + "; allowed are "
            + allowed
            + ". CountVectorizer makes such vectors.");
  }

  private static String excerpt(SparseVector vector) {
    int n = vector.indices().length;
    String terms = first(n, i -> Integer.toString(vector.indices()[i]));
    return "("
        + vector.size()
        + ",["
        + terms
        + "],["
        + first(n, i -> Double.toString(vector.values()[i]))
        + "])";
  }

  private static String first(int n, IntFunction<String> text) {
    String shown =
        IntStream.range(0, Math.min(n, SHOWN)).mapToObj(text).collect(Collectors.joining(","));
    return n > SHOWN ? shown + ",…" : shown;
  }
}
