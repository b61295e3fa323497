package polya.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.corpus.Tile;
import polya.infer.gibbs.Assignments;
import polya.infer.gibbs.GibbsPass;
import polya.infer.gibbs.GibbsSums;
import polya.infer.gibbs.SentCounts;
import polya.math.Rows;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/** Gibbs passes over tiles, with what they left. */
public final class Swept {
  public final List<TileState> states = new ArrayList<>();
  public final TermStatistics sent;

  private Swept(TermStatistics sent) {
    this.sent = sent;
  }

  public static Round round(int number) {
    return new Round(number, Integer.MAX_VALUE, number, true, -1, 1, false, 0, 1, 1, 1);
  }

  /** One task that visits these tiles. */
  public static Swept by(
      GibbsPass pass, int topics, int terms, List<Tile> tiles, List<TileState> before) {
    TermStatisticsBuilder out =
        StatisticsLayout.of(topics, terms, 0, layout(topics))
            .withTable(SentCounts.COUNTS, topics)
            .withTable(SentCounts.LENGTHS, 1)
            .open();
    List<TileState> states = new ArrayList<>();
    for (int t = 0; t < tiles.size(); t++) {
      states.add(pass.visit(tiles.get(t), before.get(t), out));
    }
    pass.finish(out);
    Swept swept = new Swept(out.build());
    swept.states.addAll(states);
    return swept;
  }

  public static List<TileState> unseated(int tiles) {
    List<TileState> states = new ArrayList<>();
    for (int t = 0; t < tiles; t++) {
      states.add(Assignments.unseated());
    }
    return states;
  }

  /** Weights phi[k][w], as sparse rows where they have zeros enough. */
  public static Phi sparse(double[][] phi) {
    int terms = phi[0].length;
    List<TermBlock> blocks = new ArrayList<>();
    int[] topics = new int[phi.length];
    float[] values = new float[phi.length];
    for (int from = 0; from < terms; from += TermBlock.SIZE) {
      TermBlockBuilder builder = TermBlock.sparse(from, phi.length);
      for (int w = from; w < Math.min(terms, from + TermBlock.SIZE); w++) {
        int n = 0;
        for (int k = 0; k < phi.length; k++) {
          if (phi[k][w] != 0) {
            topics[n] = k;
            values[n++] = (float) phi[k][w];
          }
        }
        builder.add(topics, values, n);
      }
      blocks.add(builder.build());
    }
    double[] one = new double[phi.length];
    Arrays.fill(one, 1);
    return Phi.of(LocalBlocks.of(blocks), Phi.Link.IDENTITY, 0, 1, one);
  }

  public int topic(int tile, int token) {
    return ((Assignments) states.get(tile)).topic(token);
  }

  public double sum(String name) {
    return TermStatistics.sums(List.of(sent)).scalar(name);
  }

  /** The sums of passes over small corpora. */
  public static SumsLayout layout(int topics) {
    return GibbsSums.of(new CorpusFacts(1_000_000, 100_000_000, new long[1]), topics);
  }

  /** The topics of all tiles' tokens, one tile after the other. */
  public int[] topics(List<Tile> tiles) {
    List<Integer> topics = new ArrayList<>();
    for (int t = 0; t < tiles.size(); t++) {
      for (int i = 0; i < tiles.get(t).tokens(); i++) {
        topics.add(topic(t, i));
      }
    }
    return topics.stream().mapToInt(k -> k).toArray();
  }

  public static GibbsPass pass(
      Phi phi,
      double[] alpha,
      long seed,
      int round,
      int sweeps,
      boolean hasHistogram,
      boolean dense) {
    return new GibbsPass(phi, alpha, seed, round(round), sweeps, hasHistogram, Rows.best(), dense);
  }
}
