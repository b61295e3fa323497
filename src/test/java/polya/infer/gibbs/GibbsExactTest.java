package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Simulated;
import polya.infer.Swept;
import polya.infer.TileState;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Phi;

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
    double rareSeen = 0;
    double rare = 0;
    for (int i = 0; i < p.length; i++) {
      if (n * p[i] < 10) {
        rareSeen += seen[i];
        rare += n * p[i];
      } else {
        chi2 += (seen[i] - n * p[i]) * (seen[i] - n * p[i]) / (n * p[i]);
        cells++;
      }
    }
    if (rare >= 10) {
      chi2 += (rareSeen - rare) * (rareSeen - rare) / rare;
      cells++;
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
      GibbsPass pass = Swept.pass(Simulated.weights(phi), ALPHA, 17, r, sweeps, false, dense);
      Swept swept = Swept.by(pass, TOPICS, TERMS, TILES, states);
      states = swept.states;
      z = swept.topics(TILES);
      if (r % thin == thin - 1) {
        seen[state(z)]++;
      }
    }
    agrees(seen, normalised(seen.length, GibbsExactTest::joint));
  }

  /** One document of two terms, one of them twice. */
  private static final Tile ONE =
      Tile.of(0, List.of(new Document("a", new int[] {0, 2}, new int[] {2, 1})));

  private static final int[] ONE_TERMS = {0, 0, 2};
  private static final int ONE_TOPICS = 6;
  private static final int ONE_STATES = ONE_TOPICS * ONE_TOPICS * ONE_TOPICS;
  private static final double[] ONE_ALPHA = {0.2, 0.7, 0.4, 0.3, 0.1, 0.5};

  /** Rows by term, of which two columns are above nothing; the weights are (½ + row) · scale. */
  private static final double[][] ONE_ROWS = {
    {0, 4, 0, 0, 0.7, 0}, {1, 0, 0, 0, 0, 0}, {0, 2, 0, 0, 0, 6}
  };

  private static final double[] ONE_SCALE = {1, 1.1, 1.2, 1.3, 1.4, 1.5};
  private static final double ONE_OFFSET = 0.5;

  private static double weight(int k, int w) {
    return (ONE_OFFSET + ONE_ROWS[w][k]) * ONE_SCALE[k];
  }

  private static Phi onePhi(boolean sparse) {
    double[][] byTopic = new double[ONE_TOPICS][TERMS];
    for (int k = 0; k < ONE_TOPICS; k++) {
      for (int w = 0; w < TERMS; w++) {
        byTopic[k][w] = ONE_ROWS[w][k];
      }
    }
    Phi rows = sparse ? Swept.sparse(byTopic) : Simulated.weights(byTopic);
    return Phi.of(rows.blocks(), Phi.Link.IDENTITY, ONE_OFFSET, 1, ONE_SCALE);
  }

  private static int[] digits(int state) {
    return new int[] {
      state % ONE_TOPICS, state / ONE_TOPICS % ONE_TOPICS, state / ONE_TOPICS / ONE_TOPICS
    };
  }

  private static int number(int[] z) {
    return z[0] + ONE_TOPICS * (z[1] + ONE_TOPICS * z[2]);
  }

  /** p(z | Φ, w) of the one document, up to a constant: an urn, token by token. */
  private static double urn(int state) {
    double p = 1;
    double[] n = ONE_ALPHA.clone();
    int[] z = digits(state);
    for (int i = 0; i < z.length; i++) {
      p *= n[z[i]]++ * weight(z[i], ONE_TERMS[i]);
    }
    return p;
  }

  /**
   * The probability that a scan token by token ends here: the product of each token's conditional
   * given those before, and, unless the scan seats, those behind it as they were.
   *
   * @param before the tokens' topics before, or null if the scan seats
   */
  private static double scanned(int state, int[] before) {
    double p = 1;
    int[] z = digits(state);
    for (int i = 0; i < z.length; i++) {
      double[] n = ONE_ALPHA.clone();
      for (int j = 0; j < z.length; j++) {
        if (j < i) {
          n[z[j]]++;
        } else if (j > i && before != null) {
          n[before[j]]++;
        }
      }
      double all = 0;
      for (int k = 0; k < n.length; k++) {
        n[k] *= weight(k, ONE_TERMS[i]);
        all += n[k];
      }
      p *= n[z[i]] / all;
    }
    return p;
  }

  private static double seatedThenSwept(int state) {
    double p = 0;
    for (int seat = 0; seat < ONE_STATES; seat++) {
      p += scanned(seat, null) * scanned(state, digits(seat));
    }
    return p;
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void aFreshTileIsSeatedTokenByTokenAndThenSwept(boolean dense, boolean sparse) {
    long[] seen = new long[ONE_STATES];
    Phi phi = onePhi(sparse);
    for (int r = 0; r < 100_000; r++) {
      GibbsPass pass = Swept.pass(phi, ONE_ALPHA, 3, r, 1, false, dense);
      Swept swept = Swept.by(pass, ONE_TOPICS, TERMS, List.of(ONE), Swept.unseated(1));
      seen[number(swept.topics(List.of(ONE)))]++;
    }
    agrees(seen, normalised(ONE_STATES, GibbsExactTest::seatedThenSwept));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void sweepsUnderOneFixedPhiLeaveTheDocumentsConditional(boolean dense, boolean sparse) {
    long[] seen = new long[ONE_STATES];
    Phi phi = onePhi(sparse);
    // Twelve scans from a seat that is already near: what is left of it is far below what 100,000
    // draws can show.
    for (int r = 0; r < 100_000; r++) {
      GibbsPass pass = Swept.pass(phi, ONE_ALPHA, 4, r, 12, false, dense);
      Swept swept = Swept.by(pass, ONE_TOPICS, TERMS, List.of(ONE), Swept.unseated(1));
      seen[number(swept.topics(List.of(ONE)))]++;
    }
    agrees(seen, normalised(ONE_STATES, GibbsExactTest::urn));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void oneSweepFromKnownTopicsHasTheScansOwnProbabilities(boolean dense) {
    long[] seen = new long[ONE_STATES];
    int[] before = {1, 0, 5};
    Assignments state = Assignments.blank(ONE_TOPICS, 3);
    for (int i = 0; i < before.length; i++) {
      state.set(i, before[i]);
    }
    Phi phi = onePhi(false);
    for (int r = 0; r < 100_000; r++) {
      GibbsPass pass = Swept.pass(phi, ONE_ALPHA, 9, r, 1, false, dense);
      Swept swept = Swept.by(pass, ONE_TOPICS, TERMS, List.of(ONE), List.of(state));
      seen[number(swept.topics(List.of(ONE)))]++;
    }
    agrees(seen, normalised(ONE_STATES, end -> scanned(end, before)));
  }
}
