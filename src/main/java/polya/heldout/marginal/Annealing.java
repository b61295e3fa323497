package polya.heldout.marginal;

import java.util.LinkedHashMap;
import java.util.Map;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.LogWeights;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * log p(w_d | φ, α) by annealed importance sampling (Neal, Statistics and Computing 11, 2001; for
 * topic models Wallach et al., ICML 2009): a chain begins at z ~ p(z | α) and makes one Gibbs sweep
 * at each of the temperatures 0 = β_0 &lt; … &lt; β_T = 1, under p(z | α) Π_n φ_{w_n z_n}^β; its
 * weight is the product of Π_n φ_{w_n z_n}^{β_{t+1} − β_t} at the states it leaves. p̂ is the mean
 * weight of independent chains: unbiased, log p̂ too low on average, less so the more temperatures.
 * It owes nothing to any order of the tokens nor to a fit, so it checks the other estimators on a
 * sample of documents; left-to-right is closer at the same cost.
 *
 * <p>{@link Estimate#effectiveSamples} is ESS over all chains; the standard error is what the
 * difference of the means of their two halves says. An empty document gives {@link Estimate#NONE}.
 * Cost a document: T · (K a distinct term + chains · N steps over the topics in use).
 */
public final class Annealing implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name. */
  public static final String NAME = "ais";

  /** Its round in the streams of {@link Purpose#ESTIMATION}; one more a chain. */
  private static final int ROUND = 1_000;

  private final long seed;
  private final int temperatures;
  private final int chains;

  /**
   * An estimator.
   *
   * @param temperatures T ≥ 1
   * @param chains ≥ 2, even
   */
  public Annealing(long seed, int temperatures, int chains) {
    this.seed = seed;
    this.temperatures = temperatures;
    this.chains = chains;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String quantity() {
    return MARGINAL;
  }

  @Override
  public Map<String, Integer> settings() {
    Map<String, Integer> settings = new LinkedHashMap<>();
    settings.put("temperatures", temperatures);
    settings.put("chains", chains);
    return settings;
  }

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    DocumentWeights weights = new DocumentWeights(topics, documents);
    TokenOrder order = new TokenOrder();
    AnnealedChains annealed = new AnnealedChains(weights, temperatures, chains);
    return heldOut -> {
      Document document = heldOut.document();
      if (document.terms().length == 0) {
        return Estimate.NONE;
      }
      weights.gather(document);
      order.list(document, chains);
      RandomStream[] streams = new RandomStream[chains];
      for (int c = 0; c < chains; c++) {
        streams[c] = Streams.of(seed, Purpose.ESTIMATION, ROUND + c, document.key());
      }
      double[] logWeights = annealed.run(order, document.terms().length, streams);
      return LogWeights.halves(document.tokens(), logWeights);
    };
  }
}
