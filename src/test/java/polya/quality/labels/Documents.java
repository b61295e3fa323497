package polya.quality.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import polya.corpus.DocumentKey;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/** Documents with labels and scores, for the tests here. */
final class Documents {
  /** Eight documents, four labels; dyadic scores with ties. */
  static final int[][] TRUTH = {{0}, {1, 2}, {0, 1}, {3}, {1}, {0, 2, 3}, {2}, {0, 1, 2, 3}};

  static final double[][] SCORES = {
    {.5, .25, .125, .125},
    {.25, .25, .25, .25},
    {.125, .5, .25, .125},
    {.5, .125, .25, .125},
    {.375, .375, .125, .125},
    {.25, .125, .375, .25},
    {.125, .125, .5, .25},
    {.4375, .3125, .1875, .0625}
  };

  private Documents() {}

  static LabelScores document(int d, int[] labels, int unseen, double... scores) {
    return new LabelScores(DocumentKey.of("d" + d), labels, unseen, scores);
  }

  static List<LabelScores> eight() {
    return IntStream.range(0, 8).mapToObj(d -> document(d, TRUTH[d], 0, SCORES[d])).toList();
  }

  static LabelSums sums(List<LabelScores> documents, int labels, double threshold) {
    LabelSums sums = new LabelSums(1, labels, threshold);
    documents.forEach(sums::add);
    return sums;
  }

  /**
   * Documents of none to all labels, label l with odds that fall with l; scores that know a little,
   * on a grid of so many steps.
   */
  static List<LabelScores> random(int documents, int labels, int steps, long key) {
    RandomStream stream = Streams.of(11, Purpose.TEST, 0, key);
    List<LabelScores> all = new ArrayList<>();
    for (int d = 0; d < documents; d++) {
      double[] scores = new double[labels];
      List<Integer> truth = new ArrayList<>();
      for (int l = 0; l < labels; l++) {
        boolean has = stream.nextDouble() < 1.0 / (l + 2);
        double score = stream.nextDouble() + (has ? 0.3 : 0);
        scores[l] = Math.floor(score * steps) / steps;
        if (has) {
          truth.add(l);
        }
      }
      int[] own = truth.stream().mapToInt(l -> l).toArray();
      all.add(document((int) (1000 * key) + d, own, stream.nextInt(20) == 0 ? 1 : 0, scores));
    }
    return all;
  }

  static boolean has(LabelScores document, int label) {
    return IntStream.of(document.labels()).anyMatch(l -> l == label);
  }
}
