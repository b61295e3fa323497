package polya.infer;

import java.util.Arrays;
import java.util.List;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.variational.VariationalSums;
import polya.topics.StatisticsLayout;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/** Passes over tiles, and what they sent as plain arrays. */
public final class TileSums {
  private TileSums() {}

  /** The statistics of one task that visits these tiles. */
  public static TermStatistics visit(
      TilePass pass, int topics, int terms, int bits, List<List<Document>> tiles) {
    TermStatisticsBuilder out = StatisticsLayout.of(topics, terms, bits, layout(topics)).open();
    for (int t = 0; t < tiles.size(); t++) {
      pass.visit(Tile.of(t, tiles.get(t)), null, out);
    }
    pass.finish(out);
    return out.build();
  }

  /** The sums of passes over small corpora. */
  public static SumsLayout layout(int topics) {
    return VariationalSums.of(new CorpusFacts(1_000_000, 100_000_000, new long[1]), topics);
  }

  /** The merged rows as [w][k]. */
  public static double[][] dense(List<TermStatistics> parts, int topics, int terms) {
    double[][] dense = new double[terms][topics];
    for (int b = 0; b < TermBlock.blocks(terms); b++) {
      TermRows rows = TermStatistics.rows(parts, b);
      while (rows.next()) {
        for (int j = 0; j < rows.size(); j++) {
          dense[rows.term()][rows.topic(j)] = rows.count(j);
        }
      }
    }
    return dense;
  }

  /** Σ over all entries. */
  public static double total(double[][] dense) {
    return Arrays.stream(dense).flatMapToDouble(Arrays::stream).sum();
  }
}
