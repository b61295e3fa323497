package polya.quality.labels;

import java.util.Arrays;

/** Labels of one document by their scores. Cost L log L for L labels. */
final class Ranking {
  private final double[] scores;
  private final double[] ascending;

  Ranking(double[] scores) {
    this.scores = scores;
    ascending = scores.clone();
    Arrays.sort(ascending);
  }

  /**
   * The n labels of the highest scores, ascending; all if there are no more. Among equal scores the
   * lower label goes first.
   */
  int[] best(int n) {
    int size = Math.min(n, scores.length);
    int[] best = new int[size];
    if (size == 0) {
      return best;
    }
    double last = ascending[scores.length - size];
    int room = size - (scores.length - notAbove(last));
    int found = 0;
    for (int label = 0; label < scores.length && found < size; label++) {
      if (scores[label] > last || scores[label] == last && room-- > 0) {
        best[found++] = label;
      }
    }
    return best;
  }

  /**
   * Σ over labels y of |{labels that score at least as much as y}| / |{all that do}|, divided by
   * how many were wanted.
   */
  double averagePrecision(int[] labels, int wanted) {
    double[] own = new double[labels.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = scores[labels[i]];
    }
    Arrays.sort(own);
    double sum = 0;
    int first = 0;
    for (int i = 0; i < own.length; i++) {
      first = own[first] == own[i] ? first : i;
      sum += (own.length - first) / (double) (scores.length - below(own[i]));
    }
    return sum / wanted;
  }

  private int below(double score) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int notAbove(double score) {
    return below(Math.nextUp(score));
  }
}
