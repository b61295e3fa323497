package polya.math;

/**
 * What random numbers are drawn for. Streams of different purposes are unrelated even under one
 * seed. The codes are part of every saved result: they are never renumbered nor used again.
 */
public enum Purpose {
  /** The first state of a model or of a tile. */
  SEEDING(1),
  /** Which tokens of a document are held out. */
  COMPLETION(2),
  /** Resampling of documents for error bars. */
  BOOTSTRAP(3),
  /** Corpora drawn from a model. */
  SIMULATION(4),
  /** Sweeps of a Gibbs sampler. */
  SAMPLING(5),
  /** Topics drawn by a Gibbs sampler. */
  TOPICS(6),
  /** Hyperparameters drawn by a Gibbs sampler. */
  HYPERPARAMETERS(7),
  /** What tells topics apart that would begin equal. */
  TIES(8),
  /** Tables and exposure of documents, of which their priors are learned. */
  TABLES(9),
  /** Splits of keywords' counts, and what is drawn of keywords given them. */
  KEYWORDS(10),
  /** Monte-Carlo estimates of held-out documents. */
  ESTIMATION(20),
  /** The order in which an estimator takes a document's tokens. */
  TOKEN_ORDER(21),
  /** Topics drawn from a kept sample, for held-out documents. */
  TOPIC_DRAW(22),
  /** Truths, data and posterior draws of a calibration. */
  CALIBRATION(23),
  /** Tests only. */
  TEST(99);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** The fixed code, unlike {@link #ordinal}. */
  public int code() {
    return code;
  }
}
