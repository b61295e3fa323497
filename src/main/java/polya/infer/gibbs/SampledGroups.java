package polya.infer.gibbs;

import polya.infer.GroupLearning;
import polya.infer.GroupTables;
import polya.infer.Sent;
import polya.math.RandomStream;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;

/**
 * Documents whose mixtures are Dirichlet with an α by group, by Gibbs sampling: learned of tables
 * and exposure by group ({@link GroupTables}).
 */
public final class SampledGroups implements GibbsLearning {
  private static final long serialVersionUID = 1L;

  private final GroupLearning groups;
  private final String method;
  private final boolean hasDraws;

  /**
   * Of a run.
   *
   * @param groups documents that do not share a prior
   * @param method how they are learned: {@link DirichletGibbsParameters#HYPERPARAMETER_METHOD}
   * @param hasDraws whether there are exact draws; if not, every step climbs
   */
  public SampledGroups(GroupLearning groups, String method, boolean hasDraws) {
    this.groups = groups;
    this.method = method;
    this.hasDraws = hasDraws;
  }

  @Override
  public Globals own() {
    return groups.own();
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return groups.documents(globals);
  }

  @Override
  public boolean byGroup() {
    return true;
  }

  @Override
  public boolean draws(boolean isDrawn) {
    return hasDraws && (method.equals("sampled") || method.equals("auto") && isDrawn);
  }

  @Override
  public Globals learned(Globals globals, Sent sent, RandomStream stream, boolean draws) {
    int topics = documents(globals).topics();
    return groups.learned(globals, GroupTables.of(sent, topics), draws ? stream : null);
  }

  /** Σ_d log p(z_d | α_d) (algorithms.md §2.1). */
  @Override
  public double logDocuments(Globals globals, Sent sent, double[] totals) {
    return sent.sums().scalar(DocumentTables.LOG_DOCUMENTS);
  }
}
