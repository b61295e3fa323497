package polya.quality.labels;

import java.io.Serializable;

/**
 * The one score from which on a label is predicted, chosen on training documents: the threshold at
 * which micro F1 of all (document, label) pairs is highest, the higher one among equals (Lipton,
 * Elkan and Naryanaswamy, ECML 2014, on F1 and thresholds). Scores are told apart to float32 up to
 * {@value #LIMIT} of them, coarser beyond ({@code ScoreCounts}): a relative width of 2^-7 at worst.
 * Any order and grouping give the same threshold. Not thread-safe.
 */
public final class LabelThreshold implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int LIMIT = 1 << 17;

  private final ScoreCounts counts = new ScoreCounts(LIMIT);
  private long wanted;

  /** Adds a training document; one without labels has no part in it. */
  public void add(LabelScores document) {
    if (document.wanted() > 0) {
      wanted += document.wanted();
      int i = 0;
      for (int label = 0; label < document.scores().length; label++) {
        boolean has = i < document.labels().length && document.labels()[i] == label;
        i += has ? 1 : 0;
        counts.add(0, document.scores()[label], 0, has);
      }
    }
  }

  /** Adds all of another part, and gives this. */
  public LabelThreshold add(LabelThreshold other) {
    wanted += other.wanted;
    counts.add(other.counts);
    return this;
  }

  /** The threshold; infinite if no label known is ever right, so that none is predicted. */
  public double best() {
    double threshold = Double.POSITIVE_INFINITY;
    double best = 0;
    long hits = 0;
    long predicted = 0;
    for (int entry = counts.size() - 1; entry >= 0; entry--) {
      predicted += counts.count(entry);
      hits += counts.wanted(entry) ? counts.count(entry) : 0;
      double f1 = 2.0 * hits / (predicted + wanted);
      boolean last = entry == 0 || !counts.alike(entry, entry - 1);
      if (last && f1 > best) {
        best = f1;
        threshold = counts.score(entry);
      }
    }
    return threshold;
  }
}
