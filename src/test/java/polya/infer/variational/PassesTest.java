package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Simulated;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.TileSums;
import polya.math.Rows;
import polya.math.Special;
import polya.mixing.DirichletDocuments;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

class PassesTest {
  private static final int TOPICS = 12;
  private static final int TERMS = 1100;
  private static final LocalOptions PRUNED = new LocalOptions(3, 0.03, 4, 0.03, 10);
  private static final LocalOptions VB = new LocalOptions(1, 0, 1, 1e-3, 100);

  private final Simulated simulated = new Simulated(31);
  private final double[][] topics = smooth(simulated.topics(TOPICS, TERMS, 0.05));
  private final double[] alpha = alpha();
  private final Phi phi = Simulated.weights(topics);
  private final List<Document> documents = documents();

  private static double[][] smooth(double[][] topics) {
    for (double[] topic : topics) {
      for (int w = 0; w < topic.length; w++) {
        topic[w] = (float) (0.99 * topic[w] + 0.01 / topic.length);
      }
    }
    return topics;
  }

  private static double[] alpha() {
    double[] alpha = new double[TOPICS];
    for (int k = 0; k < TOPICS; k++) {
      alpha[k] = 0.05 + 0.02 * k;
    }
    return alpha;
  }

  /** Of 0 to 60 tokens, so that some are empty. */
  private List<Document> documents() {
    List<Document> documents = simulated.documents(300, topics, alpha, 60);
    assertThat(documents).anyMatch(d -> d.terms().length == 0);
    return documents;
  }

  private TilePass pass(String variational) {
    return variational.equals("vb")
        ? new MeanFieldPass(phi, new DirichletDocuments(alpha), VB)
        : new MeanTopicsPass(phi, step(variational));
  }

  private DocumentStep step(String variational) {
    return variational.equals("hybrid")
        ? new Hybrid(Rows.best(), new DirichletDocuments(alpha), PRUNED)
        : new Cvb0(Rows.best(), new DirichletDocuments(alpha), PRUNED);
  }

  private TermStatistics visit(String variational, List<List<Document>> tiles) {
    int bits = variational.equals("vb") ? 36 : 24;
    return TileSums.visit(pass(variational), TOPICS, TERMS, bits, tiles);
  }

  /** A responsibility, if it is worth sending. */
  private static double share(DocumentStep local, int w, int j) {
    float r = local.r[w * local.rowLength + j];
    return r < 1e-3f ? 0 : r;
  }

  private static long tokens(List<Document> documents) {
    return documents.stream().mapToLong(Document::tokens).sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "hybrid"})
  void prunedStepsSendTheSumsOfTheirDocuments(String variational) {
    double[][] expected = new double[TERMS][TOPICS];
    double[] sums = new double[TileSums.layout(TOPICS).size()];
    double alphaSum = Arrays.stream(alpha).sum();
    for (Document document : documents) {
      int words = document.terms().length;
      if (words > 0) {
        double[][] b = new double[words][];
        for (int w = 0; w < words; w++) {
          b[w] = new double[TOPICS];
          for (int k = 0; k < TOPICS; k++) {
            b[w][k] = topics[k][document.terms()[w]];
          }
        }
        DocumentStep local = fitted(variational, b, document);
        for (int w = 0; w < words; w++) {
          double kept = 0;
          for (int j = 0; j < local.active; j++) {
            kept += share(local, w, j);
          }
          for (int j = 0; j < local.active; j++) {
            expected[document.terms()[w]][local.topicOf[j]] +=
                document.counts()[w] * share(local, w, j) / kept;
          }
        }
        sums[at(VariationalSums.FITTED)]++;
        for (int j = 0; j < local.active; j++) {
          sums[at(VariationalSums.ACTIVE)] += local.n[j] >= 0.01f * document.tokens() ? 1 : 0;
        }
        sums[at(VariationalSums.SWEEPS)] += local.sweeps;
      }
    }
    TermStatistics part = visit(variational, List.of(documents));
    double[][] dense = TileSums.dense(List.of(part), TOPICS, TERMS);
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        assertThat(dense[w][k]).isCloseTo(expected[w][k], within(1e-5));
      }
    }
    double[] sent = TermStatistics.sums(List.of(part)).numbers();
    for (int i = 2; i < sums.length; i++) {
      assertThat(sent[i]).as("sum %d", i).isCloseTo(sums[i], within(1e-6));
    }
  }

  private DocumentStep fitted(String variational, double[][] b, Document document) {
    return new FittedDocument(b, document.counts(), alpha, step(variational)).local;
  }

  @Test
  void meanFieldSendsTheSumsOfItsDocuments() {
    double[][] expected = new double[TERMS][TOPICS];
    double[] sums = new double[TileSums.layout(TOPICS).size()];
    double[] row = new double[TOPICS];
    for (Document document : documents) {
      int words = document.terms().length;
      if (words > 0) {
        double[] b = new double[words * TOPICS];
        int[] slots = new int[words];
        for (int w = 0; w < words; w++) {
          slots[w] = w;
          phi.expand(document.terms()[w], b, w * TOPICS);
        }
        double[] gamma = new double[TOPICS];
        MeanField.seat(alpha, document.tokens(), gamma, 0);
        MeanField local = new MeanField(alpha, VB);
        local.fit(b, slots, document.counts(), 0, words, gamma, 0);
        double gammaSum = Arrays.stream(gamma).sum();
        for (int w = 0; w < words; w++) {
          phi.expand(document.terms()[w], row, 0);
          for (int k = 0; k < TOPICS; k++) {
            expected[document.terms()[w]][k] +=
                document.counts()[w] * local.t[k] * row[k] / local.m[w];
          }
        }
        sums[at(VariationalSums.FITTED)]++;
        sums[at(VariationalSums.ACTIVE)] += TOPICS;
        sums[at(VariationalSums.SWEEPS)] += local.sweeps;
        sums[at(VariationalSums.LENGTHS)] += Special.digamma(gammaSum);
        for (int k = 0; k < TOPICS; k++) {
          sums[at(VariationalSums.LOG_THETA) + k] +=
              Special.digamma(gamma[k]) - Special.digamma(gammaSum);
        }
      }
    }
    TermStatistics part = visit("vb", List.of(documents));
    double[][] dense = TileSums.dense(List.of(part), TOPICS, TERMS);
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        assertThat(dense[w][k]).isCloseTo(expected[w][k], within(1e-8));
      }
    }
    double[] sent = TermStatistics.sums(List.of(part)).numbers();
    for (int i = 0; i < sums.length; i++) {
      assertThat(sent[i]).as("sum %d", i).isCloseTo(sums[i], within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb", "hybrid"})
  void expectedCountsAddUpToTheTokensVisited(String variational) {
    TermStatistics part = visit(variational, List.of(documents));
    assertThat(part.tokens()).isEqualTo(tokens(documents));
    assertThat(part.documents()).isEqualTo(documents.size());
    double[][] dense = TileSums.dense(List.of(part), TOPICS, TERMS);
    assertThat(TileSums.total(dense) / tokens(documents)).isCloseTo(1, within(1e-6));
    long[] frequencies = new long[TERMS];
    for (Document document : documents) {
      for (int i = 0; i < document.terms().length; i++) {
        frequencies[document.terms()[i]] += document.counts()[i];
      }
    }
    for (int w = 0; w < TERMS; w++) {
      assertThat(Arrays.stream(dense[w]).sum())
          .isCloseTo(frequencies[w], within(1e-5 * frequencies[w]));
    }
  }

  /** In one tile, in two, in two tasks, in any order: the same bits. */
  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb", "hybrid"})
  void howDocumentsAreTiledChangesNoBit(String variational) {
    List<TermStatistics> one = List.of(visit(variational, List.of(documents)));
    List<Document> shuffled = new ArrayList<>(documents);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, simulated.below(i + 1));
    }
    List<Document> few = shuffled.subList(0, 70);
    List<Document> rest = shuffled.subList(70, shuffled.size());
    for (List<TermStatistics> other :
        List.of(
            List.of(visit(variational, List.of(shuffled))),
            List.of(visit(variational, List.of(rest, few))),
            List.of(visit(variational, List.of(few)), visit(variational, List.of(rest))))) {
      assertThat(TileSums.dense(other, TOPICS, TERMS))
          .isDeepEqualTo(TileSums.dense(one, TOPICS, TERMS));
      assertThat(TermStatistics.sums(other).numbers())
          .isEqualTo(TermStatistics.sums(one).numbers());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb", "hybrid"})
  void emptyTilesAndEmptyDocumentsAreVisitedAndCountedOnly(String variational) {
    List<Document> empty =
        List.of(
            new Document("e1", new int[0], new int[0]), new Document("e2", new int[0], new int[0]));
    TermStatistics part = visit(variational, List.of(List.of(), empty, List.of()));
    assertThat(part.documents()).isEqualTo(2);
    assertThat(part.tokens()).isZero();
    assertThat(TileSums.total(TileSums.dense(List.of(part), TOPICS, TERMS))).isZero();
    assertThat(TermStatistics.sums(List.of(part)).numbers()).containsOnly(0);
    TermStatistics mixed = visit(variational, List.of(documents, empty));
    assertThat(mixed.documents()).isEqualTo(documents.size() + 2);
    assertThat(TermStatistics.sums(List.of(mixed)).numbers())
        .isEqualTo(TermStatistics.sums(List.of(visit(variational, List.of(documents)))).numbers());
  }

  /** A tile that remembers goes on where it stopped, and what it remembered stays as it was. */
  @Test
  void rememberedDocumentsGoOnWhereTheyStopped() {
    LocalOptions half = new LocalOptions(1, 0, 1, 0, 5);
    Tile tile = Tile.of(0, documents);
    TileState seated = new GammaMemory(new DirichletDocuments(alpha)).seat(tile);
    MeanFieldPass five = new MeanFieldPass(phi, new DirichletDocuments(alpha), half);
    TileState once = five.visit(tile, seated, builder());
    TermStatisticsBuilder twice = builder();
    five.visit(tile, once, twice);
    TermStatisticsBuilder ten = builder();
    new MeanFieldPass(phi, new DirichletDocuments(alpha), new LocalOptions(1, 0, 1, 0, 10))
        .visit(tile, null, ten);
    double[][] expected = TileSums.dense(List.of(ten.build()), TOPICS, TERMS);
    assertThat(TileSums.dense(List.of(twice.build()), TOPICS, TERMS)).isDeepEqualTo(expected);
    TermStatisticsBuilder again = builder();
    five.visit(tile, five.visit(tile, seated, builder()), again);
    assertThat(TileSums.dense(List.of(again.build()), TOPICS, TERMS)).isDeepEqualTo(expected);
  }

  /** What is left of Σ_d bound_d without Φ and α, to the same bits however documents are tiled. */
  @Test
  void rememberedDocumentsSendWhatOfTheirBoundHoldsUnderOtherTopics() {
    MeanFieldPass pass = new MeanFieldPass(phi, new DirichletDocuments(alpha), VB);
    TermStatistics one = remembering(pass, documents);
    double expected = 0;
    double[] row = new double[TOPICS];
    for (Document document : documents) {
      int words = document.terms().length;
      double[] b = new double[words * TOPICS];
      int[] slots = new int[words];
      for (int w = 0; w < words; w++) {
        slots[w] = w;
        phi.expand(document.terms()[w], b, w * TOPICS);
      }
      double[] gamma = new double[TOPICS];
      MeanField.seat(alpha, document.tokens(), gamma, 0);
      MeanField local = new MeanField(alpha, VB);
      local.fit(b, slots, document.counts(), 0, words, gamma, 0);
      expected += local.bound(document.counts(), 0, words, gamma, 0);
      expected -= words == 0 ? 0 : local.lgammaAlpha();
    }
    double[] sums = TermStatistics.sums(List.of(one)).numbers();
    double[][] dense = TileSums.dense(List.of(one), TOPICS, TERMS);
    for (int k = 0; k < TOPICS; k++) {
      expected -= alpha[k] * sums[at(VariationalSums.LOG_THETA) + k];
    }
    for (int w = 0; w < TERMS; w++) {
      phi.expand(w, row, 0);
      for (int k = 0; k < TOPICS; k++) {
        expected -= dense[w][k] * Math.log(row[k]);
      }
    }
    assertThat(sums[at(VariationalSums.SCORE)]).isCloseTo(expected, within(1e-4));
    assertThat(sums[at(VariationalSums.SCORED_TOKENS)]).isEqualTo(tokens(documents));
    List<TermStatistics> two =
        List.of(
            remembering(pass, documents.subList(0, 70)),
            remembering(pass, documents.subList(70, documents.size())));
    assertThat(TermStatistics.sums(two).numbers()).isEqualTo(sums);
  }

  private TermStatistics remembering(TilePass pass, List<Document> documents) {
    TermStatisticsBuilder out = builder();
    Tile tile = Tile.of(0, documents);
    pass.visit(tile, new GammaMemory(new DirichletDocuments(alpha)).seat(tile), out);
    return out.build();
  }

  private static TermStatisticsBuilder builder() {
    return StatisticsLayout.of(TOPICS, TERMS, 36, TileSums.layout(TOPICS)).open();
  }

  private static int at(String name) {
    return TileSums.layout(TOPICS).at(name);
  }
}
