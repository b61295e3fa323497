package polya.models.mixture;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import polya.corpus.Document;
import polya.mixing.DocumentPrior;
import polya.mixing.ExactLikelihood;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
import polya.mixing.Predictor;
import polya.topics.Phi;

/**
 * Documents of one topic each, z ~ π. Their mixture once read is the posterior of their topic, and
 * all there is to say of it is in closed form. α in {@link #alpha} is π: before it is read a
 * document is of topic k with that probability.
 */
final class MixtureDocuments implements DocumentPrior {
  private static final long serialVersionUID = 1L;

  private final double[] shares;

  /**
   * Documents of these shares.
   *
   * @param shares π up to a factor, K numbers &gt; 0
   */
  MixtureDocuments(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    this.shares = Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  @Override
  public int topics() {
    return shares.length;
  }

  @Override
  public void alpha(int group, double[] own, double[] out) {
    System.arraycopy(shares, 0, out, 0, shares.length);
  }

  /** The same with π in proportion to these numbers. */
  @Override
  public DocumentPrior withAlpha(double[] alpha) {
    return new MixtureDocuments(alpha);
  }

  private double[] logShares() {
    return Arrays.stream(shares).map(StrictMath::log).toArray();
  }

  /** p(z | tokens), without any sweep. */
  @Override
  public FoldIn foldIn(Phi topics, FoldInSweeps sweeps) {
    return new TopicPosterior(topics, logShares());
  }

  @Override
  public boolean hasUrn() {
    return false;
  }

  @Override
  public String whyNoUrn() {
    return "each of its documents is of one topic, so that tokens do not draw topics one by one";
  }

  @Override
  public Optional<ExactLikelihood> exact() {
    return Optional.of(new OneTopic(logShares()));
  }

  @Override
  public Optional<Predictor> predictor() {
    return Optional.of(Predictor.ofClusters(shares.length));
  }

  /**
   * log Σ_k π_k Π_w φ_wk^c_w.
   *
   * @param logShares log π_k
   */
  private record OneTopic(double[] logShares) implements ExactLikelihood {
    private static final long serialVersionUID = 1L;

    @Override
    public ToDoubleFunction<Document> open(Phi topics) {
      TopicPosterior posterior = new TopicPosterior(topics, logShares);
      return document -> {
        posterior.gather("document " + document.id(), document.terms());
        posterior.fit(document.group(), document.counts(), document.terms().length);
        return posterior.logProbability();
      };
    }
  }
}
