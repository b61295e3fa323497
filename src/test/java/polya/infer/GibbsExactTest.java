package polya.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * The pass against all K^N assignments of tiny corpora. Thresholds of chi-square are those that a
 * right sampler passes with probability 1 − 1e-6 (by Wilson and Hilferty's approximation, z =
 * 4.75); seeds are fixed, so a run that passes always passes.
 */
class GibbsExactTest {
  private static final int TOPICS = 2;
  private static final int TERMS = 3;
  private static final double BETA = 0.5;
  private static final double[] ALPHA = {0.3, 0.8};

  /** Three documents of one tile and one of another: repeated tokens, one token, none. */
  private static final List<Tile> TILES =
      List.of(
          Tile.of(
              0,
              List.of(
                  new Document("a", new int[] {0, 1}, new int[] {2, 1}),
                  new Document("b", new int[] {2}, new int[] {1}),
                  new Document("none", new int[0], new int[0]))),
          Tile.of(1, List.of(new Document("c", new int[] {0, 1, 2}, new int[] {1, 1, 1}))));

  private static final int TOKENS = 7;

  /** Terms and documents of the tokens in the tiles' order. */
  private static final int[] TERM_OF = new int[TOKENS];

  private static final int[] DOCUMENT_OF = new int[TOKENS];

  static {
    int token = 0;
    int document = 0;
    for (Tile tile : TILES) {
      for (int d = 0; d < tile.documents(); d++, document++) {
        for (int e = tile.offsets()[d]; e < tile.offsets()[d + 1]; e++) {
          for (int c = 0; c < tile.counts()[e]; c++) {
            TERM_OF[token] = tile.terms()[tile.slots()[e]];
            DOCUMENT_OF[token++] = document;
          }
        }
      }
    }
  }

  /** Upper quantile of chi-square for a false alarm in a million. */
  private static double threshold(int degrees) {
    double a = 2.0 / (9 * degrees);
    return degrees * Math.pow(1 - a + 4.75 * Math.sqrt(a), 3);
  }

  private static double[] normalised(int states, ToDoubleFunction<Integer> weight) {
    double[] p = IntStream.range(0, states).mapToDouble(weight::applyAsDouble).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / sum).toArray();
  }

  private static void agrees(long[] seen, double[] p) {
    double n = Arrays.stream(seen).sum();
    double chi2 = 0;
    int cells = 0;
    for (int i = 0; i < p.length; i++) {
      if (p[i] == 0) {
        assertThat(seen[i]).isZero();
      } else {
        assertThat(n * p[i]).as("expected in state " + i).isGreaterThan(5);
        chi2 += (seen[i] - n * p[i]) * (seen[i] - n * p[i]) / (n * p[i]);
        cells++;
      }
    }
    assertThat(chi2).as("chi-square of " + cells + " states").isLessThan(threshold(cells - 1));
  }

  private static int state(int[] z) {
    int state = 0;
    for (int i = 0; i < z.length; i++) {
      state |= z[i] << i;
    }
    return state;
  }

  /** p(w, z) with θ and Φ integrated out, up to a constant: Pólya's urns, token by token. */
  private static double joint(int state) {
    double p = 1;
    double[][] inDocument = new double[4][TOPICS];
    double[][] inTopic = new double[TOPICS][TERMS];
    double[] all = new double[TOPICS];
    for (int i = 0; i < TOKENS; i++) {
      int k = state >> i & 1;
      p *= inDocument[DOCUMENT_OF[i]][k]++ + ALPHA[k];
      p *= (inTopic[k][TERM_OF[i]]++ + BETA) / (all[k]++ + TERMS * BETA);
    }
    return p;
  }

  /** Φ given the assignments, phi[k][w], naively. */
  private static double[][] drawn(int[] z, RandomStream random) {
    double[][] phi = new double[TOPICS][];
    for (int k = 0; k < TOPICS; k++) {
      double[] counts = new double[TERMS];
      Arrays.fill(counts, BETA);
      for (int i = 0; i < TOKENS; i++) {
        counts[TERM_OF[i]] += z[i] == k ? 1 : 0;
      }
      phi[k] = Draws.dirichlet(random, counts, new double[TERMS]);
    }
    return phi;
  }

  @ParameterizedTest
  @CsvSource({"true, 1, 12", "true, 2, 8", "false, 1, 12", "false, 2, 8"})
  void theChainVisitsAssignmentsAsOftenAsTheirPosteriorSays(boolean dense, int sweeps, int thin) {
    long[] seen = new long[1 << TOKENS];
    List<TileState> states = Swept.unseated(TILES.size());
    int[] z = new int[TOKENS];
    for (int r = 0; r < 20_000 * thin; r++) {
      double[][] phi = drawn(z, Streams.of(5, Purpose.TEST, r, 0));
      GibbsPass pass = Swept.pass(Simulated.weights(phi), ALPHA, 17, r, sweeps, -1, dense);
      Swept swept = Swept.by(pass, TOPICS, TERMS, TILES, states);
      states = swept.states;
      z = swept.topics(TILES);
      if (r % thin == thin - 1) {
        seen[state(z)]++;
      }
    }
    agrees(seen, normalised(seen.length, GibbsExactTest::joint));
  }
}
