package polya.lda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.corpus.Document;
import polya.math.Rows;
import polya.topics.TermBlock;

/**
 * Where topics begin: each gets a mass of 0.2 N/K expected counts, half of it spread like the terms
 * of a few random documents of its own and half like the whole corpus. A start near uniform would
 * collapse under pruning (ALGORITHMS §1.7).
 */
final class LdaSeeding {
  private static final double MASS = 0.2;
  private static final double UNIGRAM_SHARE = 0.5;

  private LdaSeeding() {}

  /**
   * The blocks of the first model. Where seeds run short each topic gets fewer: topics that began
   * with the same documents would stay alike for ever. Only beyond one topic a seed are they
   * shared.
   */
  static List<TermBlock> blocks(
      List<Document> seeds, int wanted, int topics, long tokens, long[] termFrequencies) {
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
        Document seed = seeds.get((k * perTopic + i) % seeds.size());
        for (int j = 0; j < seed.terms().length; j++) {
          rows[seed.terms()[j]][k] += (float) ((1 - UNIGRAM_SHARE) * mass * seed.counts()[j] / own);
        }
      }
    }
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < terms; from += TermBlock.SIZE) {
      blocks.add(
          TermBlock.of(
              from, Arrays.copyOfRange(rows, from, Math.min(terms, from + TermBlock.SIZE))));
    }
    return blocks;
  }

  /** Σ_w a_wk, in the order of the terms. */
  static double[] totals(List<TermBlock> blocks, int topics) {
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
