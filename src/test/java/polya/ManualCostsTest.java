package polya;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.infer.choice.MethodCosts;
import polya.infer.choice.MethodRule;
import polya.infer.gibbs.GibbsParameters;

/** The manual has the costs and the numbers by which methods are chosen. */
class ManualCostsTest {
  private static final Manual.Page PAGE = Manual.page("training.md");

  @Test
  void theTableOfCostsIsThatOfTheCode() throws IOException {
    ManualTablesTest.has(
        PAGE,
        "costs",
        List.of(
            "| seconds for a million tokens | k = " + topics() + " | a round beside |",
            "|---|" + "---|".repeat(MethodCosts.rows() + 1),
            "| a pass of `svi` |" + columns(MethodCosts::pass, MethodCosts.round()),
            "| a sweep of `gibbs` |" + columns(MethodCosts::sweep, MethodCosts.sampledRound())));
  }

  private static String topics() {
    return IntStream.range(0, MethodCosts.rows())
        .mapToObj(row -> String.format(Locale.ROOT, "%,d", MethodCosts.topics(row)))
        .collect(Collectors.joining(" | "));
  }

  private static String columns(IntToDoubleFunction ofTopics, double round) {
    return IntStream.range(0, MethodCosts.rows())
            .map(MethodCosts::topics)
            .mapToObj(k -> String.format(Locale.ROOT, " %.2f |", ofTopics.applyAsDouble(k)))
            .collect(Collectors.joining())
        + String.format(Locale.ROOT, " %.3f |", round);
  }

  @Test
  void theRuleHasTheNumbersOfTheCode() {
    assertThat(PAGE.text())
        .contains(
            String.format(
                Locale.ROOT,
                "fewer than %,d tokens or more than %,d: `svi`",
                MethodRule.LEAST_TOKENS,
                MethodRule.MOST_TOKENS))
        .contains(
            String.format("fewer than %.0f tokens on average: `gibbs`", GibbsParameters.SHORT))
        .contains(
            String.format(
                Locale.ROOT, "fewer than %,d tokens for each topic", MethodRule.TOKENS_A_TOPIC));
  }
}
