package polya.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that are left out because they say how a sentence is built and not what it is about. */
public final class StopWords {
  private static final Pattern COMMENT = Pattern.compile("^\\s*#(\\s.*)?$|\\|.*$");

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

  /**
   * A list of one's own, each entry as the tokenizer has it in a text; see {@link #never}. What
   * follows a | is a comment, and so is a line # or one that begins with # and a blank: no word has
   * these characters.
   */
  public static Set<String> of(Collection<String> lines) {
    return entries(lines)
        .flatMap(word -> Tokenizer.word(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The entries of a list that leave nothing out, since no text has them as a word: {@code New
   * York}, {@code well-known}.
   */
  public static List<String> never(Collection<String> lines) {
    return entries(lines).filter(word -> Tokenizer.word(word).isEmpty()).toList();
  }

  private static Stream<String> entries(Collection<String> lines) {
    return lines.stream()
        .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
        .filter(word -> !word.isEmpty());
  }
}
