package polya.infer;

import java.util.Arrays;
import java.util.stream.IntStream;
import polya.corpus.Sections;
import polya.topics.Globals;

/**
 * The sections of a model's terms, kept among its globals where there are several, so that whoever
 * has a state knows within which terms a topic is normalised. What is a number a topic elsewhere
 * (n_k, Λ_k) is then a number a section and topic: that of topic k in section s stands at s·K + k.
 */
public final class TopicSections {
  /** V_s, S numbers; not there where all terms are one section. */
  public static final String SIZES = "sectionTerms";

  private TopicSections() {}

  /** Globals that tell of these sections. */
  public static Globals in(Globals globals, Sections sections) {
    return sections.isOne()
        ? globals
        : globals.with(
            SIZES, IntStream.range(0, sections.count()).mapToDouble(sections::size).toArray());
  }

  /** The sections that the state's globals tell of. */
  public static Sections of(ModelState state) {
    return of(state.globals(), state.terms());
  }

  /** The sections that globals tell of. */
  public static Sections of(Globals globals, int terms) {
    return globals.has(SIZES)
        ? Sections.numbered(
            Arrays.stream(globals.vector(SIZES)).mapToInt(size -> (int) size).toArray())
        : Sections.one(terms);
  }

  /** Globals with the sections that others tell of. */
  public static Globals copied(Globals from, Globals to) {
    return from.has(SIZES) ? to.with(SIZES, from) : to;
  }

  /** What topics have in all sections together, of numbers a section and topic. */
  public static double[] byTopic(double[] numbers, int topics) {
    if (numbers.length == topics) {
      return numbers;
    }
    double[] sums = new double[topics];
    for (int i = 0; i < numbers.length; i++) {
      sums[i % topics] += numbers[i];
    }
    return sums;
  }
}
