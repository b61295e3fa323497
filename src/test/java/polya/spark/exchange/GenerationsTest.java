package polya.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationsTest {
  private final Generations generations = new Generations();
  private final List<String> ended = new ArrayList<>();

  private void keep(String name) {
    generations.keep(() -> ended.add(name));
  }

  @Test
  void thingsStayWhileSomebodyHasWhatWasMadeBesideThem() {
    Object states = new Object();
    keep("first");
    generations.next();
    assertThat(ended).containsExactly("first");
    generations.uses(states);
    keep("second");
    generations.next();
    keep("third");
    generations.next();
    assertThat(ended).containsExactly("first");
    generations.usesNoMore(states);
    generations.next();
    assertThat(ended).containsExactly("first", "second", "third");
    keep("fourth");
    generations.uses(states);
    generations.end();
    assertThat(ended).endsWith("fourth");
  }
}
