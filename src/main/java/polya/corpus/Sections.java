package polya.corpus;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import polya.Failure;

/**
 * The sections of a vocabulary: ranges of its terms, one behind the other, whose topics are
 * normalised each by itself, φ_k^(s) summing to 1 over section s (polylingual topic models, Mimno
 * et al. 2009; captions, tags, links and visual words alike). A vocabulary that was not divided is
 * one section without a name. Memory: a name and a number a section.
 */
public final class Sections implements Serializable {
  /** Sections that a corpus may have. */
  public static final int MOST = 64;

  /** What stands between a section's name and the term in a term's text. */
  private static final char BETWEEN = ':';

  private static final long serialVersionUID = 1L;

  private final String[] names;

  /** The term behind the last of each. */
  private final int[] ends;

  private Sections(String[] names, int[] ends) {
    this.names = names;
    this.ends = ends;
  }

  /** A vocabulary of V terms that is not divided. */
  public static Sections one(int terms) {
    return new Sections(new String[] {""}, new int[] {terms});
  }

  /**
   * Sections in the order of their terms.
   *
   * @param names their names
   * @param sizes how many terms each has; none is allowed
   * @throws IllegalArgumentException if there are not as many names as sizes, or a size is negative
   * @throws Failure if there are none or more than {@link #MOST}, or a name is empty, has a colon
   *     or stands twice
   */
  public static Sections of(List<String> names, int[] sizes) {
    if (names.size() != sizes.length || Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException(names + " with " + Arrays.toString(sizes) + " terms");
    }
    if (names.isEmpty() || names.size() > MOST) {
      throw Failure.usage(
          "Cannot divide a vocabulary into " + names.size() + " sections: 1 to " + MOST + ".");
    }
    for (int s = 0; s < names.size(); s++) {
      String name = names.get(s);
      if (name.isEmpty() || name.indexOf(BETWEEN) >= 0) {
        throw Failure.usage(
            "Cannot name a section \"" + name + "\": a name has a character, and no colon.");
      }
      if (names.indexOf(name) < s) {
        throw Failure.usage("Cannot name two sections \"" + name + "\".");
      }
    }
    int[] ends = sizes.clone();
    Arrays.parallelPrefix(ends, Math::addExact);
    return new Sections(names.toArray(String[]::new), ends);
  }

  /** Sections of a model, of which no more than their ranges matters: named 0, 1, …. */
  public static Sections numbered(int[] sizes) {
    return of(IntStream.range(0, sizes.length).mapToObj(Integer::toString).toList(), sizes);
  }

  /**
   * The sections of a vocabulary whose terms begin with the name of theirs and a colon.
   *
   * @param names in the order in which their terms stand; one that no term has is empty
   * @throws Failure (input) if a term begins with none of the names, or stands before one of an
   *     earlier section
   */
  public static Sections within(Vocabulary vocabulary, List<String> names) {
    int[] sizes = new int[names.size()];
    Sections named = of(names, sizes);
    int last = 0;
    for (int w = 0; w < vocabulary.size(); w++) {
      String term = vocabulary.term(w);
      int colon = term.indexOf(BETWEEN);
      int section = colon < 0 ? -1 : named.indexOf(term.substring(0, colon));
      if (section < last) {
        throw Failure.input(
            "Cannot divide the vocabulary into sections "
                + String.join(", ", names)
                + ": term "
                + (w + 1)
                + ", \""
                + term
                + "\", "
                + (section < 0
                    ? "begins with none of them"
                    : "stands behind terms of " + names.get(last))
                + "; each begins with its section and a colon, like "
                + named.text(0, "term")
                + ", section by section in this order. Correct --sections, or the vocabulary.");
      }
      last = section;
      sizes[section]++;
    }
    return of(names, sizes);
  }

  /** How many there are: S. */
  public int count() {
    return ends.length;
  }

  /** Whether the vocabulary is not divided, or is all of one section. */
  public boolean isOne() {
    return ends.length == 1;
  }

  /** V, over all of them. */
  public int terms() {
    return ends[ends.length - 1];
  }

  /** Their names, in the order of their terms; one empty name where there was no division. */
  public List<String> names() {
    return List.of(names);
  }

  /** The section with this name, −1 if there is none. */
  public int indexOf(String name) {
    return names().indexOf(name);
  }

  /** The first term of a section. */
  public int from(int section) {
    return section == 0 ? 0 : ends[section - 1];
  }

  /** The term behind the last of a section. */
  public int to(int section) {
    return ends[section];
  }

  /** V_s: how many terms a section has. */
  public int size(int section) {
    return to(section) - from(section);
  }

  /** The section of a term; cost the logarithm of S. */
  public int of(int term) {
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > term) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** A term as it stands in a vocabulary: {@code de:paket}; as it is where there is no division. */
  public String text(int section, String term) {
    return names[section].isEmpty() ? term : names[section] + BETWEEN + term;
  }

  /** The term of a text that {@link #text} made. */
  public String bare(int section, String text) {
    return names[section].isEmpty() ? text : text.substring(names[section].length() + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sections sections
        && Arrays.equals(names, sections.names)
        && Arrays.equals(ends, sections.ends);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(ends);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int s = 0; s < count(); s++) {
      out.append(s == 0 ? "" : ", ").append(text(s, "")).append(size(s)).append(" terms");
    }
    return out.toString();
  }
}
