package polya.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * The keywords of a run's topics, as terms of its vocabulary. One term may be of several topics. A
 * class and not a record, for Kryo.
 */
public final class Keywords {
  private static final Keywords NONE = new Keywords(List.of(), List.of());

  private final List<String> names;
  private final List<int[]> terms;

  private Keywords(List<String> names, List<int[]> terms) {
    this.names = names;
    this.terms = terms;
  }

  /** No keywords. */
  public static Keywords none() {
    return NONE;
  }

  /**
   * These keywords.
   *
   * @param names what topics are called, in their order
   * @param terms the indices of each one's terms, ascending, each once; a topic may have none
   */
  public static Keywords of(List<String> names, List<int[]> terms) {
    if (names.size() != terms.size()) {
      throw new IllegalArgumentException(names.size() + " names of " + terms.size() + " topics");
    }
    List<int[]> copies = new ArrayList<>();
    terms.forEach(own -> copies.add(own.clone()));
    return new Keywords(List.copyOf(names), copies);
  }

  /** How many topics were named, whether a term of theirs is known or not. */
  public int size() {
    return names.size();
  }

  /** What topics are called, in their order. */
  public List<String> names() {
    return names;
  }

  /** The terms of one, ascending. */
  public int[] terms(int i) {
    return terms.get(i).clone();
  }
}
