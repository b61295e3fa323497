package polya.infer;

import polya.corpus.Groups;

/**
 * What a training run knows of its corpus before it sees a document.
 *
 * @param documents D, empty ones included
 * @param tokens N
 * @param termFrequencies how often each term occurs; its length is V
 * @param groups what documents have beside their counts; one group where they have nothing
 * @param keywords what topics are to be about; none where nothing was said of them
 */
public record CorpusFacts(
    long documents, long tokens, long[] termFrequencies, Groups groups, Keywords keywords) {
  /** What is known of a corpus whose topics have no keywords. */
  public CorpusFacts(long documents, long tokens, long[] termFrequencies, Groups groups) {
    this(documents, tokens, termFrequencies, groups, Keywords.none());
  }

  /** What is known of a corpus without attributes. */
  public CorpusFacts(long documents, long tokens, long[] termFrequencies) {
    this(documents, tokens, termFrequencies, Groups.none(documents));
  }

  /** The same with keywords. */
  public CorpusFacts with(Keywords known) {
    return new CorpusFacts(documents, tokens, termFrequencies, groups, known);
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
