package polya.models.hpf;

import java.util.Arrays;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalSums;
import polya.math.Special;
import polya.mixing.SharedRate;
import polya.topics.Globals;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;

/** The evidence lower bound of hierarchical Poisson factorization, of counts. */
final class HpfBound {
  private static final String PART = "bound";
  private static final SumsLayout LAYOUT = SumsLayout.none().scalar(PART, SumsLayout.REAL, 0x1p64);

  private HpfBound() {}

  /**
   * E_q[log p(x, z, θ, ξ, φ, η) − log q], in nats: what documents sent ({@link HpfPass}),
   *
   * <pre>
   *   + Σ_k { a_k (L_k − D log u_k) − D log Γ(a_k) − X_k / u_k − T_k F_k }
   *   + Σ_wk { (c + n_wk) E log f_wk + λ_wk + log Γ(λ_wk) − λ_wk ψ(λ_wk) − log Γ(c)
   *            + c (E log η_w + log u_k) − e_w u_k E f_wk }
   *   + Σ_w { E log p(η_w) − E log q(η_w) },
   * </pre>
   *
   * with L_k = Σ_d (E log t_dk + E log ξ_d); T and X are those of the documents' last visits. Cost
   * V·K digammas, log-gammas and logarithms, the blocks in parallel.
   *
   * @param state topics, units and shapes; those that the last visits were made under, or any other
   */
  static double of(ModelState state, Sent corpus) {
    Globals globals = state.globals();
    double[] shape = globals.vector(HpfState.SHAPE);
    double[] unit = globals.vector(HpfState.UNIT);
    double documents = globals.scalar(HpfState.DOCUMENTS);
    Sums sums = corpus.sums();
    double[] logsK = sums.vector(VariationalSums.LOG_THETA);
    double[] activeK = sums.vector(HpfPass.ACTIVE);
    double[] visitedK = sums.vector(HpfPass.INTENSITY);
    double bound =
        sums.scalar(VariationalSums.SCORE) - sums.scalar(VariationalSums.COUNT_FACTORIALS);
    for (int k = 0; k < shape.length; k++) {
      double logs = logsK[k] - documents * StrictMath.log(unit[k]);
      bound += shape[k] * logs - documents * Special.lgamma(shape[k]);
      bound -= activeK[k] / unit[k];
    }
    HpfTopics.Rates rates = new HpfTopics.Rates(state, unit);
    return bound
        + corpus
            .sums(
                state.topics(),
                state.beside(TopicState.FADING_TOPICS),
                LAYOUT,
                (block, below, rows, all) ->
                    all.add(
                        PART,
                        block(
                            new HpfTopics.Reader(rates, block, below),
                            block,
                            globals,
                            visitedK,
                            rows)))
            .scalar(PART);
  }

  private static double block(
      HpfTopics.Reader reader, TermBlock block, Globals globals, double[] visitedK, TermRows rows) {
    double c = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    double[] unit = globals.vector(HpfState.UNIT);
    SharedRate prior = HpfState.popularity(globals);
    double[] countsK = new double[unit.length];
    double part = 0;
    boolean more = rows.next();
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      Arrays.fill(countsK, 0);
      if (more && rows.term() == w) {
        for (int j = 0; j < rows.size(); j++) {
          countsK[rows.topic(j)] = rows.count(j);
        }
        more = rows.next();
      }
      reader.read(w);
      double logRate = StrictMath.log(prior.posteriorShape() / reader.popular);
      double logPopular = Special.digamma(prior.posteriorShape()) - logRate;
      part += popularity(prior, reader.popular, logPopular, logRate);
      for (int k = 0; k < unit.length; k++) {
        double lambda = reader.lambda[k];
        double digamma = Special.digamma(lambda);
        double mean = lambda / reader.mu[k];
        part += (c + countsK[k]) * (digamma - StrictMath.log(reader.mu[k]));
        part += lambda + Special.lgamma(lambda) - lambda * digamma - Special.lgamma(c);
        part += c * (logPopular + StrictMath.log(unit[k]));
        part -= (reader.popular * unit[k] + visitedK[k]) * mean;
      }
    }
    return part;
  }

  /** E log p(η) − E log q(η) of one term. */
  private static double popularity(SharedRate prior, double mean, double meanLog, double logRate) {
    double k = prior.posteriorShape();
    return prior.shape() * StrictMath.log(prior.rate())
        - Special.lgamma(prior.shape())
        + (prior.shape() - 1) * meanLog
        - prior.rate() * mean
        + k
        - logRate
        + Special.lgamma(k)
        + (1 - k) * Special.digamma(k);
  }
}
