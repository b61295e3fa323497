package polya.describe;

import java.util.Arrays;
import java.util.stream.IntStream;
import polya.topics.Phi;
import polya.topics.TermBlock;

/**
 * FREX: how frequent and how exclusive a term is in a topic, the harmonic mean of two ranks,
 *
 * <pre>  1 / (½/F_k(φ_kw) + ½/E_k(e_kw)),  e_kw = φ_kw / Σ_j φ_jw,</pre>
 *
 * where F_k and E_k are the shares of terms whose φ, or e, in this topic is no higher. From 1/V to
 * 1. Bischof and Airoldi, "Summarizing topical content with word frequency and exclusivity", ICML
 * 2012, with weight ½.
 *
 * <p>Ranks need every term, so a few topics at a time are taken out of the model and sorted:
 * {@value #TOPICS} · 4 numbers a term at most, cost K · V log V on all cores.
 */
public final class Frex {
  private static final int TOPICS = 8;

  /**
   * Numbers that are brought from elsewhere at a time, where there the topics lie: at most so many
   * …
   */
  private static final long FETCHED = 1 << 25;

  /** … and one for so many bytes of this JVM's memory: there are some six copies on the way. */
  private static final long BYTES_A_NUMBER = 512;

  private Frex() {}

  /** What is asked of a topic's scores; called once a topic, from any thread. */
  private interface Use {
    void of(int topic, Scores scores);
  }

  /** One topic's terms. */
  private record Scores(double[] phi, double[] exclusive, double[] ranked, double[] rankedE) {
    double of(int term) {
      double frequency = share(ranked, phi[term]);
      double exclusivity = share(rankedE, exclusive[term]);
      return 1 / (0.5 / frequency + 0.5 / exclusivity);
    }

    /** The share of values that are no higher than one of them. */
    private static double share(double[] ascending, double x) {
      int low = 0;
      int high = ascending.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ascending[middle] <= x) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low / (double) ascending.length;
    }
  }

  /**
   * The terms of highest FREX of every topic, of equal ones those of higher probability, then of
   * lower index.
   *
   * @param n how many a topic, ≥ 1; all terms if there are fewer
   */
  public static int[][] top(TopicTerms terms, int n) {
    int size = Math.min(n, terms.terms());
    int[][] topK = new int[terms.topics()][];
    each(terms, (k, scores) -> topK[k] = top(scores, size));
    return topK;
  }

  private static int[] top(Scores scores, int size) {
    int[] top = new int[size];
    double[] values = new double[size];
    for (int w = 0; w < scores.phi.length; w++) {
      int filled = Math.min(w, size);
      double value = scores.of(w);
      if (filled == size && !before(scores, value, w, values[size - 1], top[size - 1])) {
        continue;
      }
      int at = Math.min(filled, size - 1);
      for (; at > 0 && before(scores, value, w, values[at - 1], top[at - 1]); at--) {
        values[at] = values[at - 1];
        top[at] = top[at - 1];
      }
      values[at] = value;
      top[at] = w;
    }
    return top;
  }

  private static boolean before(Scores scores, double value, int w, double other, int v) {
    return value > other || value == other && scores.phi[w] > scores.phi[v];
  }

  /**
   * The FREX of some terms.
   *
   * @param termsK terms of every topic
   * @return as many numbers of each
   */
  public static double[][] of(TopicTerms terms, int[][] termsK) {
    double[][] frexK = new double[termsK.length][];
    each(
        terms,
        (k, scores) -> frexK[k] = Arrays.stream(termsK[k]).mapToDouble(scores::of).toArray());
    return frexK;
  }

  private static void each(TopicTerms terms, Use use) {
    int some = terms.phi().blocks().isHere() ? TOPICS : fetched(terms.terms());
    for (int from = 0; from < terms.topics(); from += some) {
      int first = from;
      double[][] columns = columns(terms.phi(), first, Math.min(terms.topics(), first + some));
      IntStream.range(0, columns.length)
          .parallel()
          .forEach(i -> use.of(first + i, scores(terms, columns[i])));
    }
  }

  /** How many topics are brought at a time. */
  private static int fetched(int terms) {
    long numbers = Math.min(FETCHED, Runtime.getRuntime().maxMemory() / BYTES_A_NUMBER);
    return (int) Math.max(1, numbers / terms);
  }

  private static double[][] columns(Phi phi, int from, int to) {
    double[][] columns = new double[to - from][phi.terms()];
    int first = 0;
    for (double[][] some : phi.each((own, block) -> columns(own, block, from, to))) {
      for (int k = 0; k < some.length; k++) {
        System.arraycopy(some[k], 0, columns[k], first, some[k].length);
      }
      first += some[0].length;
    }
    return columns;
  }

  private static double[][] columns(Phi phi, TermBlock block, int from, int to) {
    double[][] columns = new double[to - from][block.size()];
    for (int i = 0; i < block.size(); i++) {
      for (int k = from; k < to; k++) {
        columns[k - from][i] = phi.weight(block.from() + i, k);
      }
    }
    return columns;
  }

  private static Scores scores(TopicTerms terms, double[] phi) {
    double[] exclusive = new double[phi.length];
    Arrays.setAll(exclusive, w -> terms.sum(w) > 0 ? phi[w] / terms.sum(w) : 0);
    double[] ranked = phi.clone();
    Arrays.sort(ranked);
    double[] rankedE = exclusive.clone();
    Arrays.sort(rankedE);
    return new Scores(phi, exclusive, ranked, rankedE);
  }
}
