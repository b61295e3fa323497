package polya.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Stop words as a person chooses them: lists, files and single words with commas between. {@code
 * en,+more.txt,-not} is Lucene's English list with those of a file and without one word.
 *
 * <ul>
 *   <li>an item is {@code none}, {@code english} (Polya's list), the code of a language (Lucene's),
 *       {@code auto} (Lucene's list of the document's own language), or else a file;
 *   <li>with a + before it, a file or a word is added; with a −, it is taken out again;
 *   <li>behind a sign, what has a point or a slash is a file, anything else a word.
 * </ul>
 */
public final class StopWordChoice {
  private final List<String> items;
  private final Function<String, List<String>> files;
  private final BiConsumer<String, List<String>> useless;

  /**
   * A choice.
   *
   * @param items as {@link #items} tells them apart
   * @param files gives the lines of a file, or throws
   * @param useless gets the name of a file and those of its entries that leave nothing out
   */
  public StopWordChoice(
      List<String> items,
      Function<String, List<String>> files,
      BiConsumer<String, List<String>> useless) {
    this.items = List.copyOf(items);
    this.files = files;
    this.useless = useless;
  }

  /** The analysis with these stop words, for each of its languages. */
  public Analysis in(Analysis analysis) {
    TextReader reader = analysis.reader();
    Analysis changed = analysis;
    for (Language language : analysis.languages()) {
      Set<String> words = new TreeSet<>();
      for (String item : items) {
        boolean minus = item.startsWith("-");
        boolean signed = minus || item.startsWith("+");
        String name = signed ? item.substring(1) : item;
        List<String> lines = signed ? added(name) : list(name, language);
        if (signed ? isFile(name) : !isList(name)) {
          List<String> never = StopWords.never(lines, reader, language);
          if (!never.isEmpty()) {
            useless.accept(name, never);
          }
        }
        Set<String> entries = StopWords.of(lines, reader, language);
        if (minus) {
          words.removeAll(entries);
        } else {
          words.addAll(entries);
        }
      }
      changed = changed.withStopWords(language, words);
    }
    return changed;
  }

  /** What was typed with commas between. */
  public static List<String> items(String chosen) {
    List<String> items = new ArrayList<>();
    for (String item : chosen.split(",")) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  /** The files that a choice names. */
  public static List<String> files(List<String> items) {
    List<String> named = new ArrayList<>();
    for (String item : items) {
      boolean signed = item.startsWith("-") || item.startsWith("+");
      String name = signed ? item.substring(1) : item;
      if (signed ? isFile(name) : !isList(name)) {
        named.add(name);
      }
    }
    return named;
  }

  private static boolean isFile(String name) {
    return name.contains(".") || name.contains("/");
  }

  private static boolean isList(String name) {
    return List.of("none", "english", "auto").contains(name)
        || Language.of(name).filter(Language::hasStopWords).isPresent();
  }

  private List<String> added(String name) {
    return isFile(name) ? files.apply(name) : List.of(name);
  }

  private List<String> list(String name, Language own) {
    return switch (name) {
      case "none" -> List.of();
      case "english" -> StopWords.english();
      case "auto" -> own.hasStopWords() ? StopWords.lucene(own) : List.of();
      default ->
          Language.of(name)
              .filter(Language::hasStopWords)
              .map(StopWords::lucene)
              .orElseGet(() -> files.apply(name));
    };
  }
}
