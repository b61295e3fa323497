package polya.quality.labels;

import java.util.Arrays;

/**
 * The area under the ROC curve, macro: for each label that some documents have and some lack, the
 * share of pairs (a document that has it, one that lacks it) in which the first scores higher,
 * equal scores counting half (Mann and Whitney 1947; Hanley and McNeil 1982); the mean over these
 * labels. Cost one walk over the entries, and {@value Jackknife#GROUPS} numbers a label.
 */
final class AreaUnderCurve {
  private double sum;
  private double resolution;
  private int labels;
  private final double[] sumWithoutG = new double[Jackknife.GROUPS];
  private final int[] labelsWithoutG = new int[Jackknife.GROUPS];
  private final long[] documentsG = new long[Jackknife.GROUPS];

  // Of the label at hand.
  private final long[] wantedG = new long[Jackknife.GROUPS];
  private final long[] othersG = new long[Jackknife.GROUPS];
  private final long[] belowG = new long[Jackknife.GROUPS];
  private final long[] levelG = new long[Jackknife.GROUPS];
  private final double[] pairsG = new double[Jackknife.GROUPS];
  private final double[] insideG = new double[Jackknife.GROUPS];

  private AreaUnderCurve() {}

  static AreaUnderCurve of(ScoreCounts scores) {
    AreaUnderCurve area = new AreaUnderCurve();
    int size = scores.size();
    int next;
    for (int entry = 0; entry < size; entry = next) {
      next = entry + 1;
      while (next < size && scores.label(next) == scores.label(entry)) {
        next++;
      }
      area.add(scores, entry, next);
    }
    return area;
  }

  /** The mean over labels; NaN if there are none. */
  double macro() {
    return labels == 0 ? Double.NaN : sum / labels;
  }

  /**
   * By how much {@link #macro} may differ from that of the scores before they were rounded: the
   * mean of half the share of pairs whose scores fall into one range. It counts pairs of scores
   * that were equal from the start, so it is 0 only without ties.
   */
  double resolution() {
    return labels == 0 ? Double.NaN : resolution / labels;
  }

  /** How many labels some documents have and some lack. */
  int labels() {
    return labels;
  }

  /** By {@link Jackknife}; NaN for scores that are of one group. */
  double standardError() {
    return Jackknife.standardError(
        macro(),
        g -> labelsWithoutG[g] == 0 ? Double.NaN : sumWithoutG[g] / labelsWithoutG[g],
        documentsG);
  }

  /** Adds the label of the entries from … to. */
  private void add(ScoreCounts scores, int from, int to) {
    Arrays.fill(wantedG, 0);
    Arrays.fill(othersG, 0);
    Arrays.fill(belowG, 0);
    Arrays.fill(pairsG, 0);
    Arrays.fill(insideG, 0);
    for (int entry = from; entry < to; entry++) {
      (scores.wanted(entry) ? wantedG : othersG)[scores.group(entry)] += scores.count(entry);
    }
    double wanted = Arrays.stream(wantedG).sum();
    double others = Arrays.stream(othersG).sum();
    double pairs = 0;
    double level = 0;
    double wantedBelow = 0;
    double othersBelow = 0;
    int next;
    for (int entry = from; entry < to; entry = next) {
      long wantedHere = 0;
      long othersHere = 0;
      for (next = entry; next < to && scores.alike(entry, next); next++) {
        if (scores.wanted(next)) {
          wantedHere += scores.count(next);
        } else {
          othersHere += scores.count(next);
          levelG[scores.group(next)] += scores.count(next);
        }
      }
      double won = othersBelow + othersHere / 2.0;
      double lost = wanted - wantedBelow - wantedHere / 2.0;
      for (int e = entry; e < next; e++) {
        int g = scores.group(e);
        pairsG[g] += scores.count(e) * (scores.wanted(e) ? won : lost);
        if (scores.wanted(e)) {
          insideG[g] += scores.count(e) * (belowG[g] + levelG[g] / 2.0);
        }
      }
      for (int e = entry; e < next; e++) {
        belowG[scores.group(e)] += scores.wanted(e) ? 0 : scores.count(e);
        levelG[scores.group(e)] = 0;
      }
      pairs += wantedHere * won;
      level += (double) wantedHere * othersHere;
      wantedBelow += wantedHere;
      othersBelow += othersHere;
    }
    if (wanted > 0 && others > 0) {
      labels++;
      sum += pairs / (wanted * others);
      resolution += level / (2 * wanted * others);
    }
    for (int g = 0; g < Jackknife.GROUPS; g++) {
      double left = (wanted - wantedG[g]) * (others - othersG[g]);
      documentsG[g] += wantedG[g] + othersG[g];
      if (left > 0) {
        labelsWithoutG[g]++;
        sumWithoutG[g] += (pairs - pairsG[g] + insideG[g]) / left;
      }
    }
  }
}
