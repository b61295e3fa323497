package polya.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Coherence against values worked out by hand. */
class CoherenceMeasureTest {
  private static final double ROUNDING = 1e-9; // ε = 10⁻¹² moves logarithms by about 10⁻¹¹.

  /** Documents ab, abc, a, c, and one that is empty; so D = 4. */
  private static final int[][] DOCUMENTS = {{0, 1}, {0, 1, 2}, {0}, {2}, {}};

  private static Cooccurrences count(int[][] documents, int terms, int[]... termsK) {
    TermPlaces places = TermPlaces.of(termsK, terms);
    Cooccurrences counts = new Cooccurrences(places);
    for (int[] document : documents) {
      counts.add(places, document);
    }
    return counts;
  }

  private static double of(CoherenceMeasure measure, int... terms) {
    return measure.of(count(DOCUMENTS, 4, terms))[0];
  }

  @Test
  void countsAreThoseOfTheDocuments() {
    Cooccurrences counts = count(DOCUMENTS, 4, new int[] {0, 1, 2}, new int[] {2, 3, 0});
    assertThat(counts.documents()).isEqualTo(4);
    assertThat(List.of(counts.of(0, 0, 0), counts.of(0, 1, 1), counts.of(0, 2, 2)))
        .containsExactly(3L, 2L, 2L);
    assertThat(List.of(counts.of(0, 0, 1), counts.of(0, 2, 0), counts.of(0, 1, 2)))
        .containsExactly(2L, 1L, 1L);
    assertThat(List.of(counts.of(1, 0, 0), counts.of(1, 1, 1), counts.of(1, 2, 0)))
        .containsExactly(2L, 0L, 1L);
  }

  @Test
  void umassIsTheMeanLogConditionalProbabilityGivenTheBetterTerm() {
    // b given a: (2 + 1)/3; c given a: (1 + 1)/3; c given b: (1 + 1)/2.
    assertThat(of(CoherenceMeasure.UMASS, 0, 1, 2))
        .isCloseTo(Math.log(2 / 3.0) / 3, within(ROUNDING));
    // The order counts: a given c: (1 + 1)/2; b given c: (1 + 1)/2; b given a: (2 + 1)/3.
    assertThat(of(CoherenceMeasure.UMASS, 2, 0, 1)).isCloseTo(0, within(ROUNDING));
  }

  @Test
  void uciIsTheMeanPointwiseMutualInformation() {
    // ab: (1/2)/(3/8); ac: (1/4)/(3/8); bc: (1/4)/(1/4).
    assertThat(of(CoherenceMeasure.UCI, 0, 1, 2))
        .isCloseTo((Math.log(4 / 3.0) + Math.log(2 / 3.0)) / 3, within(ROUNDING));
  }

  @Test
  void npmiDividesByTheInformationOfThePair() {
    double ab = Math.log(4 / 3.0) / Math.log(2);
    double ac = Math.log(2 / 3.0) / Math.log(4);
    assertThat(of(CoherenceMeasure.NPMI, 0, 1, 2)).isCloseTo((ab + ac) / 3, within(ROUNDING));
    assertThat(of(CoherenceMeasure.NPMI, 0, 2)).isCloseTo(ac, within(ROUNDING));
  }

  @Test
  void cvIsTheMeanCosineWithTheSumOfTheVectors() {
    double x = Math.log(4 / 3.0) / Math.log(2);
    double y = Math.log(2 / 3.0) / Math.log(4);
    double a = 1 + x + y;
    double b = x + 1;
    double c = y + 1;
    double all = Math.sqrt(a * a + b * b + c * c);
    double expected =
        (a + x * b + y * c) / (Math.sqrt(1 + x * x + y * y) * all)
            + (x * a + b) / (Math.sqrt(x * x + 1) * all)
            + (y * a + c) / (Math.sqrt(y * y + 1) * all);
    assertThat(of(CoherenceMeasure.CV, 0, 1, 2)).isCloseTo(expected / 3, within(ROUNDING));
  }

  @Test
  void termsThatAlwaysMeetHaveNpmiOneAndCvOne() {
    int[][] documents = {{0, 1}, {0, 1}, {2}};
    Cooccurrences counts = count(documents, 3, new int[] {0, 1});
    assertThat(CoherenceMeasure.NPMI.of(counts)[0]).isCloseTo(1, within(ROUNDING));
    assertThat(CoherenceMeasure.CV.of(counts)[0]).isCloseTo(1, within(ROUNDING));
  }

  @Test
  void termsThatStandInEveryDocumentSayNothing() {
    Cooccurrences counts = count(new int[][] {{0, 1}, {0, 1}}, 2, new int[] {0, 1});
    assertThat(CoherenceMeasure.UCI.of(counts)[0]).isCloseTo(0, within(ROUNDING));
    assertThat(CoherenceMeasure.NPMI.of(counts)[0]).isZero();
    assertThat(CoherenceMeasure.CV.of(counts)[0]).isZero();
  }

  @Test
  void termsThatOccurNowhereAreLeftOut() {
    for (CoherenceMeasure measure : CoherenceMeasure.values()) {
      double without = of(measure, 0, 1);
      assertThat(of(measure, 0, 3, 1)).as("a term in no document").isEqualTo(without);
      assertThat(of(measure, 0, 1, -1)).as("a term not in the corpus").isEqualTo(without);
      assertThat(of(measure, 0, 3)).as("one term is no topic").isNaN();
    }
  }

  @Test
  void anyGroupingOfDocumentsGivesTheSameCounts() {
    TermPlaces places = TermPlaces.of(new int[][] {{0, 1, 2}, {2, 3, 0}}, 4);
    Cooccurrences whole = new Cooccurrences(places);
    Cooccurrences odd = new Cooccurrences(places);
    Cooccurrences even = new Cooccurrences(places);
    for (int d = 0; d < DOCUMENTS.length; d++) {
      whole.add(places, DOCUMENTS[d]);
      (d % 2 == 0 ? even : odd).add(places, DOCUMENTS[d]);
    }
    Cooccurrences both = odd.add(even);
    assertThat(both.documents()).isEqualTo(whole.documents());
    for (CoherenceMeasure measure : CoherenceMeasure.values()) {
      assertThat(measure.of(both)).isEqualTo(measure.of(whole));
    }
  }

  /**
   * Values by gensim 4.4.0 with windows longer than any chapter and, for u_mass, its ε at 1/D
   * instead of 10⁻¹². A difference means that a formula or a count has changed.
   */
  @Test
  void topicsOfTheKingJamesBibleScoreAsByGensim() throws IOException {
    Path folder = Path.of(System.getProperty("basedir", "")).resolve("data-samples/bible");
    List<String> vocabulary = Files.readAllLines(folder.resolve("vocab.bible.txt"));
    int[][] topics =
        Stream.of(
                "offering priest burnt altar one offer",
                "christ things jesus one faith law",
                "paul said priest sea gold mercy")
            .map(t -> Stream.of(t.split(" ")).mapToInt(vocabulary::indexOf).toArray())
            .toArray(int[][]::new);
    Cooccurrences counts = count(chapters(folder), vocabulary.size(), topics);
    double[][] expected = {
      {-0.819702848277611, -0.9938548953190887, -1.8460780340601142},
      {0.9481505507012875, 0.6188645357027848, -0.11779316215763037},
      {0.316993245785196, 0.25732592964405027, -0.017563072415108807},
      {0.8129743488150343, 0.7467749202190369, 0.3724062050906591}
    };
    for (CoherenceMeasure measure : CoherenceMeasure.values()) {
      assertThat(measure.of(counts))
          .as(measure.label())
          .containsExactly(expected[measure.ordinal()], within(1e-9));
    }
  }

  /** The distinct terms of each chapter. */
  private static int[][] chapters(Path folder) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("docword.bible.txt.gz"))),
                StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .skip(3)
          .map(line -> line.split(" "))
          .collect(
              Collectors.groupingBy(
                  pair -> pair[0],
                  Collectors.mapping(pair -> Integer.parseInt(pair[1]) - 1, Collectors.toList())))
          .values()
          .stream()
          .map(terms -> terms.stream().mapToInt(w -> w).toArray())
          .toArray(int[][]::new);
    }
  }

  @Test
  void anUnknownNameIsASentence() {
    assertThatThrownBy(() -> CoherenceMeasure.named("c_p"))
        .hasMessage(
            "Cannot use coherence measure c_p: it is unknown; allowed is umass, uci, npmi, cv."
                + " Correct --measures.");
    assertThat(CoherenceMeasure.named("cv")).isEqualTo(CoherenceMeasure.CV);
  }
}
