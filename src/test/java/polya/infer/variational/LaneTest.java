package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Round;
import polya.infer.TileSums;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;
import polya.mixing.DirichletDocuments;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/** Lanes against the steps they stand for, taken one by one on models of their own in float64. */
class LaneTest {
  private static final int TOPICS = 3;
  private static final int TERMS = 12;
  private static final int BITS = 24;
  private static final double ETA = 0.05;
  private static final double SLOPE = 0.5;
  private static final long DOCUMENTS = 1000;
  private static final double[] ALPHA = {0.2, 0.3, 0.1};
  private static final LearningRate RATE = new LearningRate(2, 0.6);
  private static final LocalOptions OPTIONS = new LocalOptions(2, 0.02, 2, 0, 4);

  private static Tile tile(int index, int documents) {
    RandomStream random = Streams.of(5, Purpose.TEST, 0, index);
    List<Document> all = new ArrayList<>();
    for (int d = 0; d < documents; d++) {
      int[] terms = {random.nextInt(6), 6 + random.nextInt(6)};
      int[] counts = {1 + random.nextInt(4), 1 + random.nextInt(4)};
      all.add(new Document("t" + index + "d" + d, terms, counts));
    }
    return Tile.of(index, all);
  }

  private static Round round(int laneTiles) {
    return new Round(3, 10, 0, false, -1, 1, false, 0, 4, 40, laneTiles);
  }

  private static Phi phi(double[][] lambda) {
    float[][] rows = new float[TERMS][Rows.padded(TOPICS)];
    double[] scale = new double[TOPICS];
    for (int k = 0; k < TOPICS; k++) {
      for (int w = 0; w < TERMS; w++) {
        rows[w][k] = (float) ((lambda[w][k] - ETA) / SLOPE);
        scale[k] += lambda[w][k];
      }
      scale[k] = 1 / scale[k];
    }
    return Phi.of(LocalBlocks.of(rows), Phi.Link.IDENTITY, ETA, SLOPE, scale);
  }

  private static double[][] start() {
    RandomStream random = Streams.of(6, Purpose.TEST, 0, 0);
    double[][] lambda = new double[TERMS][TOPICS];
    for (double[] row : lambda) {
      for (int k = 0; k < TOPICS; k++) {
        row[k] = ETA + 100 * random.nextDouble();
      }
    }
    return lambda;
  }

  private static TermStatistics visit(double[][] lambda, Round round, Tile... tiles) {
    Phi phi = phi(lambda);
    Lane lane = round.lanes() ? new Lane(phi, ones(phi.topics()), RATE, round, DOCUMENTS) : null;
    MeanTopicsPass pass =
        new MeanTopicsPass(
            phi, new Cvb0(Rows.best(), new DirichletDocuments(ALPHA), OPTIONS), lane);
    TermStatisticsBuilder out =
        StatisticsLayout.of(TOPICS, TERMS, BITS, TileSums.layout(TOPICS)).open();
    for (Tile tile : tiles) {
      pass.visit(tile, null, out);
    }
    pass.finish(out);
    return out.build();
  }

  /** keep · λ0 + add · s, with keep for what exceeds η. */
  private static double[][] stepped(
      double[][] lambda, double keep, double add, List<TermStatistics> statistics) {
    double[][] next = new double[TERMS][TOPICS];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        next[w][k] = ETA + keep * (lambda[w][k] - ETA);
      }
    }
    TermRows rows = TermStatistics.rows(statistics, 0);
    while (rows.next()) {
      for (int j = 0; j < rows.size(); j++) {
        next[rows.term()][rows.topic(j)] += add * rows.count(j);
      }
    }
    return next;
  }

  /** The average over lanes of models that took the same steps by themselves. */
  private static double[][] expected(double[][] start, Tile[]... lanes) {
    double[][] mean = new double[TERMS][TOPICS];
    double all = 0;
    for (Tile[] lane : lanes) {
      double[][] lambda = start;
      int documents = 0;
      for (int j = 0; j < lane.length; j++) {
        double rho = Math.pow(2 + 3 * 2 + j, -0.6);
        List<TermStatistics> s = List.of(visit(lambda, round(1), lane[j]));
        lambda = stepped(lambda, 1 - rho, rho * DOCUMENTS / lane[j].documents(), s);
        documents += lane[j].documents();
      }
      for (int w = 0; w < TERMS; w++) {
        for (int k = 0; k < TOPICS; k++) {
          mean[w][k] += documents * lambda[w][k];
        }
      }
      all += documents;
    }
    for (double[] row : mean) {
      for (int k = 0; k < TOPICS; k++) {
        row[k] /= all;
      }
    }
    return mean;
  }

  private static void assertClose(double[][] found, double[][] expected) {
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        assertThat(found[w][k]).isCloseTo(expected[w][k], within(1e-4 * expected[w][k] + 1e-3));
      }
    }
  }

  private static double[][] averaged(double[][] start, List<TermStatistics> statistics) {
    double n = TermStatistics.documents(statistics);
    double keep = TermStatistics.sums(statistics).scalar(VariationalSums.KEPT) / n;
    return stepped(start, keep, DOCUMENTS / n, statistics);
  }

  private static double[] ones(int topics) {
    double[] ones = new double[topics];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void lanesAreTheAverageOfModelsThatStepByThemselves() {
    Tile[] first = {tile(0, 7), tile(1, 4)};
    Tile[] second = {tile(2, 3), tile(3, 9)};
    List<TermStatistics> one =
        List.of(visit(start(), round(2), first[0], first[1], second[0], second[1]));
    assertClose(averaged(start(), one), expected(start(), first, second));
    List<TermStatistics> two =
        List.of(visit(start(), round(2), first), visit(start(), round(2), second));
    assertThat(averaged(start(), two)).as("one task or two").isEqualTo(averaged(start(), one));
  }

  @Test
  void aShorterLaneKeepsMoreOfTheModel() {
    Tile[] first = {tile(0, 7), tile(1, 4)};
    Tile[] second = {tile(2, 3)};
    List<TermStatistics> statistics =
        List.of(visit(start(), round(2), first[0], first[1], second[0]));
    assertClose(averaged(start(), statistics), expected(start(), first, second));
  }

  @Test
  void aTileWithoutDocumentsIsNoStep() {
    Tile[] lane = {tile(0, 7), tile(1, 0)};
    List<TermStatistics> statistics = List.of(visit(start(), round(2), lane));
    assertClose(averaged(start(), statistics), expected(start(), new Tile[][] {{lane[0]}}));
  }

  @Test
  void theRowsAddUpToTheTokensAsTheyAreWeighted() {
    List<TermStatistics> statistics =
        List.of(visit(start(), round(2), tile(0, 7), tile(1, 4), tile(2, 3), tile(3, 9)));
    double counted = 0;
    TermRows rows = TermStatistics.rows(statistics, 0);
    while (rows.next()) {
      for (int j = 0; j < rows.size(); j++) {
        counted += rows.count(j);
      }
    }
    assertThat(TermStatistics.sums(statistics).scalar(VariationalSums.COUNTED))
        .isCloseTo(counted, within(1e-4 * counted));
  }
}
