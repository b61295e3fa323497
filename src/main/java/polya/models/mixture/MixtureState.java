package polya.models.mixture;

import java.util.Arrays;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.math.Special;
import polya.topics.Globals;

/** What the mixture's globals hold beside those of Dirichlet topics, and what follows for π. */
final class MixtureState {
  /** α, one number. */
  static final String DOC_CONCENTRATION = "docConcentration";

  /** m, K numbers: the documents of each topic; 0 before any was visited. */
  static final String TOPIC_DOCUMENTS = "topicDocuments";

  private MixtureState() {}

  /** Where a run begins. */
  static Globals own(double alpha, int topics) {
    return Globals.none().with(DOC_CONCENTRATION, alpha).with(TOPIC_DOCUMENTS, new double[topics]);
  }

  /** γ = α + m, K numbers: π is Dirichlet(γ) given the documents' topics. */
  static double[] gamma(Globals globals) {
    double alpha = globals.scalar(DOC_CONCENTRATION);
    return Arrays.stream(globals.vector(TOPIC_DOCUMENTS)).map(m -> alpha + m).toArray();
  }

  /** E π_k = γ_k / Σγ. */
  static double[] shares(Globals globals) {
    double[] gammaK = gamma(globals);
    double sum = Arrays.stream(gammaK).sum();
    return Arrays.stream(gammaK).map(g -> g / sum).toArray();
  }

  /** log E π_k. */
  static double[] logShares(Globals globals) {
    return Arrays.stream(shares(globals)).map(StrictMath::log).toArray();
  }

  /** E log π_k = ψ(γ_k) − ψ(Σγ). */
  static double[] expectedLogShares(Globals globals) {
    double[] gammaK = gamma(globals);
    double all = Special.digamma(Arrays.stream(gammaK).sum());
    return Arrays.stream(gammaK).map(g -> Special.digamma(g) - all).toArray();
  }

  /** log π_k, π drawn from Dirichlet(γ); shares too small for a double have their logarithm. */
  static double[] drawnLogShares(Globals globals, RandomStream stream) {
    double[] logK = gamma(globals);
    for (int k = 0; k < logK.length; k++) {
      logK[k] = Draws.logGamma(stream, logK[k]);
    }
    double all = LogSum.of(logK);
    return Arrays.stream(logK).map(log -> log - all).toArray();
  }
}
