package polya.infer.variational;

import java.util.List;
import polya.corpus.Sections;
import polya.corpus.Tile;
import polya.infer.TilePass;
import polya.math.Rows;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/**
 * Mean topics as they would be had a tile's documents not been counted: λ'_wk = max(η, λ_wk − s_wk)
 * over its terms, s being what its documents send under the topics as they are. Completing a
 * document under topics that hold its own words is too easy, most where texts are short and terms
 * rare, and the more so the fewer topics it is given.
 */
final class Withheld {
  private Withheld() {}

  /**
   * The weights of a tile's terms, numbered as the tile has them. Cost: a visit of the tile, and
   * its terms times K, in time and in memory.
   *
   * @param phi mean topics: offset η, scale s_k / Λ_k
   * @param weightK s, K numbers &gt; 0
   * @param pass a visit without lanes, under {@code phi}
   * @param layout of what it sends
   */
  static Phi of(Tile tile, Phi phi, double[] weightK, TilePass pass, StatisticsLayout layout) {
    TermStatisticsBuilder out = layout.open();
    pass.visit(tile, null, out);
    pass.finish(out);
    TermStatistics sent = out.build();
    int topics = phi.topics();
    int[] terms = tile.terms();
    double[] scale = phi.scale();
    int[] sizes = new int[phi.sections().count()];
    double[] phiK = new double[topics];
    double[] taken = new double[scale.length];
    float[][] rows = new float[terms.length][Rows.padded(topics)];
    TermRows sentRows = null;
    int block = -1;
    boolean hasRow = false;
    for (int i = 0; i < terms.length; i++) {
      if (TermBlock.blockOf(terms[i]) != block) {
        block = TermBlock.blockOf(terms[i]);
        sentRows = TermStatistics.rows(List.of(sent), block);
        hasRow = sentRows.next();
      }
      phi.expand(terms[i], phiK, 0);
      int section = phi.sections().of(terms[i]);
      int at = section * topics;
      sizes[section]++;
      for (int k = 0; k < topics; k++) {
        rows[i][k] = (float) (phiK[k] / scale[at + k]);
      }
      if (hasRow && sentRows.term() == terms[i]) {
        take(sentRows, phi.offset(), rows[i], taken, at);
        hasRow = sentRows.next();
      }
    }
    for (int i = 0; i < scale.length; i++) {
      double weight = weightK[i % topics];
      scale[i] = weight / (weight / scale[i] - taken[i]);
    }
    Sections sections = sizes.length == 1 ? Sections.one(terms.length) : Sections.numbered(sizes);
    return Phi.of(LocalBlocks.of(rows), Phi.Link.IDENTITY, 0, 1, scale, sections);
  }

  private static void take(TermRows sent, double eta, float[] row, double[] taken, int at) {
    for (int j = 0; j < sent.size(); j++) {
      int k = sent.topic(j);
      double left = Math.max(eta, row[k] - sent.count(j));
      taken[at + k] += row[k] - left;
      row[k] = (float) left;
    }
  }
}
