package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import polya.calibration.RankHistogram;
import polya.calibration.SimulationBasedCalibration.Inference;
import polya.corpus.Document;
import polya.infer.PureLoop;
import polya.topics.Phi;

/** The Gibbs sampler's posterior is as wide as it should be, by {@link Calibration}. */
@Tag("long")
class LdaGibbsCalibrationTest {
  private static final double ALPHA = 0.6;
  private static final double BETA = 0.7;
  private static final Calibration CALIBRATION = new Calibration(2, ALPHA, BETA);
  private static final int REPLICATES = 2000;
  private static final int BURN_IN = 60;

  /** Sweeps between draws, so that ranks are those of draws that are nearly independent. */
  private static final int APART = 15;

  /** Of one quantity; a sound sampler fails one of three in 3 of 10,000 choices of seeds. */
  private static final double FALSE_ALARM = 1e-4;

  /** The topics that every {@link #APART}-th sweep saw. */
  private static Inference<double[][], List<Document>> sampler(String... given) {
    return (documents, number, stream) -> {
      Map<String, String> texts = new HashMap<>();
      texts.put("k", "2");
      texts.put("seed", Long.toString(stream.nextLong()));
      texts.put("start", "random");
      texts.put("burnIn", "0");
      texts.put("samples", Integer.toString(BURN_IN + number * APART));
      texts.put("phiThreshold", "0");
      texts.put("localSweeps", "1");
      texts.put("docConcentration", Double.toString(ALPHA));
      texts.put("topicConcentration", Double.toString(BETA));
      texts.put("optimizeDocConcentration", "false");
      for (String text : given) {
        texts.put(text.split("=")[0], text.split("=")[1]);
      }
      PureLoop loop = new PureLoop("gibbs", documents, Calibration.TERMS, texts, null);
      List<double[][]> draws = new ArrayList<>();
      for (int sweep = 0; draws.size() < number; sweep++) {
        loop.step();
        if (sweep >= BURN_IN && (sweep - BURN_IN) % APART == APART - 1) {
          draws.add(topics(loop.phi));
        }
      }
      return draws;
    };
  }

  private static double[][] topics(Phi phi) {
    double[][] phiKW = new double[phi.topics()][Calibration.TERMS];
    double[] row = new double[phi.topics()];
    for (int w = 0; w < Calibration.TERMS; w++) {
      phi.expand(w, row, 0);
      for (int k = 0; k < row.length; k++) {
        phiKW[k][w] = row[k];
      }
    }
    return phiKW;
  }

  @Test
  void itsDrawsRankTheTruthUniformly() {
    List<RankHistogram> ranks = CALIBRATION.ranks(sampler(), REPLICATES);
    System.out.println("calibration of Gibbs:" + Calibration.table(ranks));
    for (RankHistogram histogram : ranks) {
      assertThat(histogram.uniformity()).as(histogram.toString()).isGreaterThan(FALSE_ALARM);
    }
  }

  @Test
  void aSamplerUnderAnotherPriorIsFound() {
    List<RankHistogram> ranks = CALIBRATION.ranks(sampler("topicConcentration=1.4"), REPLICATES);
    assertThat(ranks.get(0).uniformity()).as(Calibration.table(ranks)).isLessThan(FALSE_ALARM);
  }
}
