package polya.infer.gibbs;

import polya.infer.TileState;

/**
 * What a tile remembers between the phases of a round: the topics of its tokens, of those below a
 * term alone where they are being seated; and of documents whose topics are listed ({@link
 * ListedCounts}) their lists, since draws go by places in them, and these by the lists' history.
 * Filled in by the pass that made it until it is finished.
 */
final class SweptInPart implements TileState {
  private static final long serialVersionUID = 1L;

  /** Beyond all terms. */
  static final int ALL = Integer.MAX_VALUE;

  private final Assignments topics;
  private final int seatedBelow;

  /** Of each document how many topics its list has, and these; none where lists are not kept. */
  private int[] lists = new int[0];

  SweptInPart(Assignments topics, int seatedBelow) {
    this.topics = topics;
    this.seatedBelow = seatedBelow;
  }

  /** The topics in a state of either kind. */
  static Assignments topics(TileState state) {
    return state instanceof SweptInPart part ? part.topics : (Assignments) state;
  }

  /** The terms, from this one on, whose tokens have no topics yet; {@link #ALL} if all have. */
  static int seatedBelow(TileState state) {
    if (state instanceof SweptInPart part) {
      return part.seatedBelow;
    }
    return ((Assignments) state).isSeated() ? ALL : 0;
  }

  static int[] lists(TileState state) {
    return state instanceof SweptInPart part ? part.lists : new int[0];
  }

  /** Keeps the lists of its documents. */
  void keep(int[] all) {
    lists = all;
  }

  /** No checkpoint is written while a round lasts. */
  @Override
  public byte[] bytes() {
    throw new IllegalStateException("a tile is asked for its state in the middle of a round");
  }
}
