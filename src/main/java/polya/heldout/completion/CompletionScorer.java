package polya.heldout.completion;

import java.util.Arrays;
import java.util.stream.IntStream;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Prediction;
import polya.mixing.FoldIn;

/**
 * The kernel of {@link DocumentCompletion}: scratch of one thread, which grows to the longest
 * document.
 */
final class CompletionScorer implements Estimator.Scorer {
  private final TokenSplit split;
  private final FoldIn foldIn;
  private int[] observed = new int[0];
  private int[] tokens = observed;
  private int terms;

  CompletionScorer(FoldIn foldIn, TokenSplit split) {
    this.foldIn = foldIn;
    this.split = split;
  }

  @Override
  public Estimate estimate(HeldOut heldOut) {
    long scored = prepare(heldOut);
    if (scored == 0) {
      return Estimate.NONE;
    }
    // StrictMath, so that every machine gives the same bits.
    double logProbability = 0;
    for (int i = 0; i < terms; i++) {
      if (tokens[i] > 0) {
        logProbability += tokens[i] * StrictMath.log(foldIn.probability(i));
      }
    }
    return new Estimate(scored, logProbability, 0);
  }

  @Override
  public Prediction predict(HeldOut heldOut) {
    if (prepare(heldOut) == 0) {
      return Prediction.NONE;
    }
    int[] scoredI = IntStream.range(0, terms).filter(i -> tokens[i] > 0).toArray();
    return new Prediction(
        Arrays.stream(scoredI).map(i -> tokens[i]).toArray(),
        Arrays.stream(scoredI).mapToDouble(foldIn::probability).toArray());
  }

  /** Folds in, and has the terms to be scored at hand; returns how many tokens of them. */
  private long prepare(HeldOut heldOut) {
    Document document = heldOut.document();
    return heldOut.observed() == null ? halves(document) : given(heldOut.observed(), document);
  }

  private long halves(Document document) {
    terms = document.terms().length;
    if (observed.length < terms) {
      observed = new int[terms];
    }
    tokens = observed;
    long seen = split.observed(document, observed);
    long scored = document.tokens() - seen;
    if (seen == 0 || scored == 0) {
      return 0;
    }
    gather(document);
    foldIn.fit(document.group(), observed, terms);
    for (int i = 0; i < terms; i++) {
      tokens[i] = document.counts()[i] - observed[i];
    }
    return scored;
  }

  private long given(Document seen, Document document) {
    terms = document.terms().length;
    tokens = document.counts();
    if (seen.terms().length == 0 || terms == 0) {
      return 0;
    }
    gather(seen);
    foldIn.fit(document.group(), seen.counts(), seen.terms().length);
    gather(document);
    return document.tokens();
  }

  private void gather(Document document) {
    foldIn.gather("document " + document.id(), document.terms());
  }
}
