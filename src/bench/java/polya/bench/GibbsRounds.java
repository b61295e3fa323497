package polya.bench;

import polya.topics.LocalBlocks;
import polya.topics.StatisticsLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import polya.infer.CorpusFacts;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.gibbs.Assignments;
import polya.infer.gibbs.GibbsPass;
import polya.infer.gibbs.GibbsSums;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.TileState;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/**
 * Gibbs rounds on one thread and without Spark: seated under the Φ of one pass of SVI, then mean Φ
 * from the counts of the round before.
 */
final class GibbsRounds {
  private static final double BETA = 0.01;

  private final int topics;
  private final int terms;
  private final boolean sparse;
  private final double[] alpha;
  private final List<Tile> tiles;
  private List<TileState> states = new ArrayList<>();
  private Phi phi;
  private int number;

  /**
   * Trains the start; nothing is seated yet.
   *
   * @param terms V
   * @param sparse whether Φ has sparse rows
   */
  GibbsRounds(List<Document> documents, int terms, int topics, boolean sparse) {
    this.topics = topics;
    this.terms = terms;
    this.sparse = sparse;
    alpha = new double[topics];
    Arrays.fill(alpha, 5.0 / topics);
    PlainRounds start =
        new PlainRounds(
            documents, terms, Map.of("k", Integer.toString(topics), "passes", "1"));
    tiles = start.tiles();
    ModelState state = start.train(documents);
    phi = start.inference().publish(state, start.round(0));
    tiles.forEach(tile -> states.add(Assignments.unseated()));
  }

  /** A pass over all tiles under the present Φ; changes nothing here. */
  TermStatistics sweep() {
    return sweep(new ArrayList<>());
  }

  private TermStatistics sweep(List<TileState> after) {
    Round round = new Round(number, number + 1, number, true, -1, 1, false, 0, 1, 1, 1);
    GibbsPass pass = new GibbsPass(phi, alpha, 1, round, 1, false);
    TermStatisticsBuilder out =
        StatisticsLayout.of(topics, terms, 0, GibbsSums.of(new CorpusFacts(1 << 20, 1 << 30, new long[1]), topics)).open();
    for (int t = 0; t < tiles.size(); t++) {
      after.add(pass.visit(tiles.get(t), states.get(t), out));
    }
    pass.finish(out);
    return out.build();
  }

  /** A round: a pass, and the next Φ from its counts. */
  TermStatistics round() {
    List<TileState> after = new ArrayList<>();
    TermStatistics sent = sweep(after);
    states = after;
    phi = mean(sent);
    number++;
    return sent;
  }

  /** (n_wk + β) / (n_k + Vβ). */
  private Phi mean(TermStatistics sent) {
    double[] totals = TermStatistics.sums(List.of(sent)).vector(GibbsSums.TOPIC_TOTALS);
    double[] scale = new double[topics];
    for (int k = 0; k < topics; k++) {
      scale[k] = 1 / (totals[k] + terms * BETA);
    }
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < terms; from += TermBlock.SIZE) {
      TermBlock block = block(sent, from);
      blocks.add(sparse ? block : TermBlock.of(from, block.copyOfRows()));
    }
    return Phi.of(LocalBlocks.of(blocks), Phi.Link.IDENTITY, BETA, 1, scale);
  }

  private TermBlock block(TermStatistics sent, int from) {
    TermBlockBuilder builder = TermBlock.sparse(from, topics);
    TermRows rows = TermStatistics.rows(List.of(sent), TermBlock.blockOf(from));
    boolean more = rows.next();
    int[] rowTopics = new int[topics];
    float[] values = new float[topics];
    for (int w = from; w < Math.min(terms, from + TermBlock.SIZE); w++) {
      int n = 0;
      if (more && rows.term() == w) {
        for (; n < rows.size(); n++) {
          rowTopics[n] = rows.topic(n);
          values[n] = (float) rows.count(n);
        }
        more = rows.next();
      }
      builder.add(rowTopics, values, n);
    }
    return builder.build();
  }
}
