package polya.cli;

/**
 * What came of one cell of a grid.
 *
 * @param cell which
 * @param scores null if it failed
 * @param error why it failed, or null
 */
record GridRow(GridCell cell, Scores scores, String error) {
  /**
   * The figures of one cell.
   *
   * @param identity of what was measured by what; a file of another identity does not count
   * @param modelDigest of the cell's model
   * @param heldOutPerplexity by document completion
   * @param heldOutStandardError over documents, by bootstrap; null if unknown
   * @param npmi mean over topics; null if no topic has any
   * @param npmiStandardError over topics; null if unknown
   * @param trainSeconds in rounds, without start-up
   * @param rounds of training
   * @param attributes whether held-out documents' labels were given or hidden; null where the model
   *     knows no labels
   * @param unseenValues how many of them the model has never seen; null unless they were given
   */
  record Scores(
      String identity,
      String modelDigest,
      double heldOutPerplexity,
      Double heldOutStandardError,
      Double npmi,
      Double npmiStandardError,
      double trainSeconds,
      int rounds,
      String attributes,
      Long unseenValues) {}
}
