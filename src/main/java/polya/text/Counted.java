package polya.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** From the tokens of a text to its distinct words with their counts, and back. */
public final class Counted {
  /** What a word that is left out begins with where it is kept in sight of phrases. */
  private static final char LEFT_OUT = '\0';

  private Counted() {}

  /** The words that count, with n-grams beside them, and the order of the words. */
  public static Analysis.Ordered of(List<Token> tokens, int ngrams) {
    List<String> words = new ArrayList<>(tokens.size());
    tokens.forEach(token -> words.add(token.kept() ? token.word() : null));
    Analysis.Ordered single = ordered(words);
    return ngrams == 1 ? single : withNgrams(single, words, ngrams);
  }

  /** All that phrases are made of: words that count and words that are left out. */
  static Analysis.Ordered withLeftOut(List<Token> tokens) {
    return ordered(Arrays.asList(spelled(tokens)));
  }

  /** Each token as its word, with a mark before one that is left out; null where there is none. */
  public static String[] spelled(List<Token> tokens) {
    return tokens.stream()
        .map(t -> t.word() == null || t.kept() ? t.word() : LEFT_OUT + t.word())
        .toArray(String[]::new);
  }

  /**
   * The tokens of a text whose words {@link #withLeftOut} spelled.
   *
   * @param spelled in the order of the text; null for what is out of sight
   */
  public static List<Token> tokens(String[] spelled) {
    List<Token> tokens = new ArrayList<>(spelled.length);
    for (String word : spelled) {
      boolean left = word != null && word.charAt(0) == LEFT_OUT;
      tokens.add(word == null ? Token.GAP : Token.of(left ? word.substring(1) : word, !left));
    }
    return tokens;
  }

  private static Analysis.Ordered ordered(List<String> tokens) {
    TreeMap<String, int[]> places = new TreeMap<>();
    for (String word : tokens) {
      if (word != null) {
        places.computeIfAbsent(word, w -> new int[2])[0]++;
      }
    }
    String[] words = new String[places.size()];
    int[] counts = new int[words.length];
    int n = 0;
    for (var entry : places.entrySet()) {
      words[n] = entry.getKey();
      counts[n] = entry.getValue()[0];
      entry.getValue()[1] = n++;
    }
    int[] order = new int[tokens.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = tokens.get(i) == null ? -1 : places.get(tokens.get(i))[1];
    }
    return new Analysis.Ordered(words, counts, order);
  }

  /** The terms in their order, and behind each word the n-grams that begin with it. */
  static List<String> terms(List<Token> tokens, int ngrams) {
    List<String> words = new ArrayList<>(tokens.size());
    tokens.forEach(token -> words.add(token.kept() ? token.word() : null));
    List<List<String>> behind = new ArrayList<>();
    words.forEach(word -> behind.add(new ArrayList<>(word == null ? List.of() : List.of(word))));
    ngrams(words, ngrams, (place, ngram) -> behind.get(place).add(ngram));
    return behind.stream().flatMap(List::stream).toList();
  }

  /** Gives every run of 2 to so many neighbours, and where it begins. */
  private static void ngrams(List<String> tokens, int longest, BiConsumer<Integer, String> each) {
    for (int i = 0; i < tokens.size(); i++) {
      StringBuilder ngram = new StringBuilder();
      for (int j = i; j < Math.min(tokens.size(), i + longest) && tokens.get(j) != null; j++) {
        ngram.append(j == i ? "" : Token.JOINT).append(tokens.get(j));
        if (j > i) {
          each.accept(i, ngram.toString());
        }
      }
    }
  }

  private static Analysis.Ordered withNgrams(
      Analysis.Ordered single, List<String> tokens, int ngrams) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < single.words().length; i++) {
      counts.put(single.words()[i], single.counts()[i]);
    }
    ngrams(tokens, ngrams, (place, ngram) -> counts.merge(ngram, 1, Integer::sum));
    String[] words = counts.keySet().toArray(String[]::new);
    int[] all = counts.values().stream().mapToInt(c -> c).toArray();
    int[] order =
        Arrays.stream(single.order())
            .map(i -> i < 0 ? -1 : Arrays.binarySearch(words, single.words()[i]))
            .toArray();
    return new Analysis.Ordered(words, all, order);
  }
}
