package polya.infer.choice;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import polya.infer.CorpusFacts;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Settings;

/**
 * The rule by which LDA is trained by svi or by gibbs, which begins with a run by svi. It is a
 * function of the corpus's facts, the parameters given and the budget, and of nothing else. Its
 * numbers stand here and in the manual, and nowhere else.
 */
public final class MethodRule {
  /** Tokens of the smallest and the largest corpora that anything was measured on. */
  public static final long LEAST_TOKENS = 50_000;

  public static final long MOST_TOKENS = 200_000_000;

  /** Tokens for each topic from which gibbs ends better. */
  public static final long TOKENS_A_TOPIC = 5_000;

  /** The share of its sweeps from which gibbs is better than a whole run of svi. */
  private static final double SWEEPS_WORTH = 0.5;

  private final ModelFamily family;
  private final Map<String, String> given;
  private final CorpusFacts facts;
  private final OptionalDouble budget;

  private MethodRule(
      ModelFamily family, Map<String, String> given, CorpusFacts facts, OptionalDouble budget) {
    this.family = family;
    this.given = given;
    this.facts = facts;
    this.budget = budget;
  }

  /**
   * What {@link ModelFamily#choose} answers for a family with the methods svi and gibbs of LDA.
   *
   * @throws polya.Failure (usage) if a parameter is out of its range
   */
  public static MethodChoice of(
      ModelFamily family,
      Optional<String> method,
      Map<String, String> given,
      CorpusFacts facts,
      OptionalDouble budget) {
    MethodRule rule = new MethodRule(family, given, facts, budget);
    return method.map(name -> rule.fitted(name, "")).orElseGet(rule::chosen);
  }

  private MethodChoice chosen() {
    int k = Settings.of(family.parameters(Lengths.SVI), given).get(VariationalParameters.K);
    long each = facts.tokens() / k;
    if (facts.tokens() < LEAST_TOKENS || facts.tokens() > MOST_TOKENS) {
      return fitted(
          Lengths.SVI,
          told(
              "of corpora of %,d tokens nothing was measured, only from %,d to %,d",
              facts.tokens(), LEAST_TOKENS, MOST_TOKENS));
    }
    if (GibbsParameters.areShort(facts)) {
      return fitted(
          Lengths.GIBBS,
          told(
              "documents of %.1f tokens are short, fewer than %.0f",
              facts.meanLength(), GibbsParameters.SHORT));
    }
    String topics = told("%,d tokens are %,d for each of %,d topics", facts.tokens(), each, k);
    if (each < TOKENS_A_TOPIC) {
      return fitted(Lengths.SVI, topics + told(", fewer than %,d", TOKENS_A_TOPIC));
    }
    String enough = topics + told(", %,d or more", TOKENS_A_TOPIC);
    double worth = worth();
    return budget.isPresent() && budget.getAsDouble() < worth
        ? fitted(
            Lengths.SVI,
            enough + told(", but gibbs is worth its start from a budget of %.0f s on", worth))
        : fitted(Lengths.GIBBS, enough);
  }

  /** The seconds from which on gibbs is better than svi. */
  private double worth() {
    Lengths lengths = new Lengths(family, true, given, facts);
    double start = lengths.start();
    return Math.ceil(start + SWEEPS_WORTH * (lengths.whole().seconds() - start));
  }

  /** A method with its length. */
  private MethodChoice fitted(String method, String reason) {
    Lengths lengths = new Lengths(family, method.equals(Lengths.GIBBS), given, facts);
    Lengths.Run run = budget.isPresent() ? lengths.within(budget.getAsDouble()) : lengths.whole();
    String length = told("%s, %.0f s by calculation", run.told(), Math.ceil(run.seconds()));
    if (budget.isPresent()) {
      boolean fits = run.seconds() <= budget.getAsDouble();
      length +=
          told(fits ? " within a budget of %s s" : ", the least, above a budget of %s s", budget());
    }
    return new MethodChoice(method, run.set(), reason.isEmpty() ? length : reason + "; " + length);
  }

  private String budget() {
    double seconds = budget.getAsDouble();
    return seconds == Math.rint(seconds) ? told("%.0f", seconds) : Double.toString(seconds);
  }

  private static String told(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
