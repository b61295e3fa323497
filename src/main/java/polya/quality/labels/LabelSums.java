package polya.quality.labels;

import java.io.Serializable;

/**
 * All that is kept of documents with labels while the scores a model gives to labels are judged;
 * any order and any grouping give the same bits. Documents without true labels are counted and have
 * no other part in it. A true label that the model has never seen has no score: it is missed, in
 * the measures that are sums over documents; measures that are means over labels are of those the
 * model knows. Cost of a document L log L for L labels, and four times {@value
 * polya.heldout.error.Bootstrap#REPLICATES} Poisson draws; memory some 4 KB a label and at most 12
 * MB of scores. Not thread-safe.
 */
public final class LabelSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Entries of scores for the area; as many again, less fine, for its error. */
  private static final int ENTRIES = 1 << 19;

  private final long seed;
  private final double threshold;
  private long documents;
  private long withoutLabels;
  private long unseen;
  private final Ratio microF1;
  private final Ratio first;
  private final Ratio rankingPrecision;
  private final Ratio microF1AtThreshold;
  private final LabelCounts byLabel;
  private final LabelCounts byLabelAtThreshold;
  private final ScoreCounts scores = new ScoreCounts(ENTRIES);
  private final ScoreCounts scoresByGroup = new ScoreCounts(ENTRIES / 2);

  /**
   * No documents yet.
   *
   * @param labels how many labels the model knows
   * @param threshold from which score on a label is predicted, {@link LabelThreshold#best}; NaN for
   *     no such measure
   */
  public LabelSums(long seed, int labels, double threshold) {
    this.seed = seed;
    this.threshold = threshold;
    microF1 = new Ratio(seed);
    first = new Ratio(seed);
    rankingPrecision = new Ratio(seed);
    microF1AtThreshold = new Ratio(seed);
    byLabel = new LabelCounts(labels);
    byLabelAtThreshold = new LabelCounts(labels);
  }

  /** Adds one document. */
  public void add(LabelScores document) {
    documents++;
    if (document.wanted() == 0) {
      withoutLabels++;
      return;
    }
    unseen += document.unseen();
    long key = document.documentKey();
    int group = Jackknife.group(seed, key);
    int wanted = document.wanted();
    int[] labels = document.labels();
    double[] given = document.scores();
    Ranking ranking = new Ranking(given);
    int[] best = ranking.best(wanted);
    microF1.add(key, 2.0 * common(labels, best), wanted + best.length);
    byLabel.add(group, labels, best);
    first.add(key, common(labels, ranking.best(1)), 1);
    rankingPrecision.add(key, ranking.averagePrecision(labels, wanted), 1);
    if (!Double.isNaN(threshold)) {
      int[] above = above(given);
      microF1AtThreshold.add(key, 2.0 * common(labels, above), wanted + above.length);
      byLabelAtThreshold.add(group, labels, above);
    }
    for (int label = 0, i = 0; label < given.length; label++) {
      boolean has = i < labels.length && labels[i] == label;
      i += has ? 1 : 0;
      scores.add(label, given[label], 0, has);
      scoresByGroup.add(label, given[label], group, has);
    }
  }

  private int[] above(double[] given) {
    int[] above = new int[given.length];
    int size = 0;
    for (int label = 0; label < given.length; label++) {
      if ((float) given[label] >= threshold) {
        above[size++] = label;
      }
    }
    return java.util.Arrays.copyOf(above, size);
  }

  private static int common(int[] labels, int[] predicted) {
    int common = 0;
    for (int label : labels) {
      common += java.util.Arrays.binarySearch(predicted, label) >= 0 ? 1 : 0;
    }
    return common;
  }

  /** Adds all documents of another part, of the same seed, labels and threshold; returns this. */
  public LabelSums add(LabelSums other) {
    documents += other.documents;
    withoutLabels += other.withoutLabels;
    unseen += other.unseen;
    microF1.add(other.microF1);
    first.add(other.first);
    rankingPrecision.add(other.rankingPrecision);
    microF1AtThreshold.add(other.microF1AtThreshold);
    byLabel.add(other.byLabel);
    byLabelAtThreshold.add(other.byLabelAtThreshold);
    scores.add(other.scores);
    scoresByGroup.add(other.scoresByGroup);
    return this;
  }

  /** What they amount to. */
  public LabelResult result() {
    AreaUnderCurve area = AreaUnderCurve.of(scores);
    double areaError = AreaUnderCurve.of(scoresByGroup).standardError();
    return new LabelResult(
        documents,
        withoutLabels,
        byLabel.labels(),
        unseen,
        microF1.measure(),
        byLabel.macroF1(),
        first.measure(),
        rankingPrecision.measure(),
        new Measure(area.macro(), areaError),
        area.labels(),
        area.resolution(),
        threshold,
        microF1AtThreshold.measure(),
        byLabelAtThreshold.macroF1());
  }
}
