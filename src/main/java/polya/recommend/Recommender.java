package polya.recommend;

import java.util.ArrayList;
import java.util.List;
import polya.corpus.Bag;
import polya.math.Rows;
import polya.mixing.DocumentPrior;
import polya.mixing.Mixtures;
import polya.topics.Phi;
import polya.topics.PhiReader;

/**
 * The unseen terms of highest score Σ_k E[θ_dk] φ_wk of each document, exactly: the expected count
 * of the term where documents have intensities, its probability where they have mixtures. θ is that
 * of {@link Mixtures}, scores are float32, of equal ones the lower index comes first. A document
 * without tokens gets what the prior likes best.
 *
 * <p>Documents are scored together, {@value #TILE} at most: the weights of {@value #BLOCK} terms
 * are turned so that terms lie side by side, and then serve all documents from the cache. Every
 * document gets the same bits in any company. Scratch of one thread: (K + 2n)·{@value #TILE} +
 * K·{@value #BLOCK} floats, nothing of size V. Cost: K·V multiply-adds a document, beside those of
 * its mixture.
 */
public final class Recommender {
  /** The most documents that are scored together. */
  public static final int TILE = 256;

  private static final int BLOCK = 128;
  private static final int GROUP = 4;

  private final Rows kernels = Rows.best();
  private final Phi phi;
  private final PhiReader reader;
  private final Mixtures mixtures;
  private final DocumentPrior documents;
  private final int topics;
  private final float[] thetaDK;
  private final BestTerms[] best;
  private final int[] seen = new int[TILE];
  private final float[] row;
  private final float[] blockKW;
  private final float[] scoreDW = new float[GROUP * BLOCK];

  /**
   * Scratch for documents under these topics.
   *
   * @param topics mean topics: each topic's weights add up to 1 over the terms
   * @param n how many terms a document gets, ≥ 1; fewer where fewer are unseen
   */
  public Recommender(Phi topics, DocumentPrior documents, int n) {
    this.documents = documents;
    this.phi = topics;
    this.topics = documents.topics();
    reader = topics.reader(kernels);
    mixtures = new Mixtures(topics, documents);
    thetaDK = new float[TILE * this.topics];
    row = new float[topics.rowLength()];
    blockKW = new float[this.topics * BLOCK];
    best = new BestTerms[TILE];
    for (int d = 0; d < TILE; d++) {
      best[d] = new BestTerms(Math.min(n, topics.terms()));
    }
  }

  /**
   * Recommends to these documents.
   *
   * @param bags documents, at most {@value #TILE}, of terms below V
   * @return as many, in their order
   */
  public List<Recommendation> recommend(List<Bag> bags) {
    for (int d = 0; d < bags.size(); d++) {
      weigh(bags.get(d), d);
      seen[d] = 0;
    }
    for (int from = 0; from < phi.terms(); from += BLOCK) {
      int size = Math.min(BLOCK, phi.terms() - from);
      turn(from, size);
      for (int d = 0; d < bags.size(); d += GROUP) {
        int group = Math.min(GROUP, bags.size() - d);
        kernels.combine(thetaDK, d * topics, group, blockKW, topics, scoreDW, BLOCK);
        for (int i = 0; i < group; i++) {
          hide(bags.get(d + i).terms(), d + i, i * BLOCK, from, size);
          best[d + i].offer(from, scoreDW, i * BLOCK, size);
        }
      }
    }
    List<Recommendation> all = new ArrayList<>(bags.size());
    for (int d = 0; d < bags.size(); d++) {
      all.add(best[d].take());
    }
    return all;
  }

  /** E θ_k of a document. */
  private void weigh(Bag document, int d) {
    double[] theta = mixtures.of(document.terms(), document.counts());
    double[] mean = documents.expected(theta, document.tokens());
    for (int k = 0; k < topics; k++) {
      thetaDK[d * topics + k] = (float) mean[k];
    }
  }

  /** The weights of a block's terms, K rows of them; what is past the last term stays unread. */
  private void turn(int from, int size) {
    for (int j = 0; j < size; j++) {
      reader.read(from + j, row, 0);
      for (int k = 0; k < topics; k++) {
        blockKW[k * BLOCK + j] = row[k];
      }
    }
  }

  /** Scores of the document's own terms in this block are made worse than any. */
  private void hide(int[] terms, int d, int at, int from, int size) {
    int next = seen[d];
    for (; next < terms.length && terms[next] < from + size; next++) {
      scoreDW[at + terms[next] - from] = Float.NEGATIVE_INFINITY;
    }
    seen[d] = next;
  }
}
