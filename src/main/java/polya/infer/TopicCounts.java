package polya.infer;

/**
 * The counts n_dk of the documents of a run, and the draws of their tokens' topics from z_i = k ∝
 * (n_dk + α_k) Φ_wk, the token's own count taken out. Scratch of one thread.
 *
 * <p>Between {@link #open} and {@link #close} the tokens' entries in {@link TokenRun#z} are places
 * in these counts, whatever they are; before and after they are topics, −1 for none.
 */
interface TopicCounts {
  /** Counts the topics of a run's tokens. */
  void open(TokenRun run);

  /**
   * Draws the topics of a term's tokens, one after the other.
   *
   * @param from the term's first entry in the run
   * @param to behind its last
   * @param seating whether to draw for the documents without topics, instead of for all
   * @param sent gets the topics drawn, unless null
   */
  void draw(int from, int to, TermWeights term, boolean seating, TermTally sent);

  /**
   * Lists a document's topics, in any order.
   *
   * @param topics the topics with a count
   * @param counts their counts
   * @return how many
   */
  int list(int d, int[] topics, int[] counts);

  /** Puts topics in the place of places. */
  void close();

  /** How many topics a draw changed since this was last asked. */
  long changed();

  /** How many draws found no weight since this was last asked. */
  long unweighted();
}
