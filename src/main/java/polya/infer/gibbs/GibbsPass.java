package polya.infer.gibbs;

import polya.corpus.Tile;
import polya.infer.Phase;
import polya.infer.Round;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.math.Purpose;
import polya.math.Rows;
import polya.math.Uniforms;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.Supports;
import polya.topics.Phi;
import polya.topics.TermStatisticsBuilder;

/**
 * Gibbs sweeps over tiles under one Φ, θ integrated out: each token's topic is drawn from z_i = k ∝
 * (n_dk + α_k) Φ_wk, its own count taken out (Magnusson, Jonsson, Villani and Broman 2018,
 * "partially collapsed"; algorithms.md §2.1). Given Φ documents are independent, so they are swept
 * in parallel and exactly; each document's tokens are scanned in their order, so any number of
 * sweeps under one Φ is still a valid scan.
 *
 * <p>A tile whose state is unseated is seated first: token by token, z ∝ (n_dk + α_k) Φ_wk with the
 * counts of the document's tokens seated so far. Then it is swept as the others.
 *
 * <p>Runs of tiles are swept together, term by term (algorithms.md §2.5). Random numbers are keyed
 * by (seed, round, document, local sweep, token of the document), sums by document are added within
 * it: so nothing depends on how tiles fall into runs or tasks. Weights are of float32: a draw has
 * its conditional to about 1e-5 in total variation, see {@link polya.math.LaneDraw}.
 *
 * <p>Where documents of groups have priors of their own a token is drawn among the topics that its
 * document may use, k of its support and α_k of its group ({@link SupportCounts}); where all may
 * use all topics the kernels are those of one prior, with the α of each document's group.
 *
 * <p>Sends whole counts n_wk, {@link GibbsSums}, and on demand what priors are learned of: {@link
 * CountHistogram}, or where groups have priors of their own {@link DocumentTables}.
 */
public final class GibbsPass implements TilePass {
  /** Up to so many topics all of them are weighed at every draw. */
  private static final int MOST_DENSE = 256;

  /** Tokens after which a run is swept: terms' rows are read once a run. */
  private static final int RUN_TOKENS = 200_000;

  /** Counts after which a run is swept, where every document has K: 1 MB in 16 bits. */
  private static final int RUN_COUNTS = 1 << 19;

  /** Tokens after which counts are sent. */
  private static final int SENT_TOKENS = 500_000;

  private static final float HELD_SHARE = 0.01f;

  private final long seed;
  private final Round round;

  /** The first sweep, 0 for seating, and the last. */
  private final int firstSweep;

  private final int lastSweep;

  /** All of a round's sweeps. */
  private final int sweeps;

  /** Null where all of them are taken, over all terms. */
  private final Phase phase;

  private final boolean learns;
  private final int topics;
  private final boolean dense;

  /** Null where all documents have one prior. */
  private final Supports supports;

  /** Whether documents of every group may use all topics. */
  private final boolean hasAll;

  private final DocumentTables tables;
  private final TermWeights term;
  private final DocumentCounts counts;
  private final TokenRun run;
  private final SweptRuns swept;
  private final CountHistogram histogram;
  private final int[] listed;

  /** n_dk of the document being reported; zero between. */
  private final int[] countK;

  /** Counts that the run takes, where documents have so many whatever their tokens. */
  private long runCounts;

  private long fitted;
  private long active;

  /** What a pass sends beside counts for priors to be learned of. */
  enum Learning {
    /** Nothing. */
    NONE,
    /** Tables and exposure as they are expected. */
    CLIMBED,
    /** Tables and exposure drawn. */
    DRAWN
  }

  /** Whether so many topics of a document are listed where it has them. */
  static boolean isListed(int topics) {
    return topics > MOST_DENSE;
  }

  /**
   * Opens the pass.
   *
   * @param phi weights by {@link Phi.Link#IDENTITY}, in any scale common to the topics of a term
   * @param prior the documents'; every α of a support is &gt; 0
   * @param seed the run's seed
   * @param round whose number keys the random numbers
   * @param sweeps local sweeps under this Φ, ≥ 1
   * @param learning what is sent; of documents that share a prior the histograms of counts, of
   *     which either is made later
   * @param byGroup whether tables and exposure are sent by group
   * @param phase the part of the sweeps that is taken, of as many scans as they and perhaps seating
   *     make; null for all
   */
  GibbsPass(
      Phi phi,
      DocumentPrior prior,
      long seed,
      Round round,
      int sweeps,
      Learning learning,
      boolean byGroup,
      Phase phase) {
    this(
        phi,
        prior,
        seed,
        round,
        sweeps,
        learning,
        byGroup,
        phase,
        Rows.atHand(),
        !isListed(prior.topics()));
  }

  /** Of documents that share a prior α. */
  public GibbsPass(
      Phi phi, double[] alpha, long seed, Round round, int sweeps, boolean hasHistogram) {
    this(phi, alpha, seed, round, sweeps, hasHistogram, Rows.atHand(), !isListed(alpha.length));
  }

  /** Of documents that share a prior α, by these kernels and in this layout of the counts. */
  public GibbsPass(
      Phi phi,
      double[] alpha,
      long seed,
      Round round,
      int sweeps,
      boolean hasHistogram,
      Rows rows,
      boolean dense) {
    this(
        phi,
        new DirichletDocuments(alpha),
        seed,
        round,
        sweeps,
        hasHistogram ? Learning.DRAWN : Learning.NONE,
        false,
        null,
        rows,
        dense);
  }

  /** The same in any layout. */
  GibbsPass(
      Phi phi,
      DocumentPrior prior,
      long seed,
      Round round,
      int sweeps,
      Learning learning,
      boolean byGroup,
      Phase phase,
      Rows rows,
      boolean dense) {
    double[] alpha = prior.alpha();
    if (alpha.length != phi.topics()) {
      throw new IllegalArgumentException(
          "a prior of " + alpha.length + " numbers for " + phi.topics() + " topics");
    }
    if (sweeps < 1) {
      throw new IllegalArgumentException(sweeps + " sweeps; at least one is needed");
    }
    for (double a : alpha) {
      if (!(a > 0 && a <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException("a prior with " + a + " in it; only numbers above 0 go");
      }
    }
    this.seed = seed;
    this.round = round;
    this.sweeps = sweeps;
    this.phase = phase;
    firstSweep = phase == null ? 0 : phase.scan() + sweeps + 1 - phase.scans();
    lastSweep = phase == null ? sweeps : firstSweep;
    learns = learning != Learning.NONE;
    topics = alpha.length;
    supports = prior.isShared() ? null : new Supports(prior);
    hasAll = supports == null || prior.hasAll();
    this.dense = dense && hasAll;
    boolean byList = hasAll && !dense;
    double[] envelope = byList && supports != null ? prior.envelope() : alpha;
    term = new TermWeights(phi, envelope, rows, byList);
    counts =
        !hasAll
            ? new SupportCounts(supports, topics, rows)
            : dense
                ? new DenseCounts(alpha, supports, rows)
                : new ListedCounts(envelope, supports, rows);
    tables =
        supports == null
            ? null
            : new DocumentTables(
                supports, byGroup ? topics : 0, learning == Learning.DRAWN, seed, round.number());
    run = new TokenRun(phase == null ? phi.terms() : phase.terms());
    swept = new SweptRuns(topics);
    histogram = new CountHistogram(topics);
    listed = new int[topics];
    countK = new int[topics];
  }

  @Override
  public TileState visit(Tile tile, TileState before, TermStatisticsBuilder out) {
    Assignments topicsNext = Assignments.blank(topics, tile);
    if (run.tokens > Integer.MAX_VALUE - topicsNext.tokens()) {
      sweepRun(out);
    }
    TileState next = ends() ? topicsNext : new SweptInPart(topicsNext, seatedBelow(before));
    run.add(tile, before, next);
    runCounts += counts(tile);
    if (run.tokens >= RUN_TOKENS || runCounts >= RUN_COUNTS) {
      sweepRun(out);
    }
    return next;
  }

  /** Whether tokens have their topics of this round after this. */
  private boolean ends() {
    return phase == null || phase.ends();
  }

  /** Below which term a tile's tokens have topics after this phase. */
  private int seatedBelow(TileState before) {
    if (SweptInPart.seatedBelow(before) == SweptInPart.ALL) {
      return SweptInPart.ALL;
    }
    if (firstSweep > 0) {
      throw new IllegalStateException("tokens without topics are swept");
    }
    return phase.endsScan() ? SweptInPart.ALL : phase.to();
  }

  /** How many counts the documents of a tile have whatever their tokens. */
  private long counts(Tile tile) {
    if (hasAll) {
      return dense ? (long) tile.documents() * topics : 0;
    }
    long counted = 0;
    for (int d = 0; d < tile.documents(); d++) {
      counted += supports.padded(supports.place(tile.group(d)));
    }
    return counted;
  }

  @Override
  public void finish(TermStatisticsBuilder out) {
    sweepRun(out);
    if (!ends()) {
      return;
    }
    swept.send(out);
    swept.sendTotals(out);
    if (learns && tables == null) {
      histogram.send(out);
    }
  }

  private void sweepRun(TermStatisticsBuilder out) {
    runCounts = 0;
    run.sort();
    counts.open(run);
    for (int s = run.allSeated ? Math.max(1, firstSweep) : firstSweep; s <= lastSweep; s++) {
      counts.changed();
      sweep(s, s == 0);
    }
    long changed = counts.changed();
    out.sum(GibbsSums.CHANGED, lastSweep == sweeps ? changed : 0);
    out.sum(GibbsSums.UNWEIGHTED, counts.unweighted());
    counts.close();
    if (ends()) {
      report(out);
    } else {
      run.each(
          (first, tile, before, after) ->
              ((SweptInPart) after).keep(counts.lists(first, tile.documents())));
    }
    run.store();
    if (swept.tokens() >= SENT_TOKENS) {
      swept.send(out);
    }
  }

  /** Sends what the documents of the run came to. */
  private void report(TermStatisticsBuilder out) {
    for (int d = 0; d < run.documents; d++) {
      report(d, out);
    }
    out.sum(GibbsSums.FITTED, fitted);
    out.sum(GibbsSums.ACTIVE, active);
    fitted = 0;
    active = 0;
    swept.add(run);
  }

  /** One scan over all tokens of the run, or over those of the phase's terms. */
  private void sweep(int sweep, boolean seating) {
    for (int d = 0; d < run.documents; d++) {
      run.generators[d] = Uniforms.key(seed, Purpose.SAMPLING, round.number(), run.keys[d], sweep);
    }
    int from = phase == null ? 0 : run.place(phase.from());
    int to = phase == null ? run.termCount : run.place(phase.to());
    run.skip(from);
    for (int i = from; i < to; i++) {
      term.load(run.terms[i]);
      counts.draw(run, run.termStarts[i], run.termStarts[i + 1], term, seating);
    }
  }

  private void report(int d, TermStatisticsBuilder out) {
    int tokens = run.length(d);
    out.visited(tokens);
    if (tokens == 0) {
      return;
    }
    fitted++;
    int n = list(d);
    if (learns && tables != null) {
      tables.send(run.groups[d], run.keys[d], countK, tokens, out);
    }
    boolean counted = learns && tables == null;
    for (int j = 0; j < n; j++) {
      int k = listed[j];
      active += countK[k] >= HELD_SHARE * tokens ? 1 : 0;
      if (counted) {
        histogram.topic(k, countK[k]);
      }
      countK[k] = 0;
    }
    if (counted) {
      histogram.length(tokens);
    }
  }

  /** Counts a document's topics, and lists them; returns how many there are. */
  private int list(int d) {
    int n = 0;
    for (int i = run.starts[d]; i < run.starts[d + 1]; i++) {
      int k = run.z[i];
      if (countK[k]++ == 0) {
        listed[n++] = k;
      }
    }
    return n;
  }
}
