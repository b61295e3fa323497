package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polya.infer.CorpusFacts;
import polya.infer.Footprint;
import polya.models.lda.LdaFamily;
import polya.params.Settings;

class GibbsMemoryTest {
  @Test
  void rowsTakeTheBytesThatTheEstimateSays() {
    Settings settings =
        Settings.of(new LdaFamily().parameters("gibbs"), Map.of("k", "1000", "phiThreshold", "0"));
    CorpusFacts facts = new CorpusFacts(10, 400, new long[] {400, 0});
    DocumentSweep sweep = new TokenSweeps(settings, facts, null);
    // 100 cells formed of 400 at most, twice; and drawn topics that are dense.
    Footprint run = GibbsMemory.of(settings, facts, sweep);
    assertThat(run.start()).isEqualTo(2 * 4000 * 2);
    assertThat(run.model()).isEqualTo(2 * 600);
    assertThat(run.published()).isEqualTo(600 + 2 * 4000);
    assertThat(run.mostPublished()).isEqualTo(600 + 2 * 4000);
    assertThat(run.states()).isEqualTo(2 * 2 * 400);
    // Of more than 256 topics a quarter of a document's 40 tokens lists one each.
    assertThat(run.inPhases()).isEqualTo(2 * 10 * 4 * (1 + 10));
    double totals = 8 * 1000;
    double pairs =
        88 * (1 - Math.exp(-400 / 88.0)); // Of 0.22 · 400 topics a task meets nearly all.
    assertThat(run.sent().by(1) - totals)
        .isCloseTo(2 + pairs * (2 + Math.pow(0.872, pairs)), within(1e-9));
    assertThat(run.sent().by(1_000_000) - 1e6 * totals)
        .as("a token a task: a row of one pair, whose topic lies far")
        .isCloseTo(400 * (2 + 2 + 0.872), within(1.0));
  }

  @Test
  void aTaskOfManyTokensSendsTheirCountsMoreThanOnce() {
    Settings settings = Settings.of(new LdaFamily().parameters("gibbs"), Map.of("k", "100"));
    long[] frequencies = new long[1000];
    Arrays.fill(frequencies, 2000);
    CorpusFacts facts = new CorpusFacts(20_000, 2_000_000, frequencies);
    Footprint run = GibbsMemory.of(settings, facts, new TokenSweeps(settings, facts, null));
    double rows = Footprint.rows(frequencies, 100, 0.22).by(4);
    assertThat(run.sent().by(1)).isCloseTo(rows + 800, within(1e-6));
    assertThat(run.sent().by(4)).isCloseTo(rows + 4 * 800, within(1e-6));
  }
}
