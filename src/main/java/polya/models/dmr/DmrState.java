package polya.models.dmr;

import java.util.Arrays;
import polya.corpus.Groups;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;

/** What dmr's globals hold beside those of {@link polya.infer.variational.TopicState}. */
final class DmrState {
  /** The mean of α_d over training documents, K numbers. */
  static final String DOC_CONCENTRATION = "docConcentration";

  /** λ, the intercept first: (1 + F) × K. */
  static final String COEFFICIENTS = "coefficients";

  /** α by value of the only category, documents without one first: (1 + A) × K. */
  static final String VALUE_CONCENTRATION = "valueConcentration";

  /** ᾱ, K numbers. */
  static final String POOLED_CONCENTRATION = "pooledConcentration";

  private DmrState() {}

  /** Where a run begins: all documents have this α. */
  static Globals own(Design design, double[] alpha) {
    Globals mean = Globals.none().with(DOC_CONCENTRATION, alpha);
    if (design.isOneCategory()) {
      double[][] rows = new double[1 + design.values()][];
      Arrays.fill(rows, alpha);
      return mean.with(VALUE_CONCENTRATION, rows).with(POOLED_CONCENTRATION, alpha);
    }
    double[][] rows = new double[1 + design.features()][alpha.length];
    Arrays.setAll(rows[0], k -> StrictMath.log(alpha[k]));
    return mean.with(COEFFICIENTS, rows);
  }

  /** Whether α is by value of one category. */
  static boolean isByValue(Globals globals) {
    return globals.has(VALUE_CONCENTRATION);
  }

  /** Documents whose covariates are not known. */
  static DocumentPrior documents(Globals globals) {
    return new DmrDocuments(globals, null, null, true);
  }

  /** Documents of a run whose priors are held: all have one. */
  static DocumentPrior held(Globals globals) {
    return new DirichletDocuments(globals.vector(DOC_CONCENTRATION));
  }

  /** Documents of a run that learns priors of these groups. */
  static DocumentPrior learned(Globals globals, Design design, Groups groups) {
    return new DmrDocuments(globals, design, groups, false);
  }
}
