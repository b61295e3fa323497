package polya.models.mixture;

import polya.corpus.Tile;
import polya.infer.Phase;
import polya.infer.Round;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.gibbs.Assignments;
import polya.infer.gibbs.DocumentSweep;
import polya.infer.gibbs.GibbsSums;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.SumsLayout;
import polya.topics.TermStatisticsBuilder;

/**
 * A Gibbs sweep: every document draws its topic from p(z_d = k) ∝ π_k Π_w Φ_wk^c_w. Given Φ and π
 * documents are independent, and their topics of the last sweep play no part. In sampling π is
 * drawn as Φ is; else it is its mean. Random numbers are keyed by (seed, round, document), those of
 * π by (seed, round).
 */
final class TopicSweep implements DocumentSweep {
  private static final long serialVersionUID = 1L;

  /** The key of π among the streams of {@link Purpose#HYPERPARAMETERS}; priors have 0. */
  private static final int SHARES = 1;

  private final long documents;
  private final int topics;
  private final long seed;

  TopicSweep(long documents, int topics, long seed) {
    this.documents = documents;
    this.topics = topics;
    this.seed = seed;
  }

  @Override
  public SumsLayout sums(SumsLayout common) {
    return MixtureSums.with(common, documents, topics);
  }

  @Override
  public int scans(Round round) {
    return 1;
  }

  @Override
  public double bytesInPhases() {
    return WeighedInPart.bytes(topics);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round, boolean isDrawn) {
    return open(phi, globals, round, isDrawn, new Phase(0, 1, 0, phi.terms(), phi.terms()));
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round, boolean isDrawn, Phase phase) {
    double[] logPiK =
        isDrawn
            ? MixtureState.drawnLogShares(
                globals, Streams.of(seed, Purpose.HYPERPARAMETERS, round.number(), SHARES))
            : MixtureState.logShares(globals);
    return new Pass(new LogWeights(phi, logPiK, true), topics, seed, round.number(), phase);
  }

  private static final class Pass implements TilePass {
    private final LogWeights weights;
    private final long seed;
    private final int round;
    private final Phase phase;
    private final double[] aK;
    private final long[] sumK;
    private final int[] touched;
    private int[] topicD = new int[0];

    Pass(LogWeights weights, int topics, long seed, int round, Phase phase) {
      this.weights = weights;
      this.seed = seed;
      this.round = round;
      this.phase = phase;
      aK = new double[topics];
      sumK = new long[topics];
      touched = new int[topics];
    }

    @Override
    public TileState visit(Tile tile, TileState before, TermStatisticsBuilder out) {
      weights.open(tile, phase.from(), phase.to());
      if (!phase.ends()) {
        return weighed(tile, before);
      }
      WeighedInPart part = before instanceof WeighedInPart inPart ? inPart : null;
      Assignments last = part == null ? (Assignments) before : part.last;
      Assignments next = Assignments.blank(aK.length, tile);
      if (topicD.length < tile.documents()) {
        topicD = new int[2 * tile.documents()];
      }
      int token = 0;
      for (int d = 0; d < tile.documents(); d++) {
        int tokens = Math.toIntExact(tile.tokens(d));
        out.visited(tokens);
        if (tokens > 0) {
          weigh(tile, d, part);
          int k = draw(tile.key(d));
          boolean stays = last.isSeated() && last.topic(token) == k;
          topicD[d] = k;
          report(k, tokens, stays, out);
          for (int end = token + tokens; token < end; token++) {
            next.set(token, k);
          }
        }
      }
      send(tile, out);
      return next;
    }

    /** What documents weigh after a phase that does not end the round. */
    private WeighedInPart weighed(Tile tile, TileState before) {
      WeighedInPart part = before instanceof WeighedInPart inPart ? inPart : null;
      Assignments last = part == null ? (Assignments) before : part.last;
      WeighedInPart next = new WeighedInPart(last, tile.documents(), aK.length);
      for (int d = 0; d < tile.documents(); d++) {
        next.ofSparse[d] = add(tile, d, part);
        System.arraycopy(aK, 0, next.a, d * aK.length, aK.length);
      }
      return next;
    }

    /** Goes on with a document's weights; returns its tokens of sparse rows so far. */
    private long add(Tile tile, int d, WeighedInPart part) {
      if (part == null) {
        weights.begin(aK);
        return weights.add(tile, d, aK);
      }
      System.arraycopy(part.a, d * aK.length, aK, 0, aK.length);
      return part.ofSparse[d] + weights.add(tile, d, aK);
    }

    private void weigh(Tile tile, int d, WeighedInPart part) {
      weights.end(aK, add(tile, d, part));
    }

    private int draw(long document) {
      LogSum.normalise(aK);
      RandomStream stream = Streams.of(seed, Purpose.SAMPLING, round, document);
      double u = stream.nextDouble();
      int k = 0;
      while (k + 1 < aK.length && u >= aK[k]) {
        u -= aK[k++];
      }
      return k;
    }

    private static void report(int k, int tokens, boolean stays, TermStatisticsBuilder out) {
      SumsLayout sums = out.layout().sums();
      out.sum(sums.at(MixtureSums.DOCUMENTS) + k, 1);
      out.sum(sums.at(GibbsSums.TOPIC_TOTALS) + k, tokens);
      out.sum(GibbsSums.FITTED, 1);
      out.sum(GibbsSums.ACTIVE, 1);
      out.sum(GibbsSums.CHANGED, stays ? 0 : tokens);
    }

    private void send(Tile tile, TermStatisticsBuilder out) {
      int[] documentOf = TileDocuments.ofEntries(tile);
      Tile.ByTerm byTerm = tile.byTerm();
      for (int s = 0; s < tile.terms().length; s++) {
        for (int i = byTerm.starts()[s]; i < byTerm.starts()[s + 1]; i++) {
          int entry = byTerm.entries()[i];
          sumK[topicD[documentOf[entry]]] += tile.counts()[entry];
        }
        TileDocuments.send(tile.terms()[s], sumK, touched, out);
      }
    }
  }
}
