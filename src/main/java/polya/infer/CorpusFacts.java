package polya.infer;

import polya.corpus.Groups;
import polya.corpus.Sections;

/**
 * What a training run knows of its corpus before it sees a document.
 *
 * @param documents D, empty ones included
 * @param tokens N
 * @param termFrequencies how often each term occurs; its length is V
 * @param groups what documents have beside their counts; one group where they have nothing
 * @param keywords what topics are to be about; none where nothing was said of them
 * @param sections ranges of terms that topics are normalised within; one of all where the corpus
 *     has none
 */
public record CorpusFacts(
    long documents,
    long tokens,
    long[] termFrequencies,
    Groups groups,
    Keywords keywords,
    Sections sections) {
  /** What is known of a corpus whose terms are not divided. */
  public CorpusFacts(
      long documents, long tokens, long[] termFrequencies, Groups groups, Keywords keywords) {
    this(
        documents, tokens, termFrequencies, groups, keywords, Sections.one(termFrequencies.length));
  }

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
    return new CorpusFacts(documents, tokens, termFrequencies, groups, known, sections);
  }

  /**
   * The same with terms in sections.
   *
   * @throws IllegalArgumentException if they have not as many terms
   */
  public CorpusFacts with(Sections divided) {
    if (divided.terms() != terms()) {
      throw new IllegalArgumentException(divided + " of " + terms() + " terms");
    }
    return new CorpusFacts(documents, tokens, termFrequencies, groups, keywords, divided);
  }

  /** The same for a family whose topics are not normalised: to it all terms are one section. */
  public CorpusFacts undivided() {
    return with(Sections.one(terms()));
  }

  /** N_s: the tokens of each section. */
  public long[] sectionTokens() {
    long[] tokensS = new long[sections.count()];
    for (int w = 0; w < termFrequencies.length; w++) {
      tokensS[sections.of(w)] += termFrequencies[w];
    }
    return tokensS;
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
