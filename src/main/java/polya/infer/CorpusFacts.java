package polya.infer;

import polya.corpus.Groups;

/**
 * What a training run knows of its corpus before it sees a document.
 *
 * @param documents D, empty ones included
 * @param tokens N
 * @param termFrequencies how often each term occurs; its length is V
 * @param groups what documents have beside their counts; one group where they have nothing
 */
public record CorpusFacts(long documents, long tokens, long[] termFrequencies, Groups groups) {
  /** What is known of a corpus without attributes. */
  public CorpusFacts(long documents, long tokens, long[] termFrequencies) {
    this(documents, tokens, termFrequencies, Groups.none(documents));
  }

  /** Tokens a document, on average; 0 without documents. */
  public double meanLength() {
    return documents == 0 ? 0 : tokens / (double) documents;
  }

  /** V. */
  public int terms() {
    return termFrequencies.length;
  }
}
