package polya.describe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import polya.Failure;

/** By what the terms of a topic are put in order; see {@link TermFigures} for the figures. */
public enum TermOrder {
  /** φ, the topic's probability of the term. */
  PROBABILITY("%.4f"),
  /** λ log φ + (1 − λ) log(φ/p). Sievert and Shirley, "LDAvis", ACL workshop 2014. */
  RELEVANCE("%.3f"),
  /** How frequent and how exclusive a term is, both by rank, see {@link Frex}. */
  FREX("%.4f"),
  /** φ log(φ/p), the term's part of how far the topic is from the corpus. */
  CONTRAST("%.4f");

  private final String format;

  TermOrder(String format) {
    this.format = format;
  }

  /** Its name in options and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What terms of topics are ranked by, and topics judged by their first terms, unless asked
   * otherwise.
   */
  public static TermOrder standard() {
    return PROBABILITY;
  }

  /**
   * Its name beside a figure that depends on it.
   *
   * @param lambda of relevance
   */
  public String told(double lambda) {
    return this == RELEVANCE ? String.format(Locale.ROOT, "relevance, λ %s", lambda) : word();
  }

  /** A figure of it as a person reads it. */
  public String text(double figure) {
    return String.format(Locale.ROOT, format, figure);
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(TermOrder::word).toList();
  }

  /**
   * The order of this name.
   *
   * @throws Failure (usage) if there is none
   */
  public static TermOrder named(String word) {
    for (TermOrder order : values()) {
      if (order.word().equals(word)) {
        return order;
      }
    }
    throw Failure.usage(
        "Cannot order terms by "
            + word
            + ": it is unknown; allowed is "
            + String.join(", ", words())
            + ". Correct --order.");
  }
}
