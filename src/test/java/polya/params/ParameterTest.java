package polya.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;

class ParameterTest {
  private static final Parameter<Integer> K = Parameter.integer("k", 100, 1, 500, "Topics.");
  private static final Parameter<Double> ETA = Parameter.real("eta", 0.01, true, 0, 1e6, "Prior.");
  private static final Parameter<Double> SHARE = Parameter.real("share", 0, false, 0, 1, "Share.");
  private static final Parameter<List<Double>> ALPHA =
      Parameter.reals("alpha", 1e-6, 1e6, "Prior.");
  private static final Parameter<String> WORD =
      Parameter.choice("word", "cvb0", List.of("cvb0", "vb"), "Which.");
  private static final Parameter<Boolean> FLAG = Parameter.flag("flag", false, "Whether.");
  private static final Parameter<String> TEXT = Parameter.text("column", "", "Which.");
  private static final Parameter<Long> SEED = Parameter.longInteger("seed", 1, "Seed.");

  private static void refuses(Parameter<?> parameter, String text) {
    assertThatThrownBy(() -> parameter.value(text))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot set "
                + parameter.name()
                + " to "
                + text
                + ": allowed is "
                + parameter.range()
                + ". Change -p "
                + parameter.name()
                + "=… or the key "
                + parameter.name()
                + " in the configuration file.")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.USAGE);
  }

  @Test
  void theWholeSentence() {
    assertThatThrownBy(() -> K.value("501"))
        .hasMessage(
            "Cannot set k to 501: allowed is a whole number 1 … 500. Change -p k=… or the key k in"
                + " the configuration file.");
  }

  @Test
  void rangesInWords() {
    assertThat(K.range()).isEqualTo("a whole number 1 … 500");
    assertThat(Parameter.integer("n", 0, 0, Integer.MAX_VALUE, "").range())
        .isEqualTo("a whole number ≥ 0");
    assertThat(ETA.range()).isEqualTo("a number > 0, ≤ 1000000");
    assertThat(SHARE.range()).isEqualTo("a number ≥ 0, ≤ 1");
    assertThat(Parameter.real("x", 1, true, 0.5, Double.MAX_VALUE, "").range())
        .isEqualTo("a number > 0.5");
    assertThat(WORD.range()).isEqualTo("cvb0 | vb");
    assertThat(FLAG.range()).isEqualTo("true | false");
    assertThat(ETA.orAuto().range()).isEqualTo("auto | a number > 0, ≤ 1000000");
  }

  @Test
  void endsOfRanges() {
    assertThat(K.value("1")).isEqualTo(1);
    assertThat(K.value(" 500 ")).isEqualTo(500);
    refuses(K, "0");
    refuses(K, "501");
    assertThat(SHARE.value("0")).isZero();
    assertThat(SHARE.value("1")).isEqualTo(1);
    refuses(SHARE, "1.0000001");
    refuses(SHARE, "-1e-9");
    refuses(ETA, "0");
    assertThat(ETA.value("1e6")).isEqualTo(1e6);
    assertThat(SEED.value("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    refuses(SEED, "9223372036854775808");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "many", "1.5", "1e2", "NaN", "auto", "99999999999"})
  void whatIsNoWholeNumberIsRefused(String text) {
    refuses(K, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NaN", "Infinity", "-Infinity", "1,5", "auto"})
  void whatIsNoNumberIsRefused(String text) {
    refuses(ETA, text);
    refuses(SHARE, text);
  }

  @Test
  void severalNumbers() {
    assertThat(ALPHA.value("0.5")).containsExactly(0.5);
    assertThat(ALPHA.value("0.5, 1,2")).containsExactly(0.5, 1.0, 2.0);
    assertThat(ALPHA.range()).isEqualTo("a number ≥ 1.0E-6, ≤ 1000000, or k of them with commas");
    refuses(ALPHA, "1,0");
    refuses(ALPHA, "9e-7");
    refuses(ALPHA, "1000001");
    refuses(ALPHA, "1,,2");
    refuses(ALPHA, "Infinity");
    refuses(ALPHA, "");
    assertThat(ALPHA.text(List.of(0.5, 1.0))).isEqualTo("0.5,1");
  }

  @Test
  void wordsAndFlagsAreTakenAsWritten() {
    assertThat(WORD.value("vb")).isEqualTo("vb");
    refuses(WORD, "VB");
    assertThat(FLAG.value("true")).isTrue();
    assertThat(FLAG.value("false")).isFalse();
    refuses(FLAG, "yes");
  }

  @Test
  void textsAreTakenAsTheyStand() {
    assertThat(TEXT.value(" my column ")).isEqualTo(" my column ");
    assertThat(TEXT.value("")).isEmpty();
    assertThat(TEXT.defaultText()).isEmpty();
    assertThat(TEXT.range()).isEqualTo("any text, or none");
    Parameter<String> separator = Parameter.text("separator", ";", "Between.");
    assertThat(separator.value("\t")).isEqualTo("\t");
    assertThat(separator.value(" ")).isEqualTo(" ");
    assertThat(separator.range()).isEqualTo("any text but none");
    refuses(separator, "");
    assertThat(Parameter.text("column", "label", "").orAuto().value("auto")).isEmpty();
  }

  @Test
  void autoIsNothingGiven() {
    Parameter<Optional<Double>> auto = ETA.orAuto();
    assertThat(auto.defaultValue()).isEmpty();
    assertThat(auto.defaultText()).isEqualTo("auto");
    assertThat(auto.value("auto")).isEmpty();
    assertThat(auto.value("2")).contains(2.0);
    assertThat(auto.text(Optional.of(2.0))).isEqualTo("2");
    assertThat(auto.name()).isEqualTo("eta");
    assertThat(auto.meaning()).isEqualTo("Prior.");
    refuses(auto, "0");
    refuses(auto, "automatic");
    refuses(FLAG.orAuto(), "yes");
  }

  @Test
  void aValueIsTypedAsItIsShown() {
    for (double x : new double[] {0.01, 1e-300, 1e6, 3, 0.1 + 0.2, 123456.789}) {
      assertThat(ETA.orAuto().value(ETA.text(Math.min(x, 1e6)))).contains(Math.min(x, 1e6));
    }
    assertThat(K.value(K.defaultText())).isEqualTo(K.defaultValue());
    assertThat(ETA.value(ETA.defaultText())).isEqualTo(ETA.defaultValue());
    assertThat(FLAG.value(FLAG.defaultText())).isEqualTo(FLAG.defaultValue());
  }

  @Test
  void aDeclarationSaysWhatItsValuesAre() {
    assertThat(
            Stream.of(K, SEED, ETA, ALPHA, WORD, TEXT, FLAG)
                .map(Parameter::kind)
                .toArray(Parameter.Kind[]::new))
        .containsExactly(Parameter.Kind.values());
    assertThat(K.automatic()).isFalse();
    assertThat(ALPHA.orAuto().automatic()).isTrue();
    assertThat(ALPHA.orAuto().kind()).isEqualTo(Parameter.Kind.REALS);
  }

  @Test
  void allowsWhatValueTakes() {
    assertThat(K.allows(" 500 ")).isTrue();
    assertThat(K.allows("501")).isFalse();
    assertThat(K.allows("many")).isFalse();
    assertThat(K.allows("auto")).isFalse();
    assertThat(K.orAuto().allows("auto")).isTrue();
    assertThat(ALPHA.allows("1,")).isTrue();
    assertThat(ALPHA.allows("1,x")).isFalse();
    assertThat(FLAG.allows("yes")).isFalse();
  }
}
