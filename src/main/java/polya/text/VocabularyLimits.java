package polya.text;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which terms a vocabulary takes: those in enough documents, in not too large a share of them, and
 * of these the most frequent. Words that are found in texts have a {@link #mostWords largest
 * number} also where none is asked for, since the driver holds them.
 *
 * @param minDocuments the fewest documents a term occurs in, ≥ 1
 * @param maxShare the largest share of the documents it occurs in, above 0, at most 1
 * @param maxTerms the largest size; {@value #UNASKED} where none is asked for
 */
public record VocabularyLimits(long minDocuments, double maxShare, int maxTerms)
    implements Serializable {
  /** How many words a vocabulary takes of texts where no size is asked for. */
  public static final int MOST_WORDS = 5_000_000;

  /** In the place of a largest size. */
  public static final int UNASKED = 0;

  /** Every term that occurs. */
  public static final VocabularyLimits NONE = new VocabularyLimits(1, 1, UNASKED);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public VocabularyLimits {
    if (minDocuments < 1 || !(maxShare > 0 && maxShare <= 1) || maxTerms < UNASKED) {
      throw new IllegalArgumentException(
          "no vocabulary has " + minDocuments + ", " + maxShare + ", " + maxTerms + " as limits");
    }
  }

  /** Whether a term in {@code frequency} of {@code documents} documents is within the shares. */
  public boolean keeps(long frequency, long documents) {
    return frequency >= minDocuments && frequency <= maxShare * documents;
  }

  /** Whether a largest size is asked for. */
  public boolean hasSize() {
    return maxTerms != UNASKED;
  }

  /** The largest number of words of texts. */
  public int mostWords() {
    return hasSize() ? maxTerms : MOST_WORDS;
  }

  /** The chosen terms, most frequent first. */
  public List<String> choose(Collection<TermCount> candidates, long documents) {
    return candidates.stream()
        .filter(t -> keeps(t.documents(), documents))
        .sorted()
        .limit(hasSize() ? maxTerms : Integer.MAX_VALUE)
        .map(TermCount::term)
        .toList();
  }

  /** The chosen terms in the order of the candidates. */
  public List<String> chooseInOrder(List<TermCount> candidates, long documents) {
    Set<String> chosen = new HashSet<>(choose(candidates, documents));
    return candidates.stream()
        .map(TermCount::term)
        .filter(chosen::contains)
        .collect(Collectors.toList());
  }
}
