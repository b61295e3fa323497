package polya.spark.train;

import java.util.Map;
import polya.infer.ModelState;
import polya.infer.Sent;

/**
 * Where a training stands between two rounds: all that the rounds to come depend on. Immutable but
 * for the tile states, which belong to the loop that goes on from here.
 */
public final class Checkpoint {
  private final int rounds;
  private final double trainSeconds;
  private ModelState model;
  private final Map<Integer, Sent> sent;
  private final TileStates tileStates;
  private final String log;

  /**
   * A standing.
   *
   * @param rounds how many rounds are done
   * @param trainSeconds how long they took
   * @param model the model they led to
   * @param sent what each part sent at its last incremental visit
   * @param tileStates what tiles remember, or null if they remember nothing or were never visited
   * @param log what the listener has written so far
   */
  Checkpoint(
      int rounds,
      double trainSeconds,
      ModelState model,
      Map<Integer, Sent> sent,
      TileStates tileStates,
      String log) {
    this.rounds = rounds;
    this.trainSeconds = trainSeconds;
    this.model = model;
    this.sent = sent;
    this.tileStates = tileStates;
    this.log = log;
  }

  /** This standing with what tiles remember. */
  Checkpoint with(TileStates states) {
    return new Checkpoint(rounds, trainSeconds, model, sent, states, log);
  }

  /** This standing with a model, and what parts sent. */
  Checkpoint with(ModelState there, Map<Integer, Sent> by) {
    return new Checkpoint(rounds, trainSeconds, there, by, tileStates, log);
  }

  /** Before the first round, with this model. */
  public static Checkpoint beginning(ModelState first) {
    return new Checkpoint(0, 0, first, Map.of(), null, "");
  }

  /** How many rounds are done. */
  public int rounds() {
    return rounds;
  }

  /** How long they took, in seconds of training. */
  public double trainSeconds() {
    return trainSeconds;
  }

  /** The model they led to; null once a run took it. */
  public ModelState model() {
    return model;
  }

  /**
   * Hands the model over: whoever holds this while a run goes on then keeps no second model in
   * memory.
   */
  ModelState takeModel() {
    ModelState taken = model;
    model = null;
    return taken;
  }

  /** What the listener had written, see {@link TrainingLoop.Listener#log}. */
  public String log() {
    return log;
  }

  Map<Integer, Sent> sent() {
    return sent;
  }

  TileStates tileStates() {
    return tileStates;
  }
}
