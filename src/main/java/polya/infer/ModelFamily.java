package polya.infer;

import java.util.List;
import java.util.Map;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * A model family, found by {@link java.util.ServiceLoader}: its name, its methods of inference,
 * their parameters, and what a saved model of it means.
 */
public interface ModelFamily {
  /**
   * A run to be.
   *
   * @param inference how the model is trained
   * @param schedule its rounds
   * @param topics K
   * @param seed of every random choice
   * @param checkpointInterval rounds between checkpoints of what tiles remember
   */
  record Training(
      Inference inference, MiniBatches schedule, int topics, long seed, int checkpointInterval) {}

  /** The name used by {@code --model}: lda, gammapoisson, … */
  String name();

  /** The methods used by {@code --inference}; the first is the default. */
  List<String> inferences();

  /** All parameters of a method, in the order of documentation. */
  List<Parameter<?>> parameters(String inference);

  /** The methods whose saved models a run by this method may start from. */
  List<String> startsFrom(String inference);

  /**
   * The parameters of a run that starts from an earlier model: those given, and for what is not
   * given, or {@code auto}, what the earlier model has or a start from a model wants.
   *
   * @param given texts by name
   * @param earlier as {@link Inference#restart} gets it
   * @return texts by name
   * @throws polya.Failure (store) if the earlier model cannot have what is given
   */
  Map<String, String> inherited(String inference, Map<String, String> given, ModelState earlier);

  /** Prepares a run; checks what depends on the corpus. */
  Training training(String inference, Settings settings, CorpusFacts facts);

  /** What a saved model ({@link Inference#parameters}) answers. */
  Posterior posterior(ModelState parameters);

  /** Its generative story run forwards, for corpora whose truth is known. */
  Generator generator();
}
