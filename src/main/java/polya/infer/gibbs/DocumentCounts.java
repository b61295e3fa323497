package polya.infer.gibbs;

/**
 * The counts n_dk of the documents of a run, and the draws of their tokens' topics from z_i = k ∝
 * (n_dk + α_k) Φ_wk, the token's own count taken out. Scratch of one thread.
 *
 * <p>Between {@link #open} and {@link #close} the tokens' entries in {@link TokenRun#z} are places
 * in these counts, whatever they are; before and after they are topics, −1 for none.
 */
interface DocumentCounts {
  /** Entries whose tokens are weighed together. */
  int BATCH = 8;

  /** Counts the topics of a run's tokens that have one. */
  void open(TokenRun run);

  /**
   * What has to be known beside the topics of a tile's tokens to go on in another run; nothing
   * where these say all.
   */
  default int[] lists(int firstDocument, int documents) {
    return new int[0];
  }

  /**
   * Draws the topics of a term's tokens: of all its entries the first one, then of those that have
   * more the second one, and so on, so that no draw waits for the one before in the same document.
   * The own counts of a batch are taken out while the one before is drawn: by then they are there.
   *
   * @param run the run that was opened
   * @param from the term's first entry in the run
   * @param to behind its last
   * @param seating whether to draw for the documents without topics, instead of for all
   */
  default void draw(TokenRun run, int from, int to, TermWeights term, boolean seating) {
    int n = run.waiting(from, to, seating);
    for (int token = 0; n > 0; n = run.stillWaiting(n, ++token)) {
      if (!seating) {
        takeOut(0, Math.min(n, BATCH), token);
      }
      for (int b = 0; b < n; b += BATCH) {
        int next = Math.min(n, b + BATCH);
        if (!seating) {
          takeOut(next, Math.min(n, next + BATCH), token);
        }
        drawBatch(b, next, token, term, seating);
      }
    }
  }

  /**
   * Takes the own counts of one token of each of some entries out, of different documents.
   *
   * @param from the first of them in {@link TokenRun#waiting}
   * @param to behind the last
   * @param token which of each entry's tokens
   */
  void takeOut(int from, int to, int token);

  /**
   * Draws for one token of each of some entries, of different documents, whose own counts are out:
   * they are weighed all together, so that no draw waits for another.
   *
   * @param from the first of them in {@link TokenRun#waiting}
   * @param to behind the last, at most {@value #BATCH} further
   * @param token which of each entry's tokens
   */
  void drawBatch(int from, int to, int token, TermWeights term, boolean seating);

  /** Puts topics in the place of places. */
  void close();

  /** How many topics a draw changed since this was last asked. */
  long changed();

  /** How many draws found no weight since this was last asked. */
  long unweighted();
}
