package polya.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A vocabulary that a person wrote, as the words of texts: in lower case, composed, with straight
 * apostrophes.
 *
 * @param terms the vocabulary: each entry as the word that it is in a text, at its first place; one
 *     that no text has as a word stays as it stands, and counts nothing
 * @param never the entries that no text has as a word: two words, none, a stop word, one too short
 * @param same the entries that are the word of an earlier one
 */
public record GivenTerms(List<String> terms, List<String> never, List<String> same) {
  /** The words of these entries, of which no two are equal. */
  public static GivenTerms of(List<String> entries, Analysis analysis) {
    TextReader reader = analysis.reader();
    Set<String> terms = new LinkedHashSet<>();
    List<String> never = new ArrayList<>();
    List<String> same = new ArrayList<>();
    for (String entry : entries) {
      if (reader.term(entry).isEmpty()) {
        never.add(entry);
      }
      if (!terms.add(
          reader.term(entry).or(() -> reader.entry(entry, analysis.language())).orElse(entry))) {
        same.add(entry);
      }
    }
    return new GivenTerms(List.copyOf(terms), List.copyOf(never), List.copyOf(same));
  }
}
