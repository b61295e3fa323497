package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.CorpusFacts;
import polya.infer.Keywords;
import polya.infer.ModelFamily;
import polya.infer.PlainRun;
import polya.math.Special;
import polya.params.Settings;

/**
 * The sampler with keywords against all assignments of a tiny corpus and all splits of them. The
 * threshold of chi-square is one that a right sampler passes with probability 1 − 1e-6.
 */
class KeywordsExactTest {
  private static final int TERMS = 3;
  private static final int TOKENS = 5;
  private static final double ALPHA = 0.6;
  private static final double BETA = 0.5;
  private static final double WITHIN = 0.1;

  /** Cells in their order: term 0 under topic 0, term 1 under both. */
  private static final int[][] CELLS = {{0, 0}, {1, 0}, {1, 1}};

  private static final int[] SIZES = {2, 1};

  private static final List<Document> DOCUMENTS =
      List.of(
          new Document("a", new int[] {0, 1}, new int[] {2, 1}),
          new Document("b", new int[] {1, 2}, new int[] {1, 1}));

  private static final int[] TERM_OF = {0, 0, 1, 1, 2};
  private static final int[] DOCUMENT_OF = {0, 0, 0, 1, 1};

  private static ModelFamily.Training training(Keywords keywords, String... more) {
    Map<String, String> given = new TreeMap<>();
    given.put("k", "2");
    given.put("start", "random");
    given.put("burnIn", "0");
    given.put("samples", "1000000");
    given.put("thinning", "1000000");
    given.put("phiThreshold", "0");
    given.put("docConcentration", Double.toString(ALPHA));
    given.put("topicConcentration", Double.toString(BETA));
    given.put("optimizeDocConcentration", "false");
    given.put("localSweeps", "1");
    for (String text : more) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    ModelFamily lda =
        ModelFamily.all().stream().filter(f -> f.name().equals("lda")).findFirst().orElseThrow();
    CorpusFacts facts = new CorpusFacts(2, TOKENS, new long[] {2, 2, 1}).with(keywords);
    return lda.training("gibbs", Settings.of(lda.parameters("gibbs"), given), facts);
  }

  private static PlainRun run(ModelFamily.Training training) {
    return new PlainRun(
        training, List.of(Tile.of(0, DOCUMENTS)), training.inference().start(List.of()));
  }

  private static Keywords keywords() {
    return Keywords.of(List.of("a", "b"), List.of(new int[] {0, 1}, new int[] {1}));
  }

  private static double rising(double a, double n) {
    return Special.lgamma(a + n) - Special.lgamma(a);
  }

  private static double chosen(int n, int m) {
    return Special.lgamma(n + 1.0) - Special.lgamma(m + 1.0) - Special.lgamma(n - m + 1.0);
  }

  /** log p(w, z, m), up to a constant; minus infinity of a split that is none. */
  private static double logJoint(int z, int[] own) {
    double log = 0;
    double[][] inDocument = new double[2][2];
    int[][] counts = new int[TERMS][2];
    for (int i = 0; i < TOKENS; i++) {
      int k = z >> i & 1;
      log += StrictMath.log(inDocument[DOCUMENT_OF[i]][k]++ + ALPHA);
      counts[TERM_OF[i]][k]++;
    }
    double[][] beside = new double[TERMS][2];
    for (int w = 0; w < TERMS; w++) {
      beside[w] = new double[] {counts[w][0], counts[w][1]};
    }
    double[] ownK = new double[2];
    for (int c = 0; c < CELLS.length; c++) {
      int w = CELLS[c][0];
      int k = CELLS[c][1];
      if (own[c] > counts[w][k]) {
        return Double.NEGATIVE_INFINITY;
      }
      log += chosen(counts[w][k], own[c]) + rising(WITHIN, own[c]);
      beside[w][k] -= own[c];
      ownK[k] += own[c];
    }
    for (int k = 0; k < 2; k++) {
      double rest = 0;
      for (int w = 0; w < TERMS; w++) {
        log += rising(BETA, beside[w][k]);
        rest += beside[w][k];
      }
      log -= rising(TERMS * BETA, rest) + rising(SIZES[k] * WITHIN, ownK[k]);
      log += rising(1, ownK[k]) + rising(1, rest) - rising(2, ownK[k] + rest);
    }
    return log;
  }

  private static int state(int z, int[] own) {
    return ((z * 3 + own[0]) * 3 + own[1]) * 3 + own[2];
  }

  @Test
  void assignmentsAndSplitsAreVisitedAsOftenAsTheirPosteriorSays() {
    double[] p = new double[32 * 27];
    for (int z = 0; z < 32; z++) {
      for (int s = 0; s < 27; s++) {
        int[] own = {s / 9, s / 3 % 3, s % 3};
        p[state(z, own)] = StrictMath.exp(logJoint(z, own));
      }
    }
    agrees(p, run(training(keywords())), true);
  }

  /** Whether states are visited as often as these weights say. */
  private static void agrees(double[] p, PlainRun run, boolean splits) {
    double sum = Arrays.stream(p).sum();
    int rounds = 20_000;
    int thin = 12;
    long[] seen = new long[p.length];
    for (int r = 0; r < rounds * thin; r++) {
      run.step();
      if (r % thin == thin - 1) {
        Assignments z = (Assignments) run.remembered()[0];
        int bits = 0;
        // The tile has its documents in the order of their keys.
        boolean inOrder = DOCUMENTS.get(0).key() == Tile.of(0, DOCUMENTS).key(0);
        for (int i = 0; i < TOKENS; i++) {
          int at = inOrder ? i : i < 3 ? i + 2 : i - 3;
          bits |= z.topic(at) << i;
        }
        double[] own = run.state().globals().vector("keywordSplit");
        seen[splits ? state(bits, Arrays.stream(own).mapToInt(m -> (int) m).toArray()) : bits]++;
      }
    }
    double chi2 = 0;
    int cells = 0;
    double rare = 0;
    double rareSeen = 0;
    for (int i = 0; i < p.length; i++) {
      double expected = rounds * p[i] / sum;
      if (expected < 10) {
        rare += expected;
        rareSeen += seen[i];
      } else {
        chi2 += (seen[i] - expected) * (seen[i] - expected) / expected;
        cells++;
      }
    }
    chi2 += rare < 10 ? 0 : (rareSeen - rare) * (rareSeen - rare) / rare;
    double a = 2.0 / (9 * cells);
    assertThat(cells).isGreaterThan(20);
    assertThat(chi2).isLessThan(cells * Math.pow(1 - a + 4.75 * Math.sqrt(a), 3));
  }

  /** log p(w, z) where the cells have counts of their own, up to a constant. */
  private static double logJoint(int z, double mass) {
    double log = 0;
    double[][] inDocument = new double[2][2];
    int[][] counts = new int[TERMS][2];
    for (int i = 0; i < TOKENS; i++) {
      int k = z >> i & 1;
      log += StrictMath.log(inDocument[DOCUMENT_OF[i]][k]++ + ALPHA);
      counts[TERM_OF[i]][k]++;
    }
    for (int k = 0; k < 2; k++) {
      int all = 0;
      for (int w = 0; w < TERMS; w++) {
        boolean isCell = w == 1 || w == 0 && k == 0;
        log += rising(BETA + (isCell ? mass / SIZES[k] : 0), counts[w][k]);
        all += counts[w][k];
      }
      log -= rising(TERMS * BETA + mass, all);
    }
    return log;
  }

  @Test
  void assignmentsUnderCountsOfTheirOwnAreVisitedAsOftenAsTheirPosteriorSays() {
    double mass = 0.6 * TOKENS / 2;
    double[] p = new double[32];
    for (int z = 0; z < p.length; z++) {
      p[z] = StrictMath.exp(logJoint(z, mass));
    }
    agrees(p, run(training(keywords(), "seedModel=prior", "seedWeight=0.6")), false);
  }

  /** Topics stay topics, mean or drawn, and the split stays within what is there. */
  @ParameterizedTest
  @ValueSource(strings = {"burnIn=0", "burnIn=1000"})
  void topicsAddUpToOneAndCountsToWhatTheBlocksHave(String burnIn) {
    for (String model : List.of("seedModel=mixture", "seedModel=prior")) {
      PlainRun run = run(training(keywords(), burnIn, model));
      for (int r = 0; r < 50; r++) {
        run.step();
        double[] sums = new double[2];
        double[] row = new double[2];
        for (int w = 0; w < TERMS; w++) {
          run.phi().expand(w, row, 0);
          sums[0] += row[0];
          sums[1] += row[1];
        }
        assertThat(sums[0]).isCloseTo(1, within(1e-5));
        assertThat(sums[1]).isCloseTo(1, within(1e-5));
        double[] counts = run.state().globals().vector("keywordCounts");
        double[] own = run.state().globals().vector("keywordSplit");
        for (int c = 0; c < CELLS.length; c++) {
          assertThat(counts[c]).isEqualTo(run.state().topics().row(CELLS[c][0])[CELLS[c][1]]);
          assertThat(own[c]).isBetween(0.0, counts[c]);
        }
      }
    }
  }

  /** Names alone are no keywords: the bits are those of a run without. */
  @Test
  void topicsWithoutAKnownKeywordAreThoseOfARunWithoutKeywords() {
    Keywords none = Keywords.of(List.of("a", "b"), List.of(new int[0], new int[0]));
    PlainRun named = run(training(none));
    PlainRun plain = run(training(Keywords.none()));
    for (int r = 0; r < 20; r++) {
      named.step();
      plain.step();
      for (int i = 0; i < TOKENS; i++) {
        assertThat(((Assignments) named.remembered()[0]).topic(i))
            .isEqualTo(((Assignments) plain.remembered()[0]).topic(i));
      }
    }
    assertThat(Optional.of(named.state().globals().vectors().keySet()))
        .contains(plain.state().globals().vectors().keySet());
  }
}
