package polya.models.hpf;

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
 * ({@link HpfTopics}).
 */
final class HpfLearning implements VariationalLearning {
  private static final long serialVersionUID = 1L;

  private final Globals own;

  HpfLearning(Settings settings, CorpusFacts facts) {
    double[] shape = HpfParameters.shape(settings);
    double[] ones = new double[shape.length];
    Arrays.fill(ones, 1);
    own =
        Globals.none()
            .with(HpfState.SHAPE, shape)
            .with(HpfState.RATE, HpfParameters.rate(shape, facts))
            .with(HpfState.UNIT, ones)
            .with(HpfState.SUM, ones)
            .with(HpfState.INTENSITY, new double[shape.length])
            .with(HpfState.ACTIVITY_SUM, new double[shape.length])
            .with(HpfState.DOCUMENTS, facts.documents())
            .with(HpfState.ACTIVITY, HpfParameters.activity(settings))
            .with(HpfState.POPULARITY, HpfParameters.popularity(settings));
  }

  @Override
  public Globals own() {
    return own;
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return HpfState.documents(globals);
  }

  /** T and X of all documents' last visits. */
  @Override
  public Globals learned(Globals globals, Batch batch, Round round) {
    if (batch.corpus() == null || round.lanes()) {
      return globals;
    }
    Sums sums = batch.corpus().sums();
    return globals
        .with(HpfState.INTENSITY, sums.vector(HpfPass.INTENSITY))
        .with(HpfState.ACTIVITY_SUM, sums.vector(HpfPass.ACTIVE));
  }

  @Override
  public double bound(ModelState before, Sent corpus) {
    return HpfBound.of(before, corpus);
  }
}
