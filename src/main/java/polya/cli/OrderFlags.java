package polya.cli;

import picocli.CommandLine.Option;
import polya.describe.TermOrder;
import polya.params.Nearest;

/** In which order terms of topics stand. */
final class OrderFlags {
  @Option(
      names = "--order",
      paramLabel = "NAME",
      description = {
        "What terms are ordered by:",
        "probability: in the topic.",
        "relevance: λ · log probability + (1 − λ) · log lift.",
        "frex: both frequent and exclusive, by rank.",
        "contrast: probability · log lift.",
        "Lift is the probability in the topic by that in the corpus."
      })
  private String order;

  @Option(
      names = "--lambda",
      defaultValue = "0.6",
      paramLabel = "X",
      description = "λ of relevance, 0 … 1. Default: ${DEFAULT-VALUE}.")
  double lambda;

  /**
   * The order that was asked for.
   *
   * @param otherwise the default
   * @throws polya.Failure (usage) if there is no such order, or λ is out of range
   */
  TermOrder order(TermOrder otherwise) {
    Usage.demand(lambda >= 0 && lambda <= 1, "--lambda", lambda, "a number 0 … 1");
    if (order == null) {
      return otherwise;
    }
    Usage.demand(
        TermOrder.words().contains(order),
        "--order",
        order,
        String.join(", ", TermOrder.words())
            + "; the nearest is "
            + Nearest.to(order, TermOrder.words()));
    return TermOrder.named(order);
  }
}
