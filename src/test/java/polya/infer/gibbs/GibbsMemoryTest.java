package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import polya.infer.CorpusFacts;
import polya.models.lda.LdaFamily;
import polya.params.Settings;

class GibbsMemoryTest {
  @Test
  void rowsTakeTheBytesThatTheEstimateSays() {
    Settings settings =
        Settings.of(new LdaFamily().parameters("gibbs"), Map.of("k", "1000", "phiThreshold", "0"));
    CorpusFacts facts = new CorpusFacts(10, 400, new long[] {400, 0});
    // 100 cells formed of 400 at most, twice; and drawn topics that are dense.
    assertThat(GibbsMemory.of(settings, facts))
        .isEqualTo(new GibbsMemory(2 * 4000 * 2, 3 * 600 + 2 * 4000, 2 * 2 * 400));
  }
}
