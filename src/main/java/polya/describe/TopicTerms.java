package polya.describe;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import polya.corpus.Sections;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TopTerms;

/**
 * The terms of a model's topics beside those of its whole corpus, p_w = Σ_k π_k φ_kw. Memory: two
 * numbers a term beside the model, and what is asked for; of topics that lie elsewhere the rows of
 * terms whose figures were asked for. Arrays are its own. Not for several threads.
 */
public final class TopicTerms {
  /** λ that people found most helpful (Sievert and Shirley 2014). */
  public static final double LAMBDA = 0.6;

  private final Phi phi;
  private final double[] sharesK;
  private final double lambda;
  private final double[] marginalW;
  private final double[] sumW;

  /** Terms whose rows were brought here, where topics lie elsewhere. */
  private final BitSet fetched = new BitSet();

  private Phi near;

  private TopicTerms(Phi phi, double[] sharesK, double lambda, double[] marginalW, double[] sumW) {
    this.phi = phi;
    this.sharesK = sharesK;
    this.lambda = lambda;
    this.marginalW = marginalW;
    this.sumW = sumW;
  }

  /**
   * The terms of these topics. Cost: V·K.
   *
   * @param phi mean topics: each adds up to 1 over the terms
   * @param sharesK π, each topic's share of the tokens; adds up to 1
   * @param lambda λ of relevance, 0 … 1
   */
  public static TopicTerms of(Phi phi, double[] sharesK, double lambda) {
    double[] shares = sharesK.clone();
    double[] marginalW = new double[phi.terms()];
    double[] sumW = new double[phi.terms()];
    List<double[][]> blocks = phi.each((own, block) -> sums(own, block, shares));
    int from = 0;
    for (double[][] block : blocks) {
      System.arraycopy(block[0], 0, marginalW, from, block[0].length);
      System.arraycopy(block[1], 0, sumW, from, block[1].length);
      from += block[0].length;
    }
    return new TopicTerms(phi, shares, lambda, marginalW, sumW);
  }

  /** Σ_k π_k φ_kw and Σ_k φ_kw of a block's terms. */
  private static double[][] sums(Phi phi, TermBlock block, double[] sharesK) {
    double[][] sums = new double[2][block.size()];
    double[] row = new double[phi.topics()];
    for (int i = 0; i < block.size(); i++) {
      phi.expand(block.from() + i, row, 0);
      for (int k = 0; k < row.length; k++) {
        sums[0][i] += sharesK[k] * row[k];
        sums[1][i] += row[k];
      }
    }
    return sums;
  }

  /** The topics. */
  public Phi phi() {
    return phi;
  }

  /** K. */
  public int topics() {
    return phi.topics();
  }

  /** V. */
  public int terms() {
    return phi.terms();
  }

  /** λ of relevance. */
  public double lambda() {
    return lambda;
  }

  /** π_k, a topic's share of the tokens. */
  public double share(int topic) {
    return sharesK[topic];
  }

  /** p_w, a term's share of the tokens by the model. */
  public double marginal(int term) {
    return marginalW[term];
  }

  /** Σ_j φ_jw. */
  double sum(int term) {
    return sumW[term];
  }

  /**
   * Brings the rows of terms here whose figures will be asked for: one job for all of them, where
   * topics lie elsewhere.
   */
  public void fetch(int[]... terms) {
    if (phi.blocks().isHere()) {
      return;
    }
    int before = fetched.cardinality();
    for (int[] some : terms) {
      for (int term : some) {
        fetched.set(term);
      }
    }
    if (near == null || fetched.cardinality() > before) {
      near = phi.here(fetched);
    }
  }

  private Phi near(int term) {
    if (phi.blocks().isHere()) {
      return phi;
    }
    if (!fetched.get(term)) {
      fetch(new int[] {term});
    }
    return near;
  }

  /** What a term is to a topic. */
  public TermFigures figures(int topic, int term) {
    return TermFigures.of(weight(topic, term), marginalW[term], lambda);
  }

  /** φ_kw, a term's share of a topic. */
  public double weight(int topic, int term) {
    return near(term).weight(term, topic);
  }

  /**
   * How the tokens of a term fall to the topics, π_k φ_kw / p_w: K numbers that add up to 1, or all
   * 0 for a term that no topic has.
   */
  public double[] topicsOf(int term) {
    double[] row = new double[topics()];
    near(term).expand(term, row, 0);
    double p = marginalW[term];
    Arrays.setAll(row, k -> p > 0 ? sharesK[k] * row[k] / p : 0);
    return row;
  }

  /**
   * The first terms of every topic in an order, of equal ones those of lower index. A topic that is
   * alone is its corpus, and has its terms by probability where others have them by contrast. Cost:
   * V·K comparisons by blocks; for {@link TermOrder#FREX} that of {@link Frex}.
   *
   * @param n how many a topic, ≥ 1; all terms if there are fewer
   * @return K lists of terms, each as long
   */
  public int[][] top(TermOrder order, int n) {
    if (order == TermOrder.FREX) {
      return Frex.top(this, n);
    }
    return indices(TopTerms.of(phi, n, score(order)));
  }

  /**
   * The same among the terms of one section.
   *
   * @param section which of the topics' {@link Phi#sections}
   * @throws IllegalArgumentException for {@link TermOrder#FREX}, which ranks a term among all
   */
  public int[][] top(TermOrder order, int n, int section) {
    Sections sections = phi.sections();
    if (sections.isOne()) {
      return top(order, n);
    }
    if (order == TermOrder.FREX) {
      throw new IllegalArgumentException("frex ranks a term among all");
    }
    int from = sections.from(section);
    int to = sections.to(section);
    TopTerms.Score own = score(order);
    TopTerms.Score within =
        (term, row) -> {
          if (term < from || term >= to) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
          } else {
            own.of(term, row);
          }
        };
    int most = Math.min(n, to - from);
    return most == 0 ? new int[topics()][0] : indices(TopTerms.of(phi, most, within));
  }

  /**
   * The first terms of every topic by relevance at another λ, of equal ones those of lower index.
   *
   * @param at λ, 0 … 1
   * @param n how many a topic, ≥ 1; all terms if there are fewer
   */
  public int[][] relevant(double at, int n) {
    return indices(TopTerms.of(phi, n, relevance(at)));
  }

  private int[][] indices(TopTerms top) {
    int[][] termsK = new int[topics()][top.size()];
    for (int k = 0; k < termsK.length; k++) {
      for (int i = 0; i < top.size(); i++) {
        termsK[k][i] = top.term(k, i);
      }
    }
    return termsK;
  }

  /** A score in the same order, that takes no logarithm where none is needed. */
  private TopTerms.Score score(TermOrder order) {
    double[] p = marginalW;
    return switch (order) {
      case PROBABILITY -> (term, row) -> {};
      case RELEVANCE -> relevance(lambda);
      case CONTRAST -> topics() == 1 ? score(TermOrder.PROBABILITY) : contrast(p);
      case FREX -> throw new IllegalArgumentException("FREX has no score of one term");
    };
  }

  /** φ log(φ/p); a term that a topic does not have comes behind all that it has too little of. */
  private static TopTerms.Score contrast(double[] p) {
    return (term, row) -> {
      for (int k = 0; k < row.length; k++) {
        row[k] = row[k] > 0 ? row[k] * Math.log(row[k] / p[term]) : Double.NEGATIVE_INFINITY;
      }
    };
  }

  /** φ_kw · p_w^(λ − 1), which rises with λ · log φ + (1 − λ) · log(φ / p). */
  private TopTerms.Score relevance(double at) {
    double[] p = marginalW;
    double power = at - 1;
    return (term, row) -> {
      double factor = p[term] > 0 ? Math.pow(p[term], power) : 0;
      for (int k = 0; k < row.length; k++) {
        row[k] *= factor;
      }
    };
  }
}
