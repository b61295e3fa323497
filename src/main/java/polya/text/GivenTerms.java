package polya.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A vocabulary that a person wrote, as the words of texts: in lower case, composed, with straight
 * apostrophes.
 *
 * @param terms the vocabulary: each entry as the word that it is in a text, at its first place; one
 *     that no text has as a word stays as it stands, and counts nothing
 * @param never the entries that no text has as a word: two words, none, a stop word, one too short
 * @param same the entries that are the word of an earlier one
 * @param stemmed the entries that the stemmer makes another word of, each with that word
 */
public record GivenTerms(
    List<String> terms, List<String> never, List<String> same, List<String> stemmed) {
  /** The words of these entries, of which no two are equal. */
  public static GivenTerms of(List<String> entries, Analysis analysis) {
    TextReader reader = analysis.reader();
    Set<String> terms = new LinkedHashSet<>();
    List<String> never = new ArrayList<>();
    List<String> same = new ArrayList<>();
    List<String> stemmed = new ArrayList<>();
    Optional<TextReader> unstemmed =
        analysis.stem() == Stem.NONE
            ? Optional.empty()
            : Optional.of(analysis.withStem(Stem.NONE).reader());
    for (String entry : entries) {
      Optional<String> term = reader.term(entry);
      if (term.isEmpty()) {
        never.add(entry);
      }
      if (unstemmed.isPresent() && term.isPresent() && !term.equals(unstemmed.get().term(entry))) {
        stemmed.add(entry + " → " + term.get());
      }
      if (!terms.add(term.or(() -> reader.entry(entry, analysis.language())).orElse(entry))) {
        same.add(entry);
      }
    }
    return new GivenTerms(
        List.copyOf(terms), List.copyOf(never), List.copyOf(same), List.copyOf(stemmed));
  }
}
