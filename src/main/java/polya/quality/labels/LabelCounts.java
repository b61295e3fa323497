package polya.quality.labels;

import java.io.Serializable;

/**
 * Macro F1 of sets of labels: the mean, over labels that a document truly has, of 2 TP/(predicted +
 * true). A label that is only predicted has no part in it, so that two predictions of the same
 * documents are means over the same labels. Whole numbers by label and group of documents: 1.5 KB a
 * label that occurs. Not thread-safe.
 */
final class LabelCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int HITS = 0;
  private static final int PREDICTED = Jackknife.GROUPS;
  private static final int TRUE = 2 * Jackknife.GROUPS;
  private static final int SIZE = 3 * Jackknife.GROUPS;

  /** Null for a label that does not occur. */
  private final long[][] counts;

  private final long[] documents = new long[Jackknife.GROUPS];

  LabelCounts(int labels) {
    counts = new long[labels][];
  }

  /** Adds a document of a group: its true labels, and those predicted; both ascending. */
  void add(int group, int[] labels, int[] predicted) {
    documents[group]++;
    for (int label : labels) {
      at(label)[TRUE + group]++;
    }
    for (int label : predicted) {
      at(label)[PREDICTED + group]++;
    }
    for (int i = 0, j = 0; i < labels.length && j < predicted.length; ) {
      if (labels[i] == predicted[j]) {
        at(labels[i])[HITS + group]++;
        i++;
        j++;
      } else if (labels[i] < predicted[j]) {
        i++;
      } else {
        j++;
      }
    }
  }

  void add(LabelCounts other) {
    for (int g = 0; g < Jackknife.GROUPS; g++) {
      documents[g] += other.documents[g];
    }
    for (int label = 0; label < counts.length; label++) {
      if (other.counts[label] != null) {
        long[] sums = at(label);
        for (int i = 0; i < SIZE; i++) {
          sums[i] += other.counts[label][i];
        }
      }
    }
  }

  private long[] at(int label) {
    if (counts[label] == null) {
      counts[label] = new long[SIZE];
    }
    return counts[label];
  }

  /** How many labels a document truly has. */
  int labels() {
    int labels = 0;
    for (long[] of : counts) {
      labels += of != null && sum(of, TRUE) > 0 ? 1 : 0;
    }
    return labels;
  }

  Measure macroF1() {
    double sum = 0;
    int labels = 0;
    double[] sumWithout = new double[Jackknife.GROUPS];
    int[] labelsWithout = new int[Jackknife.GROUPS];
    for (long[] of : counts) {
      if (of != null) {
        long hits = sum(of, HITS);
        long predicted = sum(of, PREDICTED);
        long wanted = sum(of, TRUE);
        if (wanted > 0) {
          labels++;
          sum += 2.0 * hits / (predicted + wanted);
        }
        for (int g = 0; g < Jackknife.GROUPS; g++) {
          long left = wanted - of[TRUE + g];
          if (left > 0) {
            labelsWithout[g]++;
            sumWithout[g] += 2.0 * (hits - of[HITS + g]) / (predicted - of[PREDICTED + g] + left);
          }
        }
      }
    }
    double macro = labels == 0 ? Double.NaN : sum / labels;
    double error =
        Jackknife.standardError(
            macro,
            g -> labelsWithout[g] == 0 ? Double.NaN : sumWithout[g] / labelsWithout[g],
            documents);
    return new Measure(macro, error);
  }

  private static long sum(long[] of, int from) {
    long sum = 0;
    for (int g = 0; g < Jackknife.GROUPS; g++) {
      sum += of[from + g];
    }
    return sum;
  }
}
