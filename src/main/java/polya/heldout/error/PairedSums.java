package polya.heldout.error;

import java.io.Serializable;
import polya.corpus.DocumentKey;
import polya.heldout.Estimate;
import polya.heldout.Estimator;

/**
 * All that is kept of a corpus while two models are compared on it. Documents that both score are
 * resampled together ({@link Bootstrap} of the difference of their log probabilities), so that what
 * makes a document hard for both models cancels. Any order and any grouping give the same bits. Not
 * thread-safe.
 */
public final class PairedSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Bootstrap first;
  private final Bootstrap second;
  private final Bootstrap difference;
  private final MonteCarloSums firstChance = new MonteCarloSums();
  private final MonteCarloSums secondChance = new MonteCarloSums();
  private long documents;
  private long empty;
  private long unscorable;
  private long firstBetter;
  private long outOfVocabulary;

  /** No documents yet. */
  public PairedSums(long seed) {
    first = new Bootstrap(seed);
    second = new Bootstrap(seed);
    difference = new Bootstrap(seed);
  }

  /** Adds one document. */
  public void add(PairedScore pair) {
    documents++;
    outOfVocabulary += pair.first().outOfVocabulary();
    if (pair.first().documentTokens() == 0) {
      empty++;
    }
    if (pair.comparable()) {
      long key = DocumentKey.of(pair.first().id());
      Estimate a = pair.first().estimate();
      Estimate b = pair.second().estimate();
      first.add(key, a);
      second.add(key, b);
      difference.add(key, new Estimate(a.tokens(), pair.difference(), 0));
      firstChance.add(a);
      secondChance.add(b);
      firstBetter += pair.difference() < 0 ? 1 : 0;
    } else if (pair.first().documentTokens() > 0) {
      unscorable++;
    }
  }

  /** Adds all documents of another part; returns this. */
  public PairedSums add(PairedSums other) {
    documents += other.documents;
    outOfVocabulary += other.outOfVocabulary;
    empty += other.empty;
    unscorable += other.unscorable;
    firstBetter += other.firstBetter;
    first.add(other.first);
    second.add(other.second);
    difference.add(other.difference);
    firstChance.add(other.firstChance);
    secondChance.add(other.secondChance);
    return this;
  }

  /** What they amount to. */
  public PairedResult result(Estimator estimator) {
    return new PairedResult(
        estimator.name(),
        estimator.likelihood(),
        estimator.quantity(),
        estimator.settings(),
        estimator.isBound(),
        first.perplexity(),
        first.standardError(),
        second.perplexity(),
        second.standardError(),
        difference.logProbabilityPerToken(),
        difference.logStandardError(),
        difference.deltaMethodLogStandardError(),
        Math.sqrt(firstChance.variance() + secondChance.variance()) / difference.tokens(),
        documents,
        difference.documents(),
        empty,
        unscorable,
        firstBetter,
        difference.tokens(),
        outOfVocabulary);
  }
}
