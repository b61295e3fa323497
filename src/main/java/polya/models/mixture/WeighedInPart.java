package polya.models.mixture;

import polya.infer.TileState;
import polya.infer.gibbs.Assignments;

/**
 * What a tile remembers between the phases of a round: its documents' log weights so far, added up
 * term by term, and how many of their tokens had sparse rows. Filled in by the pass that made it.
 */
final class WeighedInPart implements TileState {
  private static final long serialVersionUID = 1L;

  /** The topics of the last sweep. */
  final Assignments last;

  /** a_dk, document by document. */
  final double[] a;

  final long[] ofSparse;

  WeighedInPart(Assignments last, int documents, int topics) {
    this.last = last;
    a = new double[Math.multiplyExact(documents, topics)];
    ofSparse = new long[documents];
  }

  /** What a document takes of it. */
  static double bytes(int topics) {
    return (double) Double.BYTES * topics + Long.BYTES;
  }

  /** No checkpoint is written while a round lasts. */
  @Override
  public byte[] bytes() {
    throw new IllegalStateException("a tile is asked for its state in the middle of a round");
  }
}
