package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import polya.calibration.RankHistogram;
import polya.calibration.SimulationBasedCalibration.Inference;
import polya.corpus.Document;
import polya.infer.PureLoop;
import polya.math.Draws;
import polya.math.RandomStream;

/** Whether posteriors are as wide as they say, by {@link Calibration}. */
class LdaCalibrationTest {
  private static final double ALPHA = 0.6;
  private static final double BETA = 0.7;
  private static final Calibration TWO_TOPICS = new Calibration(2, ALPHA, BETA);

  /** Of one quantity; a sound posterior fails one of three in 3 of 10,000 choices of seeds. */
  private static final double FALSE_ALARM = 1e-4;

  /** Draws from Dirichlet(weight · (β + counts)), which is the posterior of one topic for 1. */
  private static Inference<double[][], List<Document>> ofOneTopic(double weight) {
    return (documents, draws, stream) -> {
      double[] counts = new double[Calibration.TERMS];
      Arrays.fill(counts, weight * BETA);
      for (Document document : documents) {
        for (int i = 0; i < document.terms().length; i++) {
          counts[document.terms()[i]] += weight * document.counts()[i];
        }
      }
      return dirichlets(new double[][] {counts}, draws, stream);
    };
  }

  private static List<double[][]> dirichlets(double[][] lambdaKW, int number, RandomStream stream) {
    List<double[][]> draws = new ArrayList<>();
    for (int s = 0; s < number; s++) {
      double[][] phi = new double[lambdaKW.length][];
      for (int k = 0; k < phi.length; k++) {
        phi[k] = Draws.dirichlet(stream, lambdaKW[k], new double[Calibration.TERMS]);
      }
      draws.add(phi);
    }
    return draws;
  }

  /** Draws from the exact posterior of other documents, which have more of the first term. */
  private static Inference<double[][], List<Document>> ofOneTopicWithMoreOfTheFirst() {
    return (documents, draws, stream) -> {
      double[] counts = new double[Calibration.TERMS];
      Arrays.fill(counts, BETA);
      counts[0] += 4;
      for (Document document : documents) {
        for (int i = 0; i < document.terms().length; i++) {
          counts[document.terms()[i]] += document.counts()[i];
        }
      }
      return dirichlets(new double[][] {counts}, draws, stream);
    };
  }

  @Test
  void aPosteriorThatIsShiftedIsNotSymmetricAndOneTooNarrowMayBe() {
    Calibration one = new Calibration(1, ALPHA, BETA);
    List<RankHistogram> shifted = one.ranks(ofOneTopicWithMoreOfTheFirst(), 2000);
    assertThat(shifted.get(1).symmetry()).as(Calibration.table(shifted)).isLessThan(FALSE_ALARM);
    List<RankHistogram> exact = one.ranks(ofOneTopic(1), 2000);
    for (RankHistogram histogram : exact) {
      assertThat(histogram.symmetry()).as(histogram.toString()).isBetween(FALSE_ALARM, 1.0);
    }
  }

  @Test
  void theExactPosteriorOfOneTopicIsCalibratedAndANarrowerOneIsFound() {
    Calibration one = new Calibration(1, ALPHA, BETA);
    List<RankHistogram> exact = one.ranks(ofOneTopic(1), 2000);
    for (RankHistogram histogram : exact) {
      assertThat(histogram.uniformity()).as(histogram.toString()).isGreaterThan(FALSE_ALARM);
    }
    List<RankHistogram> narrow = one.ranks(ofOneTopic(2), 2000);
    assertThat(narrow.get(0).uniformity()).as(Calibration.table(narrow)).isLessThan(FALSE_ALARM);
  }

  /**
   * Variational simulation-based calibration (Yao, Vehtari, Simpson and Gelman, ICML 2018):
   * reported, since no mean-field posterior is calibrated.
   */
  @Tag("long")
  @Test
  void theVariationalPosteriorIsReported() {
    for (String variational : List.of("vb", "cvb0")) {
      Map<String, String> given =
          Map.of(
              "k",
              "2",
              "variational",
              variational,
              "docConcentration",
              Double.toString(ALPHA),
              "topicConcentration",
              Double.toString(BETA),
              "optimizeDocConcentration",
              "false");
      Inference<double[][], List<Document>> posterior =
          (documents, draws, stream) -> {
            double[][] lambdaWK = new PureLoop(documents, Calibration.TERMS, given).run().lambda();
            double[][] lambdaKW = new double[2][Calibration.TERMS];
            for (int w = 0; w < lambdaWK.length; w++) {
              for (int k = 0; k < 2; k++) {
                lambdaKW[k][w] = lambdaWK[w][k];
              }
            }
            return dirichlets(lambdaKW, draws, stream);
          };
      List<RankHistogram> ranks = TWO_TOPICS.ranks(posterior, 1000);
      System.out.println(
          "variational calibration of " + variational + ":" + Calibration.table(ranks));
      assertThat(ranks.get(0).replicates()).isEqualTo(1000);
    }
  }
}
