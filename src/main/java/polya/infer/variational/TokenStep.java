package polya.infer.variational;

import java.util.Optional;
import polya.infer.CorpusFacts;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.math.Rows;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Phi;

/** Documents that mix topics token by token: cvb0, mean-field or hybrid, as the settings say. */
final class TokenStep implements LocalStep {
  private static final long serialVersionUID = 1L;

  private final boolean vb;
  private final boolean hybrid;
  private final LearningRate learningRate;
  private final LocalOptions local;
  private final long documents;

  private final VariationalLearning learning;

  TokenStep(Settings settings, CorpusFacts facts, VariationalLearning learning) {
    vb = VariationalParameters.vb(settings);
    hybrid = VariationalParameters.hybrid(settings);
    learningRate = LearningRate.of(settings);
    local = LocalOptions.of(settings);
    documents = facts.documents();
    this.learning = learning;
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    DocumentPrior prior = learning.documents(globals);
    if (vb) {
      return new MeanFieldPass(phi, prior, local);
    }
    boolean isOneTopic = TopicState.isOfWholeDocuments(globals) && round.pass() == 0;
    DocumentStep step =
        isOneTopic
            ? new OneTopic(Rows.atHand(), prior, local)
            : hybrid
                ? new Hybrid(Rows.atHand(), prior, local)
                : new Cvb0(Rows.atHand(), prior, local);
    Lane lane =
        round.lanes()
            ? new Lane(phi, learning.weights(globals), learningRate, round, documents)
            : null;
    return new MeanTopicsPass(phi, step, lane);
  }

  @Override
  public Optional<TileMemory> memory() {
    DocumentPrior prior = learning.documents(learning.own());
    return vb ? Optional.of(new GammaMemory(prior)) : Optional.empty();
  }
}
