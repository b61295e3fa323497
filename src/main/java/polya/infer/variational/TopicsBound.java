package polya.infer.variational;

import java.util.Arrays;
import polya.corpus.Sections;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.infer.TopicSections;
import polya.math.Special;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;

/**
 * What Dirichlet topics add to the evidence lower bound of the training corpus under textbook
 * mean-field (Hoffman et al. 2010, eqs. 3 and 4; Hughes and Sudderth 2013, eq. 8, for documents
 * visited in different rounds).
 */
public final class TopicsBound {
  private static final String PART = "bound";
  private static final SumsLayout LAYOUT = SumsLayout.none().scalar(PART, SumsLayout.REAL, 0x1p64);

  private TopicsBound() {}

  /**
   * Σ_dwk c_dw r_dwk E log φ_wk − Σ_k KL(Dir(λ_k) ‖ Dir(η)), in nats: with S the statistics of the
   * documents' last visits
   *
   * <pre>  Σ_wk [log Γ(λ_wk) − log Γ(η) + (η + S_wk − λ_wk) E log φ_wk]
   *   + Σ_k [log Γ(V η) − log Γ(Λ_k)].</pre>
   *
   * λ is what the model's rows in float32 say, which need not be η + S: the bound is that of these
   * very topics. Cost V·K log-gammas and digammas, the blocks in parallel, and all of S.
   *
   * @param state the topics and η; those that the last visits were made under, or any other
   */
  public static double of(ModelState state, Sent corpus) {
    double eta = TopicState.eta(state);
    double[] totals = TopicState.lambdaTotals(state);
    double[] digammaTotals = Arrays.stream(totals).map(Special::digamma).toArray();
    double bound = 0;
    Sections sections = TopicSections.of(state);
    int topics = totals.length / sections.count();
    for (int s = 0; s < sections.count(); s++) {
      double lgammaTotal = Special.lgamma(sections.size(s) * eta);
      for (int i = s * topics; i < (s + 1) * topics && sections.size(s) > 0; i++) {
        bound += lgammaTotal - Special.lgamma(totals[i]);
      }
    }
    TopicState.Lambda lambda = TopicState.Lambda.of(state);
    return bound
        + corpus
            .sums(
                state.topics(),
                state.beside(TopicState.FADING_TOPICS),
                LAYOUT,
                (block, below, rows, sums) ->
                    sums.add(PART, block(lambda, block, below, digammaTotals, sections, rows)))
            .scalar(PART);
  }

  /** Σ_wk of one block; a row that neither the model nor the statistics have adds nothing. */
  private static double block(
      TopicState.Lambda lambdas,
      TermBlock block,
      TermBlock below,
      double[] digammaTotals,
      Sections sections,
      TermRows rows) {
    double eta = lambdas.eta();
    double lgammaEta = Special.lgamma(eta);
    double[] lambda = new double[digammaTotals.length / sections.count()];
    double[] sK = new double[lambda.length];
    double part = 0;
    boolean more = rows.next();
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      Arrays.fill(sK, 0);
      if (more && rows.term() == w) {
        for (int j = 0; j < rows.size(); j++) {
          sK[rows.topic(j)] = rows.count(j);
        }
        more = rows.next();
      }
      lambdas.read(block, below, w, lambda);
      int at = sections.of(w) * lambda.length;
      for (int k = 0; k < lambda.length; k++) {
        if (lambda[k] != eta || sK[k] != 0) {
          part += Special.lgamma(lambda[k]) - lgammaEta;
          part += (eta + sK[k] - lambda[k]) * (Special.digamma(lambda[k]) - digammaTotals[at + k]);
        }
      }
    }
    return part;
  }
}
