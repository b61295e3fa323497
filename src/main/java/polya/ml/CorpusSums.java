package polya.ml;

import java.io.Serializable;
import polya.corpus.Document;
import polya.infer.CorpusFacts;

/** Documents, tokens and term frequencies of a part of a corpus: 8·V bytes. */
final class CorpusSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] termFrequencies;
  private long documents;
  private long tokens;

  /** No documents yet, over V terms. */
  CorpusSums(int terms) {
    termFrequencies = new long[terms];
  }

  /** Adds one document. */
  void add(Document document) {
    documents++;
    for (int i = 0; i < document.terms().length; i++) {
      termFrequencies[document.terms()[i]] += document.counts()[i];
      tokens += document.counts()[i];
    }
  }

  /** Adds another part; returns this. */
  CorpusSums add(CorpusSums other) {
    documents += other.documents;
    tokens += other.tokens;
    for (int w = 0; w < termFrequencies.length; w++) {
      termFrequencies[w] += other.termFrequencies[w];
    }
    return this;
  }

  /** What training needs of it. */
  CorpusFacts facts() {
    return new CorpusFacts(documents, tokens, termFrequencies);
  }
}
