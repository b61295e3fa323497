package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GlobalsTest {
  private final Globals globals =
      Globals.of(Map.of("b", new double[] {2, 3}, "a", new double[] {1}));

  @Test
  void vectorsAreFoundByNameAndListedInItsOrder() {
    assertThat(globals.vector("b")).containsExactly(2, 3);
    assertThat(globals.scalar("a")).isEqualTo(1);
    assertThat(globals.vectors().keySet()).containsExactly("a", "b");
  }

  @Test
  void puttingOneInLeavesTheOldOnesAlone() {
    Globals next = globals.with("a", 9).with("c", new double[] {4, 5});
    assertThat(next.scalar("a")).isEqualTo(9);
    assertThat(next.vector("c")).containsExactly(4, 5);
    assertThat(globals.scalar("a")).isEqualTo(1);
    assertThat(globals.vectors()).doesNotContainKey("c");
  }

  @Test
  void theMapItWasMadeFromMayChange() {
    Map<String, double[]> map = new HashMap<>(Map.of("a", new double[] {1}));
    Globals made = Globals.of(map);
    map.clear();
    assertThat(made.scalar("a")).isEqualTo(1);
  }

  @Test
  void theListIsForReadingOnly() {
    assertThatThrownBy(() -> globals.vectors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aMissingNameIsNamedBesideThoseThatAreThere() {
    assertThatThrownBy(() -> globals.vector("z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no global z among [a, b]");
  }
}
