package polya.models.mixture;

import java.util.Arrays;
import polya.corpus.Tile;
import polya.math.Rows;
import polya.topics.Phi;
import polya.topics.PhiReader;

/**
 * Documents' log weights of topics, a_dk = log π_k + Σ_w c_dw log Φ_wk, in float64. Logarithms of a
 * tile's terms are taken once a tile: K of a dense row; of a sparse row those of its entries, as
 * what they are above the row of zeros, log b_k, so that
 *
 * <pre>  a_dk = log π_k + log b_k Σ_w c_w + Σ_(w: k in w) c_w log(Φ_wk / b_k)</pre>
 *
 * costs a document K and the entries of its sparse rows. A weight of zero, which only a drawn topic
 * has whose float32 is none, counts as {@value #LEAST}: it all but forbids the topic, yet where all
 * topics have one the others decide. Scratch of one thread; memory a tile's terms times K at most.
 */
final class LogWeights {
  static final double LEAST = 1e-60;

  private final Phi phi;
  private final double[] logPiK;
  private final int topics;

  /** Null where rows are dense, or a row of zeros has no weight. */
  private final PhiReader reader;

  /** log b_k. */
  private final double[] backgroundK;

  private final int[] rowTopics;
  private final float[] rowWeights;

  /** By slot of the tile where its logarithms begin, and how many; K of a dense row. */
  private int[] starts = new int[0];

  private boolean[] isSparse = new boolean[0];
  private boolean[] isOpen = new boolean[0];
  private double[] logs = new double[0];
  private int[] topicOf = new int[0];

  /**
   * Weights under these topics.
   *
   * @param hasSparse whether rows may be sparse: only of mean topics
   */
  LogWeights(Phi phi, double[] logPiK, boolean hasSparse) {
    this.phi = phi;
    this.logPiK = logPiK;
    topics = phi.topics();
    reader = hasSparse && phi.offset() > 0 ? phi.reader(Rows.atHand()) : null;
    rowTopics = new int[phi.rowLength()];
    rowWeights = new float[phi.rowLength()];
    backgroundK = new double[topics];
    if (reader != null) {
      float[] background = new float[phi.rowLength()];
      reader.background(background);
      Arrays.setAll(backgroundK, k -> log(background[k]));
    }
  }

  private static double log(double weight) {
    return Math.log(Math.max(weight, LEAST));
  }

  /** Takes the logarithms of a tile's terms. */
  void open(Tile tile) {
    open(tile, 0, Integer.MAX_VALUE);
  }

  /** Takes those of its terms from one on that lie before another; the others add nothing then. */
  void open(Tile tile, int fromTerm, int toTerm) {
    int slots = tile.terms().length;
    if (isSparse.length < slots) {
      isSparse = new boolean[2 * slots];
      isOpen = new boolean[2 * slots];
      starts = new int[2 * slots + 1];
    }
    for (int s = 0; s < slots; s++) {
      int from = starts[s];
      if (logs.length < from + topics) {
        logs = Arrays.copyOf(logs, 2 * (from + topics));
        topicOf = Arrays.copyOf(topicOf, logs.length);
      }
      int term = tile.terms()[s];
      isOpen[s] = term >= fromTerm && term < toTerm;
      if (!isOpen[s]) {
        starts[s + 1] = from;
        continue;
      }
      int entries = reader == null ? -1 : reader.readSparse(term, rowTopics, rowWeights);
      isSparse[s] = entries >= 0;
      if (entries < 0) {
        phi.expand(term, logs, from);
        for (int k = 0; k < topics; k++) {
          logs[from + k] = log(logs[from + k]);
        }
      }
      for (int i = 0; i < entries; i++) {
        topicOf[from + i] = rowTopics[i];
        logs[from + i] = log(rowWeights[i]) - backgroundK[rowTopics[i]];
      }
      starts[s + 1] = from + (entries < 0 ? topics : entries);
    }
  }

  /**
   * A document of the tile that was opened last.
   *
   * @param a output, K numbers
   */
  void weigh(Tile tile, int d, double[] a) {
    begin(a);
    end(a, add(tile, d, a));
  }

  /** The weights of a document of no tokens. */
  void begin(double[] a) {
    System.arraycopy(logPiK, 0, a, 0, topics);
  }

  /**
   * Adds what a document's tokens of the open terms weigh beyond their backgrounds; terms ascend.
   *
   * @return how many of them have sparse rows
   */
  long add(Tile tile, int d, double[] a) {
    long ofSparse = 0;
    for (int i = tile.offsets()[d]; i < tile.offsets()[d + 1]; i++) {
      int slot = tile.slots()[i];
      int count = tile.counts()[i];
      int from = starts[slot];
      if (!isOpen[slot]) {
        continue;
      }
      if (isSparse[slot]) {
        ofSparse += count;
        for (int j = from; j < starts[slot + 1]; j++) {
          a[topicOf[j]] += count * logs[j];
        }
      } else {
        for (int k = 0; k < topics; k++) {
          a[k] += count * logs[from + k];
        }
      }
    }
    return ofSparse;
  }

  /** Adds the backgrounds of so many tokens of sparse rows. */
  void end(double[] a, long ofSparse) {
    if (ofSparse > 0) {
      for (int k = 0; k < topics; k++) {
        a[k] += ofSparse * backgroundK[k];
      }
    }
  }
}
