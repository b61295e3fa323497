package polya.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import polya.math.Rows;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TopTerms;

/**
 * The twenty groups of 20news as topics, their counts of terms and a quarter more, against what
 * pyLDAvis 3.4.1 ({@code _find_relevance}) and scipy 1.17.1 ({@code jensenshannon} squared, {@code
 * linkage} by average) gave for the same numbers, kept in 20news.tsv.
 */
class NewsTopicsTest {
  private static final double EPSILON = 1e-8;

  private static Phi phi;
  private static TopicTerms plain;
  private static List<String[]> expected;

  @BeforeAll
  static void read() throws IOException {
    Path corpus = Path.of(System.getProperty("corpora", "corpora"), "20news");
    assumeTrue(Files.exists(corpus), "20news is not there: " + corpus);
    List<String> labels = Files.readAllLines(corpus.resolve("labels.20news.txt"));
    List<String> names = List.copyOf(new TreeSet<>(labels));
    int[] groups = labels.stream().mapToInt(names::indexOf).toArray();
    float[][] rows;
    try (InputStream file = Files.newInputStream(corpus.resolve("docword.20news.txt.gz"));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
      lines.readLine();
      rows = new float[Integer.parseInt(lines.readLine())][Rows.padded(names.size())];
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] triple = line.split(" ");
        int group = groups[Integer.parseInt(triple[0]) - 1];
        rows[Integer.parseInt(triple[1]) - 1][group] += Integer.parseInt(triple[2]);
      }
    }
    for (float[] row : rows) {
      for (int k = 0; k < names.size(); k++) {
        row[k] += 0.25f;
      }
    }
    LocalBlocks blocks = LocalBlocks.of(rows);
    double[] scale = blocks.columnSums(names.size());
    Arrays.setAll(scale, k -> 1 / scale[k]);
    phi = Phi.of(blocks, Phi.Link.IDENTITY, 0, 1, scale);
    plain = terms(TopicTerms.LAMBDA);
    try (InputStream table = NewsTopicsTest.class.getResourceAsStream("20news.tsv")) {
      expected =
          new String(table.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .map(line -> line.split("\t"))
              .toList();
    }
  }

  private static TopicTerms terms(double lambda) {
    return TopicTerms.of(phi, TopTerms.shares(phi.blocks(), phi.topics()), lambda);
  }

  private static List<String[]> rows(String kind) {
    return expected.stream().filter(row -> row[0].equals(kind)).toList();
  }

  @Test
  void relevanceOrdersTermsAsPyLdaVisDoes() {
    List<String[]> rows = rows("relevance");
    assertThat(rows).hasSize(60);
    for (String[] row : rows) {
      TopicTerms terms = terms(Double.parseDouble(row[1]));
      int topic = Integer.parseInt(row[2]);
      int[] top = terms.top(TermOrder.RELEVANCE, 20)[topic];
      for (int i = 0; i < top.length; i++) {
        String[] theirs = row[3 + i].split(":");
        double relevance = terms.figures(topic, top[i]).relevance();
        assertThat(relevance).isCloseTo(Double.parseDouble(theirs[1]), within(EPSILON));
        // Terms of equal relevance may stand in any order, at the end of the list as well.
        double of = terms.figures(topic, Integer.parseInt(theirs[0])).relevance();
        assertThat(of).isCloseTo(relevance, within(EPSILON));
      }
    }
  }

  @Test
  void distancesAndTheirHierarchyAreThoseOfScipy() {
    JensenShannon distances = JensenShannon.of(phi);
    for (String[] row : rows("jensenShannon")) {
      int topic = Integer.parseInt(row[1]);
      for (int k = 0; k < 20; k++) {
        assertThat(distances.of(topic, k))
            .isCloseTo(Double.parseDouble(row[2 + k]), within(EPSILON));
      }
    }
    List<Linkage.Join> joins = Linkage.of(distances).joins();
    List<String[]> theirs = rows("linkage");
    assertThat(joins).hasSize(theirs.size());
    for (int i = 0; i < joins.size(); i++) {
      String[] row = theirs.get(i);
      Linkage.Join join = joins.get(i);
      assertThat(List.of(join.first(), join.second(), join.size()))
          .isEqualTo(
              List.of(Integer.valueOf(row[1]), Integer.valueOf(row[2]), Integer.valueOf(row[4])));
      assertThat(join.height()).isCloseTo(Double.parseDouble(row[3]), within(EPSILON));
    }
  }

  /** Of a few terms and the rest divergences are smaller, and near where the terms hold much. */
  @Test
  void whatIsAddedUpIsNoFartherApart() {
    JensenShannon all = JensenShannon.of(phi, phi.terms());
    JensenShannon some = JensenShannon.of(phi, 3000);
    for (int j = 0; j < 20; j++) {
      for (int k = 0; k < j; k++) {
        assertThat(some.of(j, k)).isBetween(all.of(j, k) * 0.3, all.of(j, k));
      }
    }
  }

  @Test
  void contrastsAddUpToTheDivergenceFromTheCorpus() {
    double sum = 0;
    double direct = 0;
    for (int w = 0; w < plain.terms(); w++) {
      TermFigures figures = plain.figures(3, w);
      sum += figures.contrast();
      direct += figures.probability() * Math.log(figures.lift());
    }
    assertThat(sum).isCloseTo(direct, within(1e-12)).isPositive();
    int[] top = plain.top(TermOrder.CONTRAST, 2)[3];
    assertThat(plain.figures(3, top[0]).contrast())
        .isGreaterThan(plain.figures(3, top[1]).contrast());
  }
}
