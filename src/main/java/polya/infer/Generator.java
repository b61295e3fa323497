package polya.infer;

import java.util.Arrays;
import java.util.List;
import polya.corpus.Encoding;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * A family's generative story run forwards: parameters drawn from their priors, and documents drawn
 * from parameters. What is drawn depends on the arguments alone.
 */
public interface Generator {
  /** The parameters of the story, in the order of documentation. */
  List<Parameter<?>> parameters();

  /**
   * Parameters drawn from their priors.
   *
   * @param termShares m: how the topics' prior is spread over terms; V positive numbers that add up
   *     to 1
   * @param tokens how many tokens the corpus is expected to have, for rows in the scale of a
   *     trained model's
   * @param seed of every random choice
   * @return what {@link Inference#parameters} gives of a trained model
   */
  ModelState truth(Settings settings, double[] termShares, double tokens, long seed);

  /**
   * The dictionary of the labels that documents of {@link #truth} have, as a trained model has it;
   * of no column where they have none.
   *
   * @param documents how many are drawn
   */
  default Encoding labels(ModelState truth, long documents) {
    return Encoding.none();
  }

  /**
   * Draws from parameters, of {@link #truth} or of a trained model.
   *
   * @param lengths how long documents are
   */
  Simulation simulation(ModelState parameters, DocumentLengths lengths);

  /**
   * Zipf's law as m: the share of the w-th of V terms is in proportion to w^−exponent; exponent 0
   * gives every term the same, text has about 1.
   */
  static double[] zipf(int terms, double exponent) {
    double[] shares = new double[terms];
    double sum = 0;
    for (int w = 0; w < terms; w++) {
      shares[w] = StrictMath.pow(w + 1, -exponent);
      sum += shares[w];
    }
    double all = sum;
    Arrays.setAll(shares, w -> shares[w] / all);
    return shares;
  }
}
