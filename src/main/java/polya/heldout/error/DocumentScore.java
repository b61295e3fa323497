package polya.heldout.error;

import java.io.Serializable;
import polya.heldout.Estimate;

/**
 * One document's row of a held-out result. A class and not a record, because Spark's Kryo cannot
 * carry records between JVMs.
 */
public final class DocumentScore implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final long documentTokens;
  private final int outOfVocabulary;
  private final long tokens;
  private final double logProbability;
  private final double standardError;
  private final double effectiveSamples;
  private final double paretoK;

  /**
   * A row.
   *
   * @param documentTokens the document's tokens in the vocabulary, scored or not
   * @param outOfVocabulary the tokens that the vocabulary does not have
   */
  public DocumentScore(String id, long documentTokens, int outOfVocabulary, Estimate estimate) {
    this.id = id;
    this.documentTokens = documentTokens;
    this.outOfVocabulary = outOfVocabulary;
    this.tokens = estimate.tokens();
    this.logProbability = estimate.logProbability();
    this.standardError = estimate.standardError();
    this.effectiveSamples = estimate.effectiveSamples();
    this.paretoK = estimate.paretoK();
  }

  /** The document's id. */
  public String id() {
    return id;
  }

  /** The document's tokens in the vocabulary, scored or not. */
  public long documentTokens() {
    return documentTokens;
  }

  /** The tokens that the vocabulary does not have. */
  public int outOfVocabulary() {
    return outOfVocabulary;
  }

  /** The estimate; {@link Estimate#NONE} if the document could not be scored. */
  public Estimate estimate() {
    return new Estimate(tokens, logProbability, standardError, effectiveSamples, paretoK);
  }
}
