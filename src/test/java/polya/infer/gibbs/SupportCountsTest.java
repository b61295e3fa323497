package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Simulated;
import polya.infer.Swept;
import polya.infer.TileState;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermStatisticsBuilder;

/** Documents whose groups have topics and priors of their own. */
class SupportCountsTest {
  /** Group 0 may use all topics, group 1 some of them, with another α. */
  private record Masked(int topics, double[] all, int[] some, double[] ofSome)
      implements DocumentPrior {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isShared() {
      return false;
    }

    @Override
    public int support(int group, int[] out) {
      if (group == 0) {
        return -1;
      }
      System.arraycopy(some, 0, out, 0, some.length);
      return some.length;
    }

    @Override
    public void alpha(int group, double[] own, double[] out) {
      if (group == 0) {
        System.arraycopy(all, 0, out, 0, topics);
        return;
      }
      Arrays.fill(out, 0);
      for (int j = 0; j < some.length; j++) {
        out[some[j]] = ofSome[j];
      }
    }

    @Override
    public DocumentPrior withAlpha(double[] alpha) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FoldIn foldIn(Phi phi, FoldInSweeps sweeps) {
      throw new UnsupportedOperationException();
    }
  }

  private static TermStatisticsBuilder out(int topics, int terms) {
    return StatisticsLayout.of(
            topics, terms, 0, DocumentTables.with(Swept.layout(topics), 1e6, 1e8, topics))
        .withTable(SentCounts.COUNTS, topics)
        .withTable(SentCounts.LENGTHS, 1)
        .open();
  }

  private static double[][] weights(int topics, int terms) {
    RandomStream random = Streams.of(3, Purpose.TEST, 0, topics);
    double[][] phi = new double[topics][terms];
    for (double[] row : phi) {
      for (int w = 0; w < terms; w++) {
        row[w] = 0.01 + random.nextDouble();
      }
    }
    return phi;
  }

  private static double[] alpha(int topics) {
    double[] alpha = new double[topics];
    Arrays.setAll(alpha, k -> 0.05 + 0.01 * (k % 7));
    return alpha;
  }

  private static Tile tile(int group) {
    return Tile.of(
        0,
        List.of(
            new Document("a", new int[] {0, 1, 5}, new int[] {7, 1, 3}, group),
            new Document("b", new int[] {2, 5}, new int[] {1, 30}, group),
            new Document("none", new int[0], new int[0], group)));
  }

  /** With all topics the draws are those of rows of K counts, to the bit. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 37, 200})
  void aListOfAllTopicsDrawsAsDenseCountsDo(int topics) {
    Phi phi = Simulated.weights(weights(topics, 6));
    double[] alpha = alpha(topics);
    Masked prior = new Masked(topics, alpha, new int[] {0}, new double[] {1});
    TileState listed = Assignments.unseated();
    TileState dense = listed;
    for (int r = 0; r < 20; r++) {
      GibbsPass own =
          new GibbsPass(phi, prior, 5, Swept.round(r), 2, GibbsPass.Learning.NONE, false, null);
      TermStatisticsBuilder ownOut = out(topics, 6);
      listed = own.visit(tile(0), listed, ownOut);
      own.finish(ownOut);
      GibbsPass shared = new GibbsPass(phi, alpha, 5, Swept.round(r), 2, false);
      TermStatisticsBuilder sharedOut = out(topics, 6);
      dense = shared.visit(tile(0), dense, sharedOut);
      shared.finish(sharedOut);
      assertThat(listed.bytes()).isEqualTo(dense.bytes());
    }
  }

  /** Three tokens over two of five topics: the eight assignments, as often as an urn says. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void assignmentsComeAsOftenAsTheUrnOfTheSupportSays(int sweeps) {
    int[] some = {1, 4};
    double[] ofSome = {0.3, 0.9};
    double[][] weights = weights(5, 3);
    Masked prior = new Masked(5, alpha(5), some, ofSome);
    Tile one = Tile.of(0, List.of(new Document("a", new int[] {0, 2}, new int[] {2, 1}, 1)));
    int[] terms = {0, 0, 2};
    double[] expected = new double[8];
    for (int state = 0; state < 8; state++) {
      double[] n = ofSome.clone();
      expected[state] = 1;
      for (int i = 0; i < 3; i++) {
        int j = state >> i & 1;
        expected[state] *= n[j]++ * weights[some[j]][terms[i]];
      }
    }
    double sum = Arrays.stream(expected).sum();
    long[] seen = new long[8];
    TileState state = Assignments.unseated();
    int rounds = 200_000;
    for (int r = 0; r < rounds; r++) {
      GibbsPass pass =
          new GibbsPass(
              Simulated.weights(weights),
              prior,
              9,
              Swept.round(r),
              sweeps,
              GibbsPass.Learning.NONE,
              false,
              null);
      TermStatisticsBuilder out = out(5, 3);
      state = pass.visit(one, state, out);
      pass.finish(out);
      int number = 0;
      for (int i = 0; i < 3; i++) {
        int k = ((Assignments) state).topic(i);
        assertThat(k).isIn(1, 4);
        number |= (k == 4 ? 1 : 0) << i;
      }
      seen[number]++;
    }
    for (int s = 0; s < 8; s++) {
      double p = expected[s] / sum;
      // Draws of neighbouring rounds go together: five errors of a third as many.
      double error = Math.sqrt(p * (1 - p) / rounds * 3);
      assertThat(seen[s] / (double) rounds).isBetween(p - 5 * error, p + 5 * error);
    }
  }
}
