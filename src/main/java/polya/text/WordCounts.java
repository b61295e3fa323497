package polya.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Counts the words of one text. */
final class WordCounts {
  private final Map<String, int[]> counts = new HashMap<>();

  void add(String word) {
    counts.computeIfAbsent(word, w -> new int[1])[0]++;
  }

  /** Gives the words in ascending order and their counts. */
  void give(BiConsumer<String[], int[]> counted) {
    String[] words = counts.keySet().toArray(String[]::new);
    Arrays.sort(words);
    int[] numbers = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = counts.get(words[i])[0];
    }
    counted.accept(words, numbers);
  }
}
