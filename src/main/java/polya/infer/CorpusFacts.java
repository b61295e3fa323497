package polya.infer;

/**
 * What a training run knows of its corpus before it sees a document.
 *
 * @param documents D, empty ones included
 * @param tokens N
 * @param termFrequencies how often each term occurs; its length is V
 */
public record CorpusFacts(long documents, long tokens, long[] termFrequencies) {
  /** Tokens a document, on average; 0 without documents. */
  public double meanLength() {
    return documents == 0 ? 0 : tokens / (double) documents;
  }

  /** V. */
  public int terms() {
    return termFrequencies.length;
  }
}
