package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(run.sent().by(1)).as("a task meets nearly all").isBetween(2.4 * 98, 2.5 * 100);
    assertThat(run.sent().by(1000)).as("never more than tokens").isBetween(2.49 * 399, 2.5 * 400);
  }
}
