package polya.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Manual;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.StopWordChoice;
import polya.text.TextReader;

/** Counts by sliding windows against every window looked at by itself. */
class SlidingWindowsTest {
  /** The paragraphs of this project's own pages and license: real text, in its order. */
  private static List<int[]> paragraphs(List<String> vocabulary) throws IOException {
    TextReader reader =
        new StopWordChoice(StopWordChoice.items("english"), null, null)
            .in(Analysis.simple().withMinTokenLength(3))
            .reader();
    List<Analysis.Ordered> texts = new ArrayList<>();
    List<Path> pages = new ArrayList<>(Manual.pages().stream().map(Manual.Page::file).toList());
    pages.add(Manual.ROOT.resolve("LICENSE"));
    pages.add(Manual.ROOT.resolve("data-samples/README.md"));
    for (Path page : pages) {
      for (String paragraph : Files.readString(page).split("\n\\s*\n")) {
        texts.add(reader.inOrder(paragraph, Language.SIMPLE));
      }
    }
    TreeSet<String> words = new TreeSet<>();
    texts.forEach(text -> words.addAll(List.of(text.words())));
    vocabulary.addAll(words);
    return texts.stream()
        .map(
            text ->
                Arrays.stream(text.order())
                    .map(i -> i < 0 ? -1 : vocabulary.indexOf(text.words()[i]))
                    .toArray())
        .toList();
  }

  private static Cooccurrences counted(List<int[]> documents, TermPlaces places, int width) {
    Cooccurrences even = new Cooccurrences(places);
    Cooccurrences odd = new Cooccurrences(places);
    for (int d = 0; d < documents.size(); d++) {
      (d % 2 == 0 ? even : odd).addWindows(places, documents.get(d), width);
    }
    return even.add(odd);
  }

  /** Windows of one document as sets of terms. */
  private static List<Set<Integer>> windows(int[] order, int width) {
    List<Set<Integer>> windows = new ArrayList<>();
    for (int from = 0; from == 0 || from + width <= order.length; from++) {
      int to = Math.min(order.length, from + width);
      Set<Integer> terms = new HashSet<>();
      Arrays.stream(order, from, to).forEach(terms::add);
      windows.add(terms);
    }
    return order.length == 0 ? List.of() : windows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 110})
  void theyAreThoseOfANaiveCountOnRealText(int width) throws IOException {
    List<String> vocabulary = new ArrayList<>();
    List<int[]> documents = paragraphs(vocabulary);
    String[][] topics = {
      {"topics", "model", "documents", "tokens", "corpus", "license", "perplexity"},
      {"license", "work", "copyright", "contribution", "documents", "terms", "nosuchword"},
      {"bible", "king", "james", "chapter", "model", "work", "same"}
    };
    int[][] termsK =
        Arrays.stream(topics)
            .map(top -> Arrays.stream(top).mapToInt(vocabulary::indexOf).toArray())
            .toArray(int[][]::new);
    Cooccurrences counts = counted(documents, TermPlaces.of(termsK, vocabulary.size()), width);
    List<Set<Integer>> all =
        documents.stream().flatMap(order -> windows(order, width).stream()).toList();
    assertThat(counts.units()).isEqualTo(all.size()).isGreaterThan(500);
    assertThat(counts.documents())
        .isEqualTo(documents.stream().filter(o -> Arrays.stream(o).anyMatch(w -> w >= 0)).count());
    for (int k = 0; k < topics.length; k++) {
      for (int i = 0; i < topics[k].length; i++) {
        for (int j = 0; j <= i; j++) {
          int a = termsK[k][i];
          int b = termsK[k][j];
          long expected =
              a < 0 || b < 0 ? 0 : all.stream().filter(w -> w.contains(a) && w.contains(b)).count();
          assertThat(counts.of(k, i, j))
              .as("%s and %s in %d", topics[k][i], topics[k][j], width)
              .isEqualTo(expected);
        }
      }
    }
    assertThat(counts.of(0, 0, 0)).isPositive();
  }

  @Test
  void shortDocumentsAreOneWindowAndGapsTakePlaces() {
    TermPlaces places = TermPlaces.of(new int[][] {{0, 1}}, 2);
    Cooccurrences counts = new Cooccurrences(places);
    counts.addWindows(places, new int[] {0, -1, 1}, 10);
    assertThat(List.of(counts.units(), counts.of(0, 0, 1))).containsExactly(1L, 1L);
    counts.addWindows(places, new int[] {0, -1, 1}, 2);
    assertThat(List.of(counts.units(), counts.of(0, 0, 1))).containsExactly(3L, 1L);
    assertThat(List.of(counts.of(0, 0, 0), counts.of(0, 1, 1))).containsExactly(2L, 2L);
    counts.addWindows(places, new int[] {-1, -1, -1}, 2);
    counts.addWindows(places, new int[0], 2);
    assertThat(List.of(counts.units(), counts.documents())).containsExactly(5L, 2L);
  }

  /** Three windows of two tokens: ab, bc, c-; so P(a) = 1/3, P(b) = P(c) = 2/3, P(b, c) = 1/3. */
  @Test
  void measuresTakeWindowsForTheirDocuments() {
    TermPlaces places = TermPlaces.of(new int[][] {{1, 2}}, 3);
    Cooccurrences counts = new Cooccurrences(places);
    counts.addWindows(places, new int[] {0, 1, 2, -1}, 2);
    double pmi = Math.log((1 / 3.0) / (4 / 9.0));
    assertThat(CoherenceMeasure.UCI.of(counts, 0)).isCloseTo(pmi, within(1e-9));
    assertThat(CoherenceMeasure.NPMI.of(counts, 0))
        .isCloseTo(pmi / -Math.log(1 / 3.0), within(1e-9));
    assertThat(IntStream.of(0, 10, 10, 110))
        .containsExactly(
            Arrays.stream(CoherenceMeasure.values())
                .map(CoherenceMeasure::window)
                .toArray(Integer[]::new));
  }
}
