package polya.infer.variational;

import java.util.Arrays;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.infer.TopicPrior;
import polya.math.Special;
import polya.topics.Blocks;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermCells;
import polya.topics.TermRows;

/**
 * The evidence lower bound of topics some cells of which have a prior of their own: {@link
 * VariationalLearning#bound} as if they had none, with what these cells and their topics add put in
 * the place of what they would. Of a mixture every token is of a topic and of one of its parts, and
 * which part is summed out: Σ S_wk log Φ_wk at these cells, −KL of π, φ̃ and φ° by factors.
 */
final class SeededBound {
  private static final String OF_CELLS = "cells";
  private static final String OF_TOPICS = "topics";

  private SeededBound() {}

  /** In nats. */
  static double of(
      SeededTopics seeded, ModelState state, Sent corpus, VariationalLearning learning) {
    if (seeded.areNone()) {
      return learning.bound(state, corpus);
    }
    TopicPrior prior = seeded.prior();
    SumsLayout layout =
        SumsLayout.none()
            .vector(OF_CELLS, seeded.size(), SumsLayout.REAL, 0x1p64)
            .vector(OF_TOPICS, prior.topics(), SumsLayout.REAL, 0x1p64);
    TermCells cells = prior.cells();
    Blocks below = state.beside(TopicState.FADING_TOPICS);
    Sums sent =
        corpus.sums(
            state.topics(),
            below,
            layout,
            (block, beneath, rows, sums) -> add(cells, layout, block, rows, sums));
    double[] sentC = sent.vector(OF_CELLS);
    return prior.mixes()
        ? ofMixture(seeded, state, corpus, learning, sentC, sent.vector(OF_TOPICS))
        : ofCounts(seeded, state, corpus, learning, sentC);
  }

  private static double ofMixture(
      SeededTopics seeded,
      ModelState state,
      Sent corpus,
      VariationalLearning learning,
      double[] sentC,
      double[] sentK) {
    TermCells cells = seeded.prior().cells();
    SeededFactors factors = seeded.factors(state);
    double[] counts = seeded.counts(state);
    double eta = TopicState.eta(state);
    double[] totals = factors.besideTotals();
    double bound = learning.bound(seeded.with(state, totals), corpus) + factors.logPriors();
    for (int c = 0; c < sentC.length; c++) {
      int k = cells.column(c);
      double plain = eta + counts[c];
      double beside = factors.besideLambda(c);
      bound -= Special.lgamma(plain);
      bound -= (eta + sentC[c] - plain) * (Special.digamma(plain) - Special.digamma(totals[k]));
      bound += Special.lgamma(beside);
      bound += (eta - beside) * factors.logBesideTerm(c);
      bound += sentC[c] * factors.logWeight(c);
      sentK[k] -= sentC[c];
    }
    for (int k = 0; k < sentK.length; k++) {
      bound += sentK[k] * factors.logBeside(k);
    }
    return bound;
  }

  private static double ofCounts(
      SeededTopics seeded,
      ModelState state,
      Sent corpus,
      VariationalLearning learning,
      double[] sentC) {
    TopicPrior prior = seeded.prior();
    double[] more = prior.countTotals();
    double[] counts = seeded.counts(state);
    double eta = TopicState.eta(state);
    double[] totals = TopicState.lambdaTotals(state);
    Arrays.setAll(totals, k -> totals[k] + more[k]);
    double smooth = state.terms() * eta;
    double bound = learning.bound(seeded.with(state, totals), corpus);
    for (double own : more) {
      bound += Special.lgamma(smooth + own) - Special.lgamma(smooth);
    }
    for (int c = 0; c < sentC.length; c++) {
      double all = Special.digamma(totals[prior.cells().column(c)]);
      double plain = eta + counts[c];
      double lambda = plain + prior.count(c);
      double least = eta + prior.count(c);
      bound -= Special.lgamma(plain) - Special.lgamma(eta);
      bound -= (eta + sentC[c] - plain) * (Special.digamma(plain) - all);
      bound += Special.lgamma(lambda) - Special.lgamma(least);
      bound += (least + sentC[c] - lambda) * (Special.digamma(lambda) - all);
    }
    return bound;
  }

  /** What a block's statistics have at the cells, and in all. */
  private static void add(
      TermCells cells, SumsLayout layout, TermBlock block, TermRows rows, Sums sums) {
    int ofCells = layout.at(OF_CELLS);
    int ofTopics = layout.at(OF_TOPICS);
    while (rows.next()) {
      int cell = cells.from(rows.term());
      for (int j = 0; j < rows.size(); j++) {
        int k = rows.topic(j);
        sums.add(ofTopics + k, rows.count(j));
        while (cell < cells.size() && cells.term(cell) == rows.term() && cells.column(cell) < k) {
          cell++;
        }
        if (cell < cells.size() && cells.term(cell) == rows.term() && cells.column(cell) == k) {
          sums.add(ofCells + cell, rows.count(j));
        }
      }
    }
  }
}
