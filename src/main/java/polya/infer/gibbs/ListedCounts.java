package polya.infer.gibbs;

import java.util.Arrays;
import polya.math.LaneDraw;
import polya.math.Rows;
import polya.math.Uniforms;
import polya.mixing.Supports;

/**
 * A list of (topic, count) a document: a draw weighs the topics that the document holds, and the
 * prior's part, the same for all tokens of a term, is drawn from only when the point falls there.
 * Cost O(K_d) a token, whatever K is. A topic keeps its place while it has a count; z holds places,
 * so only a topic new to the document is looked for.
 */
final class ListedCounts implements DocumentCounts {
  /** Draws by ᾱ before weights are added up. */
  private static final int TRIES = 64;

  private final Rows rows;
  private final int topics;
  private final double[] alpha;

  /** Null where all documents have the one α. */
  private final Supports supports;

  /** By topic: one more than its place in the document being counted; zero between. */
  private final int[] placeK;

  /** Running sums of the tokens of a batch. */
  private float[] sums = new float[0];

  /** Where each document's list begins, and how long it is; lists are padded. */
  private int[] starts = new int[0];

  private int[] sizes = new int[0];
  private int[] topicOf = new int[0];
  private int[] countOf = new int[0];
  private TokenRun run;
  private long changed;
  private long unweighted;

  /**
   * Counts.
   *
   * @param alpha of all documents, or ᾱ where groups have their own
   * @param supports of groups that may use all topics, each with its own α; or null
   */
  ListedCounts(double[] alpha, Supports supports, Rows rows) {
    this.supports = supports;
    this.rows = rows;
    this.alpha = alpha;
    topics = alpha.length;
    placeK = new int[topics];
  }

  @Override
  public void open(TokenRun opened) {
    run = opened;
    if (starts.length < run.documents + 1) {
      starts = new int[2 * run.documents + 1];
      sizes = new int[2 * run.documents];
    }
    int longest = 0;
    for (int d = 0; d < run.documents; d++) {
      int most = Rows.padded(Math.min(topics, run.length(d)));
      longest = Math.max(longest, most);
      starts[d + 1] = Math.addExact(starts[d], most);
    }
    int all = starts[run.documents];
    if (topicOf.length < all) {
      topicOf = new int[all];
      countOf = new int[all];
    } else {
      Arrays.fill(topicOf, 0, all, 0);
      Arrays.fill(countOf, 0, all, 0);
    }
    if (sums.length < BATCH * (longest + Rows.LANES)) {
      sums = new float[BATCH * (longest + Rows.LANES)];
    }
    for (int d = 0; d < run.documents; d++) {
      sizes[d] = 0;
    }
    run.each((first, tile, before, after) -> restore(first, SweptInPart.lists(before)));
    for (int d = 0; d < run.documents; d++) {
      if (run.seated[d] || run.isPart) {
        sizes[d] = count(d);
      }
    }
  }

  /** Puts the lists of a tile's documents in their places. */
  private void restore(int firstDocument, int[] lists) {
    for (int at = 0, d = firstDocument; at < lists.length; d++) {
      sizes[d] = lists[at++];
      System.arraycopy(lists, at, topicOf, starts[d], sizes[d]);
      at += sizes[d];
    }
  }

  @Override
  public int[] lists(int firstDocument, int documents) {
    int length = documents;
    for (int d = firstDocument; d < firstDocument + documents; d++) {
      length += sizes[d];
    }
    int[] lists = new int[length];
    int at = 0;
    for (int d = firstDocument; d < firstDocument + documents; d++) {
      lists[at++] = sizes[d];
      System.arraycopy(topicOf, starts[d], lists, at, sizes[d]);
      at += sizes[d];
    }
    return lists;
  }

  /** Lists the topics of a document's tokens, after those listed already; they get places. */
  private int count(int d) {
    int[] z = run.z;
    int start = starts[d];
    int size = sizes[d];
    for (int j = 0; j < size; j++) {
      placeK[topicOf[start + j]] = j + 1;
    }
    for (int i = run.starts[d]; i < run.starts[d + 1]; i++) {
      int k = z[i];
      if (k < 0) {
        continue;
      }
      if (placeK[k] == 0) {
        topicOf[start + size] = k;
        placeK[k] = ++size;
      }
      z[i] = placeK[k] - 1;
      countOf[start + placeK[k] - 1]++;
    }
    for (int j = 0; j < size; j++) {
      placeK[topicOf[start + j]] = 0;
    }
    return size;
  }

  @Override
  public void takeOut(int from, int to, int token) {
    int[] entries = run.entries;
    for (int b = from; b < to; b++) {
      int e = run.waiting[b];
      countOf[starts[entries[e]] + run.z[entries[e + 1] + token]]--;
    }
  }

  @Override
  public void drawBatch(int from, int to, int token, TermWeights term, boolean seating) {
    int[] entries = run.entries;
    int so = 0;
    for (int b = from; b < to; b++) {
      int d = entries[run.waiting[b]];
      int size = Rows.padded(sizes[d]);
      rows.weighListed(countOf, topicOf, starts[d], term.phiK, sums, so, size);
      so += size + Rows.LANES;
    }
    so = 0;
    for (int b = from; b < to; b++) {
      int e = run.waiting[b];
      int d = entries[e];
      int size = Rows.padded(sizes[d]);
      drawToken(d, entries[e + 1] + token, so, size, term, seating);
      so += size + Rows.LANES;
    }
  }

  /** Draws a token's topic from sums that are ready, and counts it. */
  private void drawToken(int d, int i, int so, int size, TermWeights term, boolean seating) {
    int start = starts[d];
    int old = run.z[i];
    float held = LaneDraw.total(sums, so, size);
    double prior = term.prior();
    double total = held + prior;
    double u = run.draw(d);
    double point = u * total;
    int place;
    if (supports != null && total > 0 && total <= Double.MAX_VALUE) {
      point = kept(d, point, held, total, term);
    }
    if (Double.isNaN(point)) {
      int oldTopic = seating ? -1 : topicOf[start + old];
      int topic = summed(d, term);
      place = topic < 0 ? withoutWeights(d, old, u) : place(d, topic);
      changed += topic < 0 || topic == oldTopic ? 0 : 1;
    } else if (point < held || prior == 0 && held > 0 && held <= Float.MAX_VALUE) {
      place = LaneDraw.index(rows, sums, so, size, (float) point);
      changed += place == old ? 0 : 1;
    } else if (total > 0 && total <= Double.MAX_VALUE) {
      // The old topic may lose its place to the new one.
      int oldTopic = seating ? -1 : topicOf[start + old];
      int topic = term.topic(point - held);
      place = place(d, topic);
      changed += topic == oldTopic ? 0 : 1;
    } else {
      place = withoutWeights(d, old, u);
    }
    countOf[start + place]++;
    run.z[i] = place;
  }

  /**
   * A point whose topic is kept, drawn by ᾱ: one of the prior's part is kept with probability α_gk
   * / ᾱ_k, else all is drawn anew, which leaves the weights of the document's own α (rejection, von
   * Neumann 1951). What the document holds mostly decides, so tries are few.
   *
   * @return NaN after {@value #TRIES} tries
   */
  private double kept(int d, double first, float held, double total, TermWeights term) {
    int start = supports.start(supports.place(run.groups[d]));
    double point = first;
    long generator = Uniforms.beside(run.generators[d]);
    for (int tries = 0; tries < TRIES; tries++) {
      if (point < held || term.prior() == 0) {
        return point;
      }
      int k = term.topic(point - held);
      double u = Uniforms.of(generator);
      if (u * alpha[k] < supports.alphas()[start + k]) {
        return point;
      }
      generator = Uniforms.next(generator);
      point = Uniforms.of(generator) * total;
      generator = Uniforms.next(generator);
    }
    return Double.NaN;
  }

  /** A topic by all weights added up; −1 if they are nothing. Cost K. */
  private int summed(int d, TermWeights term) {
    int from = supports.start(supports.place(run.groups[d]));
    double[] weights = new double[topics];
    double sum = 0;
    for (int k = 0; k < topics; k++) {
      weights[k] = supports.alphas()[from + k] * term.phiK[k];
    }
    for (int j = 0; j < sizes[d]; j++) {
      int k = topicOf[starts[d] + j];
      weights[k] += (double) countOf[starts[d] + j] * term.phiK[k];
    }
    for (double weight : weights) {
      sum += weight;
    }
    double rest = Uniforms.of(Uniforms.beside(~run.generators[d])) * sum;
    int last = -1;
    for (int k = 0; k < topics; k++) {
      last = weights[k] > 0 ? k : last;
      rest -= weights[k];
      if (rest < 0) {
        return last;
      }
    }
    return last;
  }

  /** The place of a topic in a document's list; a new one, of count 0, if it has none. */
  private int place(int d, int topic) {
    int start = starts[d];
    int size = sizes[d];
    int free = -1;
    for (int j = 0; j < size; j++) {
      if (topicOf[start + j] == topic) {
        return j;
      }
      if (countOf[start + j] == 0 && free < 0) {
        free = j;
      }
    }
    if (free < 0) {
      free = size;
      sizes[d] = size + 1;
    }
    topicOf[start + free] = topic;
    return free;
  }

  /** The place it had; if none, one by the document alone. */
  private int withoutWeights(int d, int old, double u) {
    unweighted++;
    if (old >= 0) {
      return old;
    }
    double sum = 0;
    for (int j = 0; j < sizes[d]; j++) {
      sum += countOf[starts[d] + j];
    }
    double[] alphas = supports == null ? alpha : supports.alphas();
    int from = supports == null ? 0 : supports.start(supports.place(run.groups[d]));
    for (int k = 0; k < topics; k++) {
      sum += alphas[from + k];
    }
    double rest = u * sum;
    for (int j = 0; j < sizes[d]; j++) {
      rest -= countOf[starts[d] + j];
      if (rest < 0) {
        return j;
      }
    }
    int k = 0;
    while (k < topics - 1 && rest >= alphas[from + k]) {
      rest -= alphas[from + k++];
    }
    return place(d, k);
  }

  @Override
  public void close() {
    for (int d = 0; d < run.documents; d++) {
      for (int i = run.starts[d]; i < run.starts[d + 1]; i++) {
        run.z[i] = run.z[i] < 0 ? -1 : topicOf[starts[d] + run.z[i]];
      }
    }
  }

  @Override
  public long changed() {
    long n = changed;
    changed = 0;
    return n;
  }

  @Override
  public long unweighted() {
    long n = unweighted;
    unweighted = 0;
    return n;
  }
}
