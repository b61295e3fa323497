package polya.infer;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every part of the corpus sent at its last incremental visit, and the global steps that need
 * it: S ← S − S_p + S_p'. The model side of a round, as every loop takes it. Not thread-safe.
 */
public final class PartsSent {
  /**
   * What a round led to.
   *
   * @param batch what it added up
   * @param folded the next model, and what the round tells of itself
   */
  public record Outcome(Batch batch, BlockPass.Folded folded) {}

  private final Map<Integer, Sent> byPart;

  /** Goes on from what parts sent. */
  public PartsSent(Map<Integer, Sent> byPart) {
    this.byPart = new HashMap<>(byPart);
  }

  /** What they sent, by part; methods that take no differences leave nothing here. */
  public Map<Integer, Sent> byPart() {
    return Collections.unmodifiableMap(byPart);
  }

  /**
   * The model that a round's documents are to see: {@link Inference#enter}, and where the method
   * says so without what they sent last.
   */
  public ModelState enter(Inference inference, ModelState state, Round round) {
    ModelState entered = inference.enter(state, round);
    return withdraws(inference, round)
        ? inference.withdrawn(entered, byPart.get(round.part()), round)
        : entered;
  }

  private boolean withdraws(Inference inference, Round round) {
    boolean again = round.incremental() && !round.firstVisit();
    return again && inference.withdraws(round) && byPart.containsKey(round.part());
  }

  /**
   * Takes the global step of a round. Without a document the model stays as it is.
   *
   * @param entered the model whose Φ was published: of {@link #enter}
   * @param sent what the round sent
   */
  public Outcome step(Inference inference, ModelState entered, Sent sent, Round round) {
    if (round.firstVisit() && round.part() == 0) {
      byPart.values().forEach(Sent::forget);
      byPart.clear(); // What parts sent when they were others.
    }
    boolean isWithdrawn = withdraws(inference, round);
    Sent replaced = round.incremental() ? byPart.remove(round.part()) : null;
    Batch batch = Batch.of(round, sent, byPart.values());
    BlockPass.Folded folded = new BlockPass.Folded(entered, new TreeMap<>());
    boolean keeps = round.incremental();
    if (batch.documents() > 0) {
      BlockPass step = inference.global(entered, batch, round);
      boolean differs = step.takesDifferences();
      Sent.Stepped stepped =
          sent.step(entered.topics(), differs && !isWithdrawn ? replaced : null, step);
      folded = step.fold(stepped.blocks(), stepped.totals());
      keeps &= differs;
    }
    if (replaced != null) {
      replaced.forget();
    }
    if (keeps) {
      byPart.put(round.part(), sent);
    } else {
      sent.forget();
    }
    return new Outcome(batch, folded);
  }
}
