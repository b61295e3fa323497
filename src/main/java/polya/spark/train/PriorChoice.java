package polya.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.infer.Inference;
import polya.infer.Round;
import polya.mixing.DocumentPrior;
import polya.spark.Jobs;
import polya.spark.Resident;
import polya.spark.exchange.Exchange;
import polya.topics.Phi;

/**
 * Chooses the documents' prior among some, by document completion ({@link DocumentCompletion}) of a
 * sample of training documents: whole tiles, so the choice depends on no partition, each under
 * topics without its own documents ({@link Inference#withheld}). Another prior than the first must
 * gain more than the standard error of its gain, over documents.
 */
record PriorChoice(
    Resident<Inference> method,
    Exchange.Published published,
    Round last,
    Resident<List<DocumentPrior>> priors,
    int tiles,
    int laneTiles)
    implements Serializable {
  private static final long SEED = 1;

  /** Tiles of the sample times topics. */
  private static final int TILES_TIMES_TOPICS = 800;

  private static final int LEAST_TILES = 2;
  private static final int MOST_TILES = 16;

  /** How many tiles make a sample: fewer with more topics, for about the same time. */
  static int sample(int allTiles, int topics) {
    int wanted = Math.max(LEAST_TILES, Math.min(MOST_TILES, TILES_TIMES_TOPICS / topics));
    return Math.min(allTiles, wanted);
  }

  /** What completion gives one tile's documents, by prior: sums, and sums of squares of gains. */
  private static final class Scores implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int tile;
    private final double[] sums;
    private final double[] squares;
    private long documents;

    Scores(int tile, int priors) {
      this.tile = tile;
      sums = new double[priors];
      squares = new double[priors];
    }
  }

  /** The index of the best prior. */
  int best(JavaRDD<Tile> rdd) {
    TreeSet<Integer> partitions = new TreeSet<>();
    for (int t = 0; t < tiles; t++) {
      partitions.add(t / laneTiles % rdd.getNumPartitions());
    }
    List<Scores> scores = new ArrayList<>();
    Jobs.run(rdd, List.copyOf(partitions), this::scores).forEach(scores::addAll);
    scores.sort(Comparator.comparingInt(s -> s.tile));
    return best(scores, priors.value().size());
  }

  private static int best(List<Scores> scores, int priors) {
    double[] gains = new double[priors];
    double[] squares = new double[priors];
    long documents = 0;
    for (Scores s : scores) {
      documents += s.documents;
      for (int i = 0; i < priors; i++) {
        gains[i] += s.sums[i];
        squares[i] += s.squares[i];
      }
    }
    int best = 0;
    for (int i = 1; i < priors; i++) {
      double variance = squares[i] - gains[i] * gains[i] / Math.max(1, documents);
      if (gains[i] > Math.sqrt(Math.max(0, variance)) && gains[i] > gains[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Gains over the first prior, tile by tile. */
  private ArrayList<Scores> scores(Iterator<Tile> visited) {
    ArrayList<Scores> all = new ArrayList<>();
    while (visited.hasNext()) {
      Tile tile = visited.next();
      if (tile.index() < tiles) {
        all.add(scores(tile));
      }
    }
    return all;
  }

  private Scores scores(Tile tile) {
    Phi phi = published.phi();
    Optional<Phi> withheld = method.value().withheld(tile, phi, published.globals(), last);
    List<Estimator.Scorer> scorers = new ArrayList<>();
    for (DocumentPrior prior : priors.value()) {
      scorers.add(new DocumentCompletion(SEED).open(withheld.orElse(phi), prior));
    }
    Scores scores = new Scores(tile.index(), scorers.size());
    for (int d = 0; d < tile.documents(); d++) {
      HeldOut document = HeldOut.of(document(tile, d, withheld.isPresent()), 0);
      double first = 0;
      for (int i = 0; i < scorers.size(); i++) {
        Estimate estimate = scorers.get(i).estimate(document);
        if (estimate.tokens() == 0) {
          break;
        }
        first = i == 0 ? estimate.logProbability() : first;
        double gain = estimate.logProbability() - first;
        scores.sums[i] += gain;
        scores.squares[i] += gain * gain;
        scores.documents += i == 0 ? 1 : 0;
      }
    }
    return scores;
  }

  /** A document, its terms as the corpus numbers them or as the tile does. */
  private static Document document(Tile tile, int d, boolean asTile) {
    int from = tile.offsets()[d];
    int words = tile.offsets()[d + 1] - from;
    int[] terms = new int[words];
    int[] counts = new int[words];
    for (int w = 0; w < words; w++) {
      int slot = tile.slots()[from + w];
      terms[w] = asTile ? slot : tile.terms()[slot];
      counts[w] = tile.counts()[from + w];
    }
    return new Document(Long.toHexString(tile.key(d)), terms, counts, tile.group(d));
  }
}
