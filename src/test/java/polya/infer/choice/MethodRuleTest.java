package polya.infer.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.models.lda.LdaFamily;
import polya.params.Settings;

/** Which method trains a corpus, and how long. */
class MethodRuleTest {
  private static final ModelFamily LDA = new LdaFamily();
  private static final OptionalDouble NONE = OptionalDouble.empty();

  /** Two corpora with these facts, whose terms are otherwise unlike. */
  private static List<CorpusFacts> alike(long documents, long tokens, int terms) {
    long[] even = new long[terms];
    long[] steep = new long[terms];
    for (int w = 0; w < terms; w++) {
      even[w] = tokens / terms;
    }
    steep[terms - 1] = tokens;
    return List.of(
        new CorpusFacts(documents, tokens, even), new CorpusFacts(documents, tokens, steep));
  }

  private static CorpusFacts facts(long documents, long tokens) {
    return alike(documents, tokens, 50).get(0);
  }

  private static MethodChoice choice(
      String method, Map<String, String> given, CorpusFacts facts, OptionalDouble budget) {
    return LDA.choose(Optional.ofNullable(method), given, facts, budget);
  }

  private static double seconds(MethodChoice choice, Map<String, String> given, CorpusFacts facts) {
    Map<String, String> all = new HashMap<>(given);
    all.putAll(choice.set());
    return new Lengths(LDA, choice.method().equals("gibbs"), all, facts).whole().seconds();
  }

  @ParameterizedTest
  @CsvSource({
    // news, the same with many topics, short texts, a small corpus, a tiny one, a huge one
    "17000, 1500000, 100, gibbs",
    "17000, 1500000, 500, svi",
    "50000,  290000, 100, gibbs",
    " 2000,  390000, 100, svi",
    "  200,    2000,   2, svi",
    "3000000, 300000000, 100, svi",
  })
  void corporaGetTheMethodThatEndsBest(long documents, long tokens, int k, String method) {
    Map<String, String> given = Map.of("k", Integer.toString(k));
    MethodChoice choice = choice(null, given, facts(documents, tokens), NONE);
    assertThat(choice.method()).as(choice.why()).isEqualTo(method);
    assertThat(choice.set()).as("lengths stay auto without a budget").isEmpty();
    assertThat(choice.why()).contains(" s by calculation");
  }

  @Test
  void aChoiceIsAFunctionOfTheFactsAlone() {
    for (int i = 0; i < 100; i++) {
      RandomStream random = Streams.of(5, Purpose.TEST, 1, i);
      long documents = 1 + random.nextInt(200_000);
      long tokens = documents * (1 + random.nextInt(200));
      Map<String, String> given = Map.of("k", Integer.toString(2 + random.nextInt(600)));
      OptionalDouble budget =
          i % 3 == 0 ? NONE : OptionalDouble.of(0.5 + 100 * random.nextDouble());
      List<MethodChoice> choices =
          alike(documents, tokens, 2 + random.nextInt(1000)).stream()
              .map(facts -> choice(null, given, facts, budget))
              .toList();
      assertThat(choices.get(0)).isEqualTo(choices.get(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"svi", "gibbs"})
  void aBudgetIsKeptWhereThereIsALengthThatKeepsIt(String method) {
    CorpusFacts news = facts(17_000, 1_500_000);
    Map<String, String> given = Map.of("k", "100");
    double before = 0;
    for (double budget : new double[] {1, 3, 6, 12, 25, 100}) {
      MethodChoice choice = choice(method, given, news, OptionalDouble.of(budget));
      double seconds = seconds(choice, given, news);
      boolean least = choice.why().contains(", the least, above a budget of ");
      assertThat(seconds <= budget).as(choice.why()).isNotEqualTo(least);
      assertThat(seconds).isGreaterThanOrEqualTo(before);
      before = seconds;
      Settings.of(LDA.parameters(method), choice.set()); // All of them are its parameters.
    }
    MethodChoice ample = choice(method, given, news, OptionalDouble.of(1000));
    assertThat(ample.set()).as("no longer than without").isEmpty();
  }

  @Test
  void gibbsIsWorthItsStartFromSomeBudgetOnOnly() {
    CorpusFacts news = facts(17_000, 1_500_000);
    List<String> methods =
        IntStream.of(1, 5, 10, 20, 40, 80)
            .mapToObj(s -> choice(null, Map.of(), news, OptionalDouble.of(s)).method())
            .toList();
    assertThat(methods)
        .startsWith("svi")
        .endsWith("gibbs")
        .isSortedAccordingTo(Comparator.<String>naturalOrder().reversed());
    assertThat(choice(null, Map.of(), news, OptionalDouble.of(5)).why())
        .contains("but gibbs is worth its start from a budget of ");
  }

  @Test
  void whatIsGivenIsNotCut() {
    CorpusFacts news = facts(17_000, 1_500_000);
    OptionalDouble little = OptionalDouble.of(5);
    assertThat(choice("svi", Map.of("passes", "7"), news, little).set()).isEmpty();
    assertThat(choice("gibbs", Map.of("burnIn", "7"), news, little).set())
        .containsOnlyKeys("startPasses", "samples");
    assertThat(choice("gibbs", Map.of("burnIn", "auto", "start", "prefix"), news, little).set())
        .containsOnlyKeys("burnIn", "samples");
  }

  @Test
  void parametersOfOneMethodDecide() {
    assertThat(MethodChoice.by(LDA, List.of("k", "burnIn")))
        .contains(new MethodChoice("gibbs", "burnIn is a parameter of it alone"));
    assertThat(MethodChoice.by(LDA, List.of("passes", "seed")).orElseThrow().method())
        .isEqualTo("svi");
    assertThat(MethodChoice.by(LDA, List.of("k", "seed", "pases"))).isEmpty();
    assertThatThrownBy(() -> MethodChoice.by(LDA, List.of("passes", "burnIn")))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot choose a method of inference by passes and burnIn: passes is a parameter of svi"
                + " alone, and burnIn of gibbs; allowed are those of one method. Leave one of them"
                + " out.");
  }

  @Test
  void familiesOfWhichNothingWasMeasuredKeepTheirFirstMethod() {
    for (ModelFamily family : ModelFamily.all()) {
      if (family.name().equals("lda")) {
        continue;
      }
      CorpusFacts news = facts(17_000, 1_500_000);
      MethodChoice choice = family.choose(Optional.empty(), Map.of(), news, NONE);
      assertThat(choice.method()).isEqualTo(family.inferences().get(0));
      assertThat(choice.why()).contains(family.name());
      assertThatThrownBy(
              () -> family.choose(Optional.empty(), Map.of(), news, OptionalDouble.of(9)))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("costs was not measured");
    }
  }
}
