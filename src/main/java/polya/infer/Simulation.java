package polya.infer;

import java.io.Serializable;
import polya.math.RandomStream;

/**
 * Draws documents from known parameters. Immutable to its callers, shared by all threads of an
 * executor; travels to executors by Java serialization or Kryo.
 */
public interface Simulation extends Serializable {
  /**
   * One document. It depends on the stream alone, so a document that has a stream of its own is the
   * same wherever it is drawn, and however often.
   *
   * @param id its name
   */
  SimulatedDocument draw(String id, RandomStream stream);
}
