package polya.models.gammapoisson;

import java.util.Arrays;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.variational.VariationalLearning;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * The documents of hierarchical Poisson factorization, which have activities: shapes stay as given;
 * what is learned are the sums T and X of their intensities, on which the topics' rates depend
 * ({@link HierarchicalTopics}).
 */
final class HierarchicalLearning implements VariationalLearning {
  private static final long serialVersionUID = 1L;

  private final Globals own;

  HierarchicalLearning(Settings settings, CorpusFacts facts) {
    double[] shape = GammaPoissonParameters.shape(settings, facts);
    double[] ones = new double[shape.length];
    Arrays.fill(ones, 1);
    own =
        Globals.none()
            .with(GammaPoissonState.SHAPE, shape)
            .with(GammaPoissonState.RATE, GammaPoissonParameters.rate(settings, shape, facts))
            .with(HierarchicalTopics.UNIT, ones)
            .with(HierarchicalTopics.SUM, ones)
            .with(HierarchicalTopics.INTENSITY, new double[shape.length])
            .with(HierarchicalTopics.ACTIVITY_SUM, new double[shape.length])
            .with(HierarchicalTopics.DOCUMENTS, facts.documents())
            .with(HierarchicalTopics.ACTIVITY, GammaPoissonParameters.activity(settings))
            .with(HierarchicalTopics.POPULARITY, GammaPoissonParameters.popularity(settings));
  }

  @Override
  public Globals own() {
    return own;
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return GammaPoissonState.documents(globals);
  }

  /** T and X of all documents' last visits. */
  @Override
  public Globals learned(Globals globals, Batch batch, Round round) {
    if (batch.corpus() == null || round.lanes()) {
      return globals;
    }
    Sums sums = batch.corpus().sums();
    return globals
        .with(HierarchicalTopics.INTENSITY, sums.vector(HierarchicalPass.INTENSITY))
        .with(HierarchicalTopics.ACTIVITY_SUM, sums.vector(HierarchicalPass.ACTIVE));
  }

  @Override
  public double bound(ModelState before, Sent corpus) {
    return HierarchicalBound.of(before, corpus);
  }
}
