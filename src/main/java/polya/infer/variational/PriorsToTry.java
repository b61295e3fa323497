package polya.infer.variational;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.infer.ModelState;
import polya.infer.TopicSections;

/** Priors of documents' mixtures that are worth trying once topics are trained. */
public final class PriorsToTry {
  /** Precisions tried for the documents' prior, as multiples of that of training. */
  private static final double[] SCALES = {0.5, 1, 2, 4, 8, 16, 32};

  /** How far its base measure leans towards the topics' shares. */
  private static final double[] LEANS = {0, 0.5, 1};

  private static final double LEAST_PRIOR = 1e-6;

  private PriorsToTry() {}

  /**
   * Priors of documents to choose from: α_k = A ((1 − ω)/K + ω p_k), several precisions A with the
   * base measure even, or leaning towards the topics' shares p of the corpus (Wallach, Mimno,
   * McCallum, NIPS 2009: asymmetric priors of documents are worth having). The prior that training
   * goes best with, small where texts are short, is not the one that predicts best.
   *
   * @param alpha that of training; the first of the list
   */
  public static List<double[]> around(double[] alpha, ModelState state) {
    List<double[]> priors = new ArrayList<>();
    priors.add(alpha);
    double precision = Arrays.stream(alpha).sum();
    double[] totals = TopicSections.byTopic(TopicState.lambdaTotals(state), alpha.length);
    double all = Arrays.stream(totals).sum();
    for (double lean : LEANS) {
      for (double scale : SCALES) {
        double[] prior = new double[alpha.length];
        for (int k = 0; k < prior.length; k++) {
          double base = (1 - lean) / prior.length + lean * totals[k] / all;
          prior[k] = Math.max(LEAST_PRIOR, scale * precision * base);
        }
        priors.add(prior);
      }
    }
    return priors;
  }
}
