package polya.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import polya.Failure;

class SettingsTest {
  private static final Parameter<Integer> K = Parameter.integer("k", 100, 1, 500, "Topics.");
  private static final Parameter<Optional<Double>> ETA =
      Parameter.real("topicConcentration", 0.01, true, 0, 1e6, "Prior.").orAuto();
  private static final List<Parameter<?>> DECLARED = List.of(K, ETA);

  @Test
  void whatIsNotGivenHasItsDefault() {
    Settings settings = Settings.of(DECLARED, Map.of("k", "7"));
    assertThat(settings.get(K)).isEqualTo(7);
    assertThat(settings.get(ETA)).isEmpty();
  }

  @Test
  void textsAreAllOfThemByName() {
    Settings settings = Settings.of(DECLARED, Map.of("topicConcentration", "2.50"));
    assertThat(settings.texts()).isEqualTo(Map.of("k", "100", "topicConcentration", "2.5"));
    assertThat(settings.texts().firstKey()).isEqualTo("k");
    assertThat(Settings.of(DECLARED, settings.texts()).texts()).isEqualTo(settings.texts());
  }

  @Test
  void anUnknownNameFailsAndSuggestsTheNearest() {
    assertThatThrownBy(() -> Settings.of(DECLARED, Map.of("topicConcentraton", "1")))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot set topicConcentraton: there is no such parameter. Did you mean"
                + " topicConcentration? `polya params` lists them all.")
        .extracting(e -> ((Failure) e).kind().exitCode())
        .isEqualTo(2);
  }

  @Test
  void aValueOutOfRangeFails() {
    assertThatThrownBy(() -> Settings.of(DECLARED, Map.of("k", "0")))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot set k to 0: allowed is a whole number 1 … 500.");
  }

  @Test
  void onlyDeclaredParametersCanBeAsked() {
    Settings settings = Settings.of(List.of(K), Map.of());
    assertThatThrownBy(() -> settings.get(ETA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topicConcentration is not declared here");
  }
}
