package polya.infer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.topics.Phi;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/**
 * A whole training run on one page: any family, any method, one thread, no Spark. The distributed
 * loop does the same with tiles, Φ and statistics where its executors are; the bits are the same.
 * This is where to read how training works, and what tests and benchmarks train with.
 *
 * <p>Not made for size: documents and model lie in the memory of this JVM.
 */
public final class PlainRun {
  private final Inference inference;
  private final MiniBatches schedule;
  private final List<Tile> tiles;

  /** What tiles remember. */
  private final TileState[] remembered;

  private final PartsSent parts = new PartsSent(Map.of());

  private ModelState state;
  private int next;

  // What the last round was, for whoever looks on.
  private Round round;
  private ModelState published;
  private Phi phi;
  private Batch batch;
  private SortedMap<String, Double> observed = new TreeMap<>();

  /**
   * A run that has not begun.
   *
   * @param first the model before the first round: {@link Inference#start} or {@link
   *     Inference#restart}
   */
  public PlainRun(ModelFamily.Training training, List<Tile> tiles, ModelState first) {
    inference = training.inference();
    schedule = training.schedule();
    this.tiles = List.copyOf(tiles);
    state = first;
    remembered = new TileState[tiles.size()];
    inference
        .memory()
        .ifPresent(
            memory -> {
              for (int t = 0; t < remembered.length; t++) {
                remembered[t] = memory.seat(this.tiles.get(t));
              }
            });
  }

  /** Documents as tiles: a hash of their ids says which is whose. */
  public static List<Tile> tiles(Collection<Document> documents, int tiles) {
    Tiling tiling = new Tiling(tiles);
    Map<Integer, List<Document>> byTile = new HashMap<>();
    for (Document document : documents) {
      byTile.computeIfAbsent(tiling.tileOf(document.key()), t -> new ArrayList<>()).add(document);
    }
    List<Tile> all = new ArrayList<>();
    for (int t = 0; t < tiles; t++) {
      all.add(Tile.of(t, byTile.getOrDefault(t, List.of())));
    }
    return all;
  }

  /** Whether rounds are left. */
  public boolean hasNext() {
    return next < schedule.rounds();
  }

  /** One round. */
  public PlainRun step() {
    round = schedule.round(next++);
    published = parts.enter(inference, state, round);
    phi = inference.publish(published, round);
    Sent sent = LocalSent.of(visit());
    PartsSent.Outcome outcome = parts.step(inference, published, sent, round);
    batch = outcome.batch();
    state = outcome.folded().next();
    observed = outcome.folded().observed();
    return this;
  }

  /** Visits the round's tiles: a task for each, or for each lane of them. */
  private List<TermStatistics> visit() {
    List<TermStatistics> sent = new ArrayList<>();
    TilePass pass = null;
    TermStatisticsBuilder out = null;
    for (int t = 0; t <= tiles.size(); t++) {
      boolean visited = t < tiles.size() && round.contains(t);
      boolean sameLane = t % round.laneTiles() != 0;
      if (pass != null && !(visited && round.lanes() && sameLane)) {
        pass.finish(out);
        sent.add(out.build());
        pass = null;
      }
      if (visited) {
        out = pass == null ? inference.statistics(round).open() : out;
        pass = pass == null ? inference.open(phi, published.globals(), round) : pass;
        TileState before = inference.remembers(round) ? remembered[t] : null;
        TileState after = pass.visit(tiles.get(t), before, out);
        remembered[t] = after == null ? remembered[t] : after;
      }
    }
    return sent;
  }

  /** All rounds that are left. */
  public PlainRun run() {
    while (hasNext()) {
      step();
    }
    return this;
  }

  /** The model before the next round. */
  public ModelState state() {
    return state;
  }

  /** What tiles remember, by tile. */
  public TileState[] remembered() {
    return remembered;
  }

  /** The last round. */
  public Round round() {
    return round;
  }

  /** The model that the last round published. */
  public ModelState published() {
    return published;
  }

  /** What its documents saw. */
  public Phi phi() {
    return phi;
  }

  /** What they sent. */
  public Batch batch() {
    return batch;
  }

  /** What the last round told of itself. */
  public SortedMap<String, Double> observed() {
    return observed;
  }
}
