package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.GroupTables;
import polya.infer.Simulated;
import polya.infer.Swept;
import polya.infer.TileState;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermStatisticsBuilder;

/** Documents whose groups may use all topics and differ by their priors alone. */
class GroupCountsTest {
  /** α by group. */
  private record ByGroup(double[]... alphas) implements DocumentPrior {
    private static final long serialVersionUID = 1L;

    @Override
    public int topics() {
      return alphas[0].length;
    }

    @Override
    public boolean isShared() {
      return false;
    }

    @Override
    public boolean hasAll() {
      return true;
    }

    @Override
    public void alpha(int group, double[] own, double[] out) {
      System.arraycopy(alphas[group], 0, out, 0, out.length);
    }

    @Override
    public double[] envelope() {
      double[] most = alphas[0].clone();
      for (double[] alpha : alphas) {
        Arrays.setAll(most, k -> Math.max(most[k], alpha[k]));
      }
      return most;
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
    return GroupTables.with(
            StatisticsLayout.of(
                    topics, terms, 0, DocumentTables.with(Swept.layout(topics), 1e6, 1e8, topics))
                .withTable(SentCounts.COUNTS, topics)
                .withTable(SentCounts.LENGTHS, 1),
            topics)
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

  private static TileState swept(
      Phi phi, DocumentPrior prior, Tile tile, TileState state, int round, boolean dense) {
    GibbsPass pass =
        new GibbsPass(
            phi,
            prior,
            9,
            Swept.round(round),
            1,
            GibbsPass.Learning.DRAWN,
            true,
            null,
            Rows.best(),
            dense);
    TermStatisticsBuilder out = out(phi.topics(), phi.terms());
    TileState after = pass.visit(tile, state, out);
    pass.finish(out);
    return after;
  }

  private static Tile pair() {
    return Tile.of(
        0,
        List.of(
            new Document("a", new int[] {0, 2}, new int[] {1, 1}, 0),
            new Document("b", new int[] {0, 2}, new int[] {1, 1}, 1)));
  }

  /**
   * Two documents of the same words in two groups, three topics: the nine assignments of each, as
   * often as its own urn says. χ² of 8 degrees of freedom is above 37 once in 90,000.
   */
  @ParameterizedTest
  @CsvSource({"true, 0.1", "false, 0.1", "false, 0.001"})
  void assignmentsComeAsOftenAsTheUrnOfTheGroupSays(boolean dense, double low) {
    double[] first = {2, low, 0.4};
    double[] second = {low, 0.8, 3};
    double[][] weights = weights(3, 3);
    ByGroup prior = new ByGroup(first, second);
    Phi phi = Simulated.weights(weights);
    long[][] seen = new long[2][9];
    TileState state = Assignments.unseated();
    int rounds = 100_000;
    for (int r = 0; r < rounds; r++) {
      // Seated anew, so that draws are independent; a sweep more leaves the distribution.
      state = swept(phi, prior, pair(), Assignments.unseated(), r, dense);
      for (int d = 0; d < 2; d++) {
        int one = ((Assignments) state).topic(2 * d);
        seen[d][3 * one + ((Assignments) state).topic(2 * d + 1)]++;
      }
    }
    // Seating is sequential and a sweep does not mix fully: expected is what both lead to exactly.
    for (int d = 0; d < 2; d++) {
      double[] expected = seatedAndSwept(prior.alphas()[d], weights);
      double chi = 0;
      for (int s = 0; s < 9; s++) {
        double e = rounds * expected[s];
        chi += (seen[d][s] - e) * (seen[d][s] - e) / e;
      }
      assertThat(chi).isLessThan(37);
    }
  }

  /** The distribution of two tokens of terms 0 and 2 after seating and one sweep. */
  private static double[] seatedAndSwept(double[] alpha, double[][] phi) {
    double[] seated = new double[9];
    for (int one = 0; one < 3; one++) {
      for (int two = 0; two < 3; two++) {
        seated[3 * one + two] = share(alpha, phi, 0, one, -1) * share(alpha, phi, 2, two, one);
      }
    }
    double[] swept = new double[9];
    for (int two = 0; two < 3; two++) {
      double before = seated[two] + seated[3 + two] + seated[6 + two];
      for (int one = 0; one < 3; one++) {
        double first = before * share(alpha, phi, 0, one, two);
        for (int next = 0; next < 3; next++) {
          swept[3 * one + next] += first * share(alpha, phi, 2, next, one);
        }
      }
    }
    return swept;
  }

  /** p(z = k | the other token's topic). */
  private static double share(double[] alpha, double[][] phi, int term, int k, int other) {
    double sum = 0;
    for (int j = 0; j < 3; j++) {
      sum += (alpha[j] + (j == other ? 1 : 0)) * phi[j][term];
    }
    return (alpha[k] + (k == other ? 1 : 0)) * phi[k][term] / sum;
  }

  /** With more topics than are weighed whole: topics of tokens as often by either layout. */
  @Test
  void theEnvelopeDrawsAsOftenAsDenseCountsDo() {
    int topics = 300;
    double[] first = new double[topics];
    double[] second = new double[topics];
    Arrays.setAll(first, k -> k % 3 == 0 ? 0.2 : 0.002);
    Arrays.setAll(second, k -> k % 3 == 1 ? 0.3 : 0.001);
    ByGroup prior = new ByGroup(first, second);
    Phi phi = Simulated.weights(weights(topics, 3));
    double[][] seen = new double[2][30];
    int rounds = 40_000;
    for (int r = 0; r < rounds; r++) {
      for (boolean dense : new boolean[] {true, false}) {
        TileState state =
            swept(phi, prior, pair(), Assignments.unseated(), dense ? r : r + rounds, dense);
        for (int i = 0; i < 4; i++) {
          int k = ((Assignments) state).topic(i);
          seen[dense ? 1 : 0][i / 2 * 15 + k % 3 * 5 + k / 60]++;
        }
      }
    }
    double chi = 0;
    for (int cell = 0; cell < 30; cell++) {
      double sum = seen[0][cell] + seen[1][cell];
      double difference = seen[0][cell] - seen[1][cell];
      chi += sum > 0 ? difference * difference / sum : 0;
    }
    // Two tokens of a document go together, so that counts vary up to twice as much: 2 · 66.6,
    // which χ² of 29 degrees of freedom exceeds once in 10,000.
    assertThat(chi).isLessThan(133);
  }

  /** Draws by groups of one α are those of documents that share it, to the bit. */
  @ParameterizedTest
  @CsvSource({"6, true", "300, false"})
  void groupsOfOnePriorDrawAsDocumentsThatShareItDo(int topics, boolean dense) {
    double[] alpha = new double[topics];
    Arrays.setAll(alpha, k -> 0.05 + 0.01 * (k % 7));
    Phi phi = Simulated.weights(weights(topics, 3));
    TileState own = Assignments.unseated();
    TileState shared = Assignments.unseated();
    for (int r = 0; r < 30; r++) {
      own = swept(phi, new ByGroup(alpha, alpha), pair(), own, r, dense);
      GibbsPass pass = new GibbsPass(phi, alpha, 9, Swept.round(r), 1, false, Rows.best(), dense);
      TermStatisticsBuilder out = out(topics, 3);
      shared = pass.visit(pair(), shared, out);
      pass.finish(out);
      assertThat(own.bytes()).isEqualTo(shared.bytes());
    }
  }
}
