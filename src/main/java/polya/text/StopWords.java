package polya.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.snowball.SnowballFilter;

/** Words that are left out because they say how a sentence is built and not what it is about. */
public final class StopWords {
  private static final Pattern COMMENT = Pattern.compile("^\\s*#(\\s.*)?$|\\|.*$");

  private StopWords() {}

  /** English articles, pronouns, prepositions, conjunctions and auxiliaries. */
  static List<String> english() {
    try (InputStream in = StopWords.class.getResourceAsStream("english-stop-words.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lucene's list of a language (Snowball's), whose entries are words with comments.
   *
   * @throws IllegalArgumentException if there is none
   */
  static List<String> lucene(Language language) {
    String path =
        language
            .stopList()
            .orElseThrow(() -> new IllegalArgumentException("no stop words of " + language));
    try (InputStream in = SnowballFilter.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A list of one's own, each entry as texts of the language have it; see {@link #never}. What
   * follows a | is a comment, and so is a line # or one that begins with # and a blank: no word has
   * these characters.
   */
  public static Set<String> of(Collection<String> lines, TextReader reader, Language language) {
    return entries(lines)
        .flatMap(word -> reader.entry(word, language).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The entries of a list that leave nothing out, since no text has them as a word: {@code New
   * York}, {@code well-known}.
   */
  public static List<String> never(Collection<String> lines, TextReader reader, Language language) {
    return entries(lines).filter(word -> reader.entry(word, language).isEmpty()).toList();
  }

  private static Stream<String> entries(Collection<String> lines) {
    return lines.stream()
        .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
        .filter(word -> !word.isEmpty());
  }
}
