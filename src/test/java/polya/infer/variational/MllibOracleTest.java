package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import breeze.linalg.DenseMatrix$mcD$sp;
import breeze.linalg.DenseVector$mcD$sp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.mllib.clustering.OnlineLDAOptimizer$;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Simulated;
import polya.infer.TileSums;
import polya.math.Special;
import polya.mixing.DirichletDocuments;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/**
 * MLlib's own local step as an oracle: the same weights and prior give the same γ and statistics.
 */
class MllibOracleTest {
  private static final int TOPICS = 4;
  private static final int TERMS = 40;
  private static final double[] ALPHA = {0.3, 0.5, 0.2, 0.4};

  /** What MLlib stops at: a mean change of γ of 1e-3, on topics this far apart close to the end. */
  private static final double TOLERANCE = 1e-3;

  private static final LocalOptions TIGHT = new LocalOptions(1, 0, 1, 1e-9, 10_000);

  private final Simulated draws = new Simulated(77);

  /** exp(E log φ) of λ whose topics lie far apart, as MLlib and as Polya take it. */
  private double[][] lambda() {
    double[][] lambda = new double[TOPICS][TERMS];
    for (int k = 0; k < TOPICS; k++) {
      for (int w = 0; w < TERMS; w++) {
        lambda[k][w] = (float) (0.1 + (w % TOPICS == k ? 50 + 100 * draws.uniform() : 0.2));
      }
    }
    return lambda;
  }

  private static double[][] weights(double[][] lambda) {
    double[][] weights = new double[TOPICS][TERMS];
    for (int k = 0; k < TOPICS; k++) {
      double total = 0;
      for (double x : lambda[k]) {
        total += x;
      }
      for (int w = 0; w < TERMS; w++) {
        weights[k][w] = Math.exp(Special.digamma(lambda[k][w]) - Special.digamma(total));
      }
    }
    return weights;
  }

  private Document document(int d, double[][] weights) {
    double[][] topics = new double[TOPICS][TERMS];
    for (int k = 0; k < TOPICS; k++) {
      double sum = 0;
      for (double x : weights[k]) {
        sum += x;
      }
      for (int w = 0; w < TERMS; w++) {
        topics[k][w] = weights[k][w] / sum;
      }
    }
    return draws.document("m" + d, topics, ALPHA, 60 + draws.below(60));
  }

  /** MLlib's γ and, from its statistics, c_w r_wk at [w][k] for the document's words. */
  private record Answer(double[] gamma, double[][] statistics) {
    static Answer of(Document document, double[][] weights) {
      double[] columns = new double[TOPICS * TERMS];
      for (int k = 0; k < TOPICS; k++) {
        System.arraycopy(weights[k], 0, columns, k * TERMS, TERMS);
      }
      double[] counts = new double[document.counts().length];
      for (int w = 0; w < counts.length; w++) {
        counts[w] = document.counts()[w];
      }
      Vector words = Vectors.sparse(TERMS, document.terms(), counts);
      var answer =
          OnlineLDAOptimizer$.MODULE$.variationalTopicInference(
              words,
              new DenseMatrix$mcD$sp(TERMS, TOPICS, columns),
              new DenseVector$mcD$sp(ALPHA),
              100,
              TOPICS,
              1);
      double[] gamma = new double[TOPICS];
      double[][] statistics = new double[counts.length][TOPICS];
      for (int k = 0; k < TOPICS; k++) {
        gamma[k] = answer._1().apply$mcD$sp(k);
        for (int w = 0; w < counts.length; w++) {
          // MLlib multiplies by the weights once for all documents, after adding them up.
          statistics[w][k] = answer._2().apply$mcD$sp(k, w) * weights[k][document.terms()[w]];
        }
      }
      return new Answer(gamma, statistics);
    }
  }

  @Test
  void oneDocument() {
    double[][] weights = weights(lambda());
    for (int d = 0; d < 20; d++) {
      Document document = document(d, weights);
      Answer answer = Answer.of(document, weights);
      int words = document.terms().length;
      double[] flat = new double[words * TOPICS];
      int[] slots = new int[words];
      for (int w = 0; w < words; w++) {
        slots[w] = w;
        for (int k = 0; k < TOPICS; k++) {
          flat[w * TOPICS + k] = weights[k][document.terms()[w]];
        }
      }
      double[] gamma = new double[TOPICS];
      MeanField.seat(ALPHA, document.tokens(), gamma, 0);
      MeanField local = new MeanField(ALPHA, TIGHT);
      local.fit(flat, slots, document.counts(), 0, words, gamma, 0);
      for (int k = 0; k < TOPICS; k++) {
        assertThat(gamma[k]).isCloseTo(answer.gamma[k], within(TOLERANCE));
        for (int w = 0; w < words; w++) {
          double own = document.counts()[w] * local.t[k] * flat[w * TOPICS + k] / local.m[w];
          assertThat(own).isCloseTo(answer.statistics[w][k], within(TOLERANCE));
        }
      }
    }
  }

  @Test
  void aTile() {
    double[][] lambda = lambda();
    double[][] weights = weights(lambda);
    double[][] expected = new double[TERMS][TOPICS];
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < 30; d++) {
      Document document = document(d, weights);
      documents.add(document);
      Answer answer = Answer.of(document, weights);
      for (int w = 0; w < document.terms().length; w++) {
        for (int k = 0; k < TOPICS; k++) {
          expected[document.terms()[w]][k] += answer.statistics[w][k];
        }
      }
    }
    TermStatisticsBuilder out =
        StatisticsLayout.of(TOPICS, TERMS, 36, TileSums.layout(TOPICS)).open();
    new MeanFieldPass(published(lambda), new DirichletDocuments(ALPHA), TIGHT)
        .visit(Tile.of(0, documents), null, out);
    TermRows rows = TermStatistics.rows(List.of(out.build()), 0);
    while (rows.next()) {
      for (int j = 0; j < rows.size(); j++) {
        double counted = expected[rows.term()][rows.topic(j)];
        assertThat(rows.count(j)).isCloseTo(counted, within(documents.size() * TOLERANCE));
        expected[rows.term()][rows.topic(j)] = 0;
      }
    }
    for (double[] rest : expected) {
      assertThat(rest).containsOnly(0);
    }
  }

  /** λ as a model's rows: Φ_wk = exp ψ(λ_wk) exp −ψ(Λ_k). */
  private static Phi published(double[][] lambda) {
    double[] scale = new double[TOPICS];
    for (int k = 0; k < TOPICS; k++) {
      double total = 0;
      for (double x : lambda[k]) {
        total += x;
      }
      scale[k] = Math.exp(-Special.digamma(total));
    }
    return Phi.of(Simulated.weights(lambda).blocks(), Phi.Link.EXP_DIGAMMA, 0, 1, scale);
  }
}
