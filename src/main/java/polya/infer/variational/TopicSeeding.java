package polya.infer.variational;

import java.util.Arrays;
import java.util.List;
import polya.Failure;
import polya.corpus.Document;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.math.Rows;
import polya.params.Settings;
import polya.topics.TermBlock;

/**
 * Where topics begin: each gets a mass of 0.2 N/K expected counts, half of it spread like the terms
 * of a few random documents of its own and half like the whole corpus. A start near uniform would
 * collapse under pruning (algorithms.md §1.7).
 */
public final class TopicSeeding {
  private static final double MASS = 0.2;
  private static final double UNIGRAM_SHARE = 0.5;
  private static final double SEED_TOKENS = 100;

  private TopicSeeding() {}

  /** How many random documents a run starts each topic with. */
  public static int documentsPerTopic(Settings settings, CorpusFacts facts) {
    double length = Math.max(1, facts.meanLength());
    int enough = (int) Math.min(60, Math.max(3, Math.ceil(SEED_TOKENS / length)));
    return settings.get(VariationalParameters.SEED_DOCUMENTS).orElse(enough);
  }

  /**
   * The blocks of the first model. Where seeds run short each topic gets fewer: topics that began
   * with the same documents would stay alike for ever. Only beyond one topic a seed are they
   * shared, and {@link TiedTopics} told apart.
   *
   * @param seeds documents no two of which are the same bag of words
   * @param wanted how many of them a topic is to have at most
   * @param seed of what tells topics apart that would begin equal
   */
  public static List<TermBlock> blocks(
      List<Document> seeds,
      int wanted,
      int topics,
      long tokens,
      long[] termFrequencies,
      long seed) {
    int perTopic = Math.max(1, Math.min(wanted, seeds.size() / topics));
    int terms = termFrequencies.length;
    double mass = MASS * tokens / topics;
    float[][] rows = new float[terms][];
    for (int w = 0; w < terms; w++) {
      rows[w] = new float[Rows.padded(topics)];
      Arrays.fill(rows[w], 0, topics, (float) (UNIGRAM_SHARE * mass * termFrequencies[w] / tokens));
    }
    for (int k = 0; k < topics && !seeds.isEmpty(); k++) {
      long own = 0;
      for (int i = 0; i < perTopic; i++) {
        own += seeds.get((k * perTopic + i) % seeds.size()).tokens();
      }
      for (int i = 0; i < perTopic && own > 0; i++) {
        Document d = seeds.get((k * perTopic + i) % seeds.size());
        for (int j = 0; j < d.terms().length; j++) {
          rows[d.terms()[j]][k] += (float) ((1 - UNIGRAM_SHARE) * mass * d.counts()[j] / own);
        }
      }
    }
    TiedTopics.separate(rows, topics, seed);
    return TermBlock.all(rows);
  }

  /**
   * The blocks of the first model of a run that starts from an earlier one. Of the terms that the
   * earlier model has, its expected counts λ − η, times one factor that makes them add up to those
   * terms' tokens in this corpus: the mass that statistics of this corpus will have, so that η
   * means to them what it will mean later, and a corpus that grew or shrank gives no topic another
   * share. A new term gets its own tokens, spread over the topics by their shares: as likely under
   * any topic, so that the other terms of its documents decide where it belongs. Topics that were
   * equal are told apart by {@link TiedTopics}.
   *
   * @param earlier rows of λ, zeros for a new term, and globals as {@link TopicState#parameters}
   *     gives them
   * @param seed of what tells topics apart that would begin equal
   */
  public static List<TermBlock> restarted(
      ModelState earlier, int topics, long[] termFrequencies, long seed) {
    double eta = earlier.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    double[] shares = new double[topics];
    double tokens = 0;
    for (int w = 0; w < termFrequencies.length; w++) {
      float[] row = earlier.row(w);
      tokens += isNew(row) ? 0 : termFrequencies[w];
      for (int k = 0; k < topics; k++) {
        shares[k] += isNew(row) ? 0 : Math.max(0, row[k] - eta);
      }
    }
    double counts = Arrays.stream(shares).sum();
    if (counts == 0 || tokens == 0) {
      throw Failure.store(
          "Cannot start from the earlier model: its topics hold "
              + counts
              + " counts of terms that stand "
              + tokens
              + " times in this corpus; both must be more than 0. Train without --warm-start.");
    }
    float[][] rows = new float[termFrequencies.length][Rows.padded(topics)];
    for (int w = 0; w < rows.length; w++) {
      float[] row = earlier.row(w);
      for (int k = 0; k < topics; k++) {
        rows[w][k] =
            (float)
                (isNew(row)
                    ? termFrequencies[w] * shares[k] / counts
                    : Math.max(0, row[k] - eta) * tokens / counts);
      }
    }
    TiedTopics.separate(rows, topics, seed);
    return TermBlock.all(rows);
  }

  /** No term of a model has a row of zeros: λ is at least η. */
  private static boolean isNew(float[] lambda) {
    return lambda[0] == 0;
  }

  /** Σ_w a_wk, in the order of the terms. */
  public static double[] totals(List<TermBlock> blocks, int topics) {
    double[] totals = new double[topics];
    for (TermBlock block : blocks) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        float[] row = block.row(w);
        for (int k = 0; k < topics; k++) {
          totals[k] += row[k];
        }
      }
    }
    return totals;
  }

  /** A block's rows times a factor; for 0 all are one shared row of zeros. */
  static float[][] scaled(TermBlock block, double factor, int topics) {
    if (factor == 0) {
      return TermBlock.zeros(block.from(), block.size(), Rows.padded(topics)).copyOfRows();
    }
    float[][] rows = block.copyOfRows();
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i].clone();
      for (int k = 0; k < topics; k++) {
        row[k] = (float) (factor * row[k]);
      }
      rows[i] = row;
    }
    return rows;
  }
}
