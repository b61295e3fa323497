package polya.heldout;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One document under several draws of the model, S of them, each with topics and a prior of its
 * own: what the posterior says of it, not what one point of it says.
 *
 * <ul>
 *   <li>Estimators of whole documents: log of the mean over draws of p̂_s. Unbiased p̂_s stay so,
 *       and the mean of lower bounds is one. {@link Estimate#effectiveSamples} is (Σ p̂_s)² / Σ
 *       p̂_s²: near 1 the mean is one draw's.
 *   <li>Estimators that score tokens: Σ_w c_w log of the mean over draws of the probability of w.
 * </ul>
 *
 * <p>{@link Estimate#standardError} is what other draws would change, by the delta method, the
 * estimator's own chance included; with one draw all is as that draw has it. What is known of a
 * document is an array of numbers, to which every draw adds some, so that draws may come one after
 * the other: five a draw, or one a scored term and draw.
 */
public final class DrawAverage {
  /** Numbers a draw of a marginal estimator. */
  private static final int WIDTH = 5;

  private DrawAverage() {}

  /**
   * Adds a draw.
   *
   * @param estimator what scores
   * @param scorer of it, open under the draw
   * @param before what earlier draws said; empty before the first
   * @return a new array
   */
  public static double[] add(
      Estimator estimator, Estimator.Scorer scorer, HeldOut document, double[] before) {
    if (estimator.isMarginal()) {
      Estimate e = scorer.estimate(document);
      return joined(
          before,
          e.tokens(),
          e.logProbability(),
          e.standardError(),
          e.effectiveSamples(),
          e.paretoK());
    }
    Prediction prediction = scorer.predict(document);
    if (before.length > 0) {
      return joined(before, prediction.probabilities());
    }
    double[] counts = Arrays.stream(prediction.counts()).asDoubleStream().toArray();
    double[] head = joined(new double[] {counts.length}, counts);
    return joined(head, prediction.probabilities());
  }

  private static double[] joined(double[] first, double... then) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(then)).toArray();
  }

  /**
   * The mean over all draws that were added.
   *
   * @param draws what {@link #add} returned last
   */
  public static Estimate mean(Estimator estimator, double[] draws) {
    return estimator.isMarginal() ? ofDocuments(draws) : ofTokens(draws);
  }

  private static Estimate ofDocuments(double[] draws) {
    Estimate first = estimate(draws, 0);
    if (!first.scored() || draws.length == WIDTH) {
      return first;
    }
    double[] logs = new double[draws.length / WIDTH];
    double k = first.paretoK();
    for (int s = 0; s < logs.length; s++) {
      Estimate e = estimate(draws, s);
      logs[s] = e.logProbability();
      k = Math.max(k, e.paretoK());
    }
    return LogWeights.estimate(first.tokens(), logs).withParetoK(k);
  }

  private static Estimate estimate(double[] draws, int s) {
    int at = s * WIDTH;
    return new Estimate(
        (long) draws[at], draws[at + 1], draws[at + 2], draws[at + 3], draws[at + 4]);
  }

  private static Estimate ofTokens(double[] draws) {
    int terms = (int) draws[0];
    if (terms == 0) {
      return Estimate.NONE;
    }
    int first = 1 + terms;
    int number = (draws.length - first) / terms;
    double[] ratioS = new double[number]; // Σ c p_s / p: the delta method's weights of the draws.
    long tokens = 0;
    double log = 0;
    for (int w = 0; w < terms; w++) {
      double mean = 0;
      for (int s = 0; s < number; s++) {
        mean += draws[first + s * terms + w] / number;
      }
      double count = draws[1 + w];
      tokens += (long) count;
      log += count * StrictMath.log(mean);
      for (int s = 0; s < number; s++) {
        ratioS[s] += count * draws[first + s * terms + w] / mean;
      }
    }
    double squares = 0;
    for (double ratio : ratioS) {
      squares += (ratio - tokens) * (ratio - tokens);
    }
    double error = number == 1 ? 0 : Math.sqrt(squares / number / (number - 1));
    return new Estimate(tokens, log, error);
  }
}
