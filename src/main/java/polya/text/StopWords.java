package polya.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that are left out because they say how a sentence is built and not what it is about. */
public final class StopWords {
  private StopWords() {}

  /** No stop words. */
  public static Set<String> none() {
    return Set.of();
  }

  /** English articles, pronouns, prepositions, conjunctions and auxiliaries. */
  public static Set<String> english() {
    try (InputStream in = StopWords.class.getResourceAsStream("english-stop-words.txt")) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of one's own, normalised as text is; blank entries are left out. */
  public static Set<String> of(Collection<String> words) {
    return words.stream()
        .map(word -> Tokenizer.normalize(word).strip().replace('\u2019', '\''))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
