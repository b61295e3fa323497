package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.corpus.Sections;
import polya.corpus.Tile;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.infer.PlainRun;
import polya.math.Special;
import polya.params.Settings;

/**
 * The sampler of a vocabulary in sections against all assignments of a tiny corpus. The threshold
 * of chi-square is one that a right sampler passes with probability 1 − 1e-6.
 */
class SectionsExactTest {
  private static final int TOKENS = 6;
  private static final double ALPHA = 0.6;
  private static final double BETA = 0.5;

  /** Two terms, none, and three. */
  private static final Sections SECTIONS =
      Sections.of(List.of("en", "none", "de"), new int[] {2, 0, 3});

  private static final List<Document> DOCUMENTS =
      List.of(
          new Document("a", new int[] {0, 1, 3}, new int[] {1, 1, 1}),
          new Document("b", new int[] {1, 2, 4}, new int[] {1, 1, 1}));

  private static final int[] TERM_OF = {0, 1, 3, 1, 2, 4};
  private static final int[] DOCUMENT_OF = {0, 0, 0, 1, 1, 1};

  private static PlainRun run() {
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
    given.put("optimizeTopicConcentration", "false");
    given.put("localSweeps", "1");
    ModelFamily lda =
        ModelFamily.all().stream().filter(f -> f.name().equals("lda")).findFirst().orElseThrow();
    CorpusFacts facts = new CorpusFacts(2, TOKENS, new long[] {1, 2, 1, 1, 1}).with(SECTIONS);
    ModelFamily.Training training =
        lda.training("gibbs", Settings.of(lda.parameters("gibbs"), given), facts);
    return new PlainRun(
        training, List.of(Tile.of(0, DOCUMENTS)), training.inference().start(List.of()));
  }

  private static double rising(double a, double n) {
    return Special.lgamma(a + n) - Special.lgamma(a);
  }

  /** p(w, z) up to a constant: every section's topics are Dirichlets of their own. */
  private static double joint(int z) {
    double log = 0;
    double[][] inDocument = new double[2][2];
    int[][] counts = new int[SECTIONS.terms()][2];
    for (int i = 0; i < TOKENS; i++) {
      int k = z >> i & 1;
      log += StrictMath.log(inDocument[DOCUMENT_OF[i]][k]++ + ALPHA);
      counts[TERM_OF[i]][k]++;
    }
    for (int k = 0; k < 2; k++) {
      for (int s : new int[] {0, 2}) {
        int all = 0;
        for (int w = SECTIONS.from(s); w < SECTIONS.to(s); w++) {
          log += rising(BETA, counts[w][k]);
          all += counts[w][k];
        }
        log -= rising(SECTIONS.size(s) * BETA, all);
      }
    }
    return StrictMath.exp(log);
  }

  @Test
  void assignmentsAreVisitedAsOftenAsTheirPosteriorSays() {
    int rounds = 20_000;
    int thin = 12;
    PlainRun run = run();
    // The tile has its documents in the order of their keys.
    boolean inOrder = DOCUMENTS.get(0).key() == Tile.of(0, DOCUMENTS).key(0);
    long[] seen = new long[1 << TOKENS];
    for (int r = 0; r < rounds * thin; r++) {
      run.step();
      if (r % thin == thin - 1) {
        Assignments z = (Assignments) run.remembered()[0];
        int bits = 0;
        for (int i = 0; i < TOKENS; i++) {
          bits |= z.topic(inOrder ? i : (i + 3) % TOKENS) << i;
        }
        seen[bits]++;
      }
    }
    double sum = 0;
    for (int z = 0; z < seen.length; z++) {
      sum += joint(z);
    }
    double chi2 = 0;
    for (int z = 0; z < seen.length; z++) {
      double expected = rounds * joint(z) / sum;
      assertThat(expected).isGreaterThan(10);
      chi2 += (seen[z] - expected) * (seen[z] - expected) / expected;
    }
    double a = 2.0 / (9 * (seen.length - 1));
    assertThat(chi2).isLessThan((seen.length - 1) * Math.pow(1 - a + 4.75 * Math.sqrt(a), 3));
  }
}
