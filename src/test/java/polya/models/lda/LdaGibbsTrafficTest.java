package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.PureLoop;
import polya.infer.Simulation;
import polya.infer.Swept;
import polya.math.Purpose;
import polya.math.Rows;
import polya.math.Streams;
import polya.params.Settings;
import polya.topics.PhiBytes;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;

/**
 * What a sweep sends, by the formulas of algorithms.md §6.3: down c_d nnz(Φ), nnz(Φ) = nnz(n) + 2.8
 * βKV; up c_u Σ_p nnz(n^(p)) over the tasks p, and two bytes for each of their rows. {@code
 * exec:exec@traffic} prints them for a corpus.
 */
class LdaGibbsTrafficTest {
  private static final int TOPICS = 200;
  private static final int TERMS = 3_000;
  private static final double BETA = 0.01;

  /** Documents of 100 tokens over terms that follow Zipf's law. */
  private static List<Document> documents() {
    Generator generator = new LdaFamily().generator();
    Settings settings =
        Settings.of(generator.parameters(), Map.of("k", "50", "topicConcentration", "0.05"));
    Simulation simulation =
        generator.simulation(
            generator.truth(settings, Generator.zipf(TERMS, 1), 100.0 * 700, 1),
            new DocumentLengths(100, 0.5));
    List<Document> drawn = new ArrayList<>();
    for (int d = 0; d < 700; d++) {
      drawn.add(simulation.draw("d" + d, Streams.of(1, Purpose.SIMULATION, 0, d)).document());
    }
    return drawn;
  }

  private static long entries(List<TermBlock> blocks) {
    int[] topics = new int[Rows.padded(TOPICS)];
    float[] values = new float[topics.length];
    long entries = 0;
    for (TermBlock block : blocks) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        entries += block.entries(w, topics, values);
      }
    }
    return entries;
  }

  /** Rows and entries of counts that a task sent. */
  private static long[] rowsAndEntries(TermStatistics sent) {
    long[] n = new long[2];
    for (int b = 0; b < TermBlock.blocks(TERMS); b++) {
      TermRows rows = TermStatistics.rows(List.of(sent), b);
      while (rows.next()) {
        n[0]++;
        n[1] += rows.size();
      }
    }
    return n;
  }

  @Test
  void aSweepSendsWhatTheFormulasSay() {
    Map<String, String> given = new HashMap<>();
    given.put("k", Integer.toString(TOPICS));
    given.put("startPasses", "2");
    given.put("burnIn", "6");
    given.put("samples", "4");
    // The formula of drawn weights is one of a given prior.
    given.put("optimizeTopicConcentration", "false");
    PureLoop loop = new PureLoop("gibbs", documents(), TERMS, given, null);
    long tokens = loop.facts.tokens();
    int sweep = -1;
    while (loop.hasNext()) {
      long before = entries(loop.state.topics().here());
      loop.step();
      sweep += loop.round.incremental() ? 1 : 0;
      if (sweep < 1) {
        continue;
      }
      boolean drawn = sweep >= 6;
      long weights = entries(loop.phi.blocks().here());
      double extra = drawn ? 2.8 * BETA * TOPICS * TERMS : 0;
      assertThat((double) weights).isCloseTo(before + extra, within(0.1 * extra));
      double down = new PhiBytes(loop.phi, null).size() - 8 * TOPICS;
      // A bit or a byte for the topic; one for a count, or four for a drawn weight; two for a term.
      assertThat(down / weights).isBetween(drawn ? 4.5 : 1.5, drawn ? 5.5 : 2.5);
      long rows = 0;
      long sent = 0;
      double up = 0;
      for (TermStatistics task : loop.statistics) {
        long[] n = rowsAndEntries(task);
        rows += n[0];
        sent += n[1];
        up += task.bytes() - 16 * Swept.layout(TOPICS).size();
      }
      long counts = entries(loop.state.topics().here());
      assertThat(sent).isLessThanOrEqualTo(Math.min(tokens, loop.statistics.size() * counts));
      if (!loop.observed.containsKey("logLikelihood")) { // There the histogram is sent too.
        assertThat((up - 2 * rows) / sent).isBetween(2., 2.5);
      }
    }
    assertThat(sweep).isEqualTo(9);
  }
}
