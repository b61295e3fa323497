package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Phase;
import polya.infer.PlainRun;
import polya.infer.Swept;
import polya.infer.TileState;
import polya.math.Rows;
import polya.mixing.DirichletDocuments;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/** Rounds in phases beside the same rounds in one, in both layouts of counts. */
class GibbsPhasesTest {
  private static final int TERMS = 50;
  private static final int TILES = 3;

  private static List<Tile> tiles() {
    Random random = new Random(5);
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < 60; d++) {
      int[] terms = IntStream.range(0, TERMS).filter(w -> random.nextInt(4) == 0).toArray();
      int[] counts = IntStream.of(terms).map(w -> 1 + random.nextInt(3)).toArray();
      documents.add(new Document("d" + d, terms, counts));
    }
    return PlainRun.tiles(documents, TILES);
  }

  private static Phi phi(int topics) {
    Random random = new Random(7);
    double[][] phi = new double[topics][TERMS];
    for (double[] topic : phi) {
      Arrays.setAll(topic, w -> random.nextInt(5) == 0 ? random.nextDouble() : 0);
    }
    return Swept.sparse(phi);
  }

  private static StatisticsLayout layout(int topics) {
    return StatisticsLayout.of(topics, TERMS, 0, Swept.layout(topics))
        .withTable(SentCounts.COUNTS, topics)
        .withTable(SentCounts.LENGTHS, 1);
  }

  /** A visit of all tiles; their states are replaced. */
  private static TermStatistics visit(
      int topics, boolean dense, int round, int sweeps, Phase phase, List<TileState> states) {
    double[] alpha = new double[topics];
    Arrays.fill(alpha, 0.1);
    GibbsPass pass =
        new GibbsPass(
            phi(topics),
            new DirichletDocuments(alpha),
            3,
            Swept.round(round),
            sweeps,
            GibbsPass.Learning.DRAWN,
            false,
            phase,
            Rows.best(),
            dense);
    TermStatisticsBuilder out = layout(topics).open();
    List<Tile> tiles = tiles();
    for (int t = 0; t < TILES; t++) {
      states.set(t, pass.visit(tiles.get(t), states.get(t), out));
    }
    pass.finish(out);
    return out.build();
  }

  @ParameterizedTest
  @CsvSource({"8, true, 1", "8, true, 2", "300, false, 1", "300, false, 2"})
  void areTheSameScan(int topics, boolean dense, int sweeps) {
    List<TileState> whole = new ArrayList<>(Swept.unseated(TILES));
    List<TileState> inParts = new ArrayList<>(Swept.unseated(TILES));
    for (int round = 0; round < 4; round++) {
      TermStatistics sent = visit(topics, dense, round, sweeps, null, whole);
      List<TermStatistics> parts = new ArrayList<>();
      int scans = round == 0 ? sweeps + 1 : sweeps;
      for (Phase phase : Phase.of(scans, new int[] {0, 3, 20, 44, TERMS})) {
        parts.add(visit(topics, dense, round, sweeps, phase, inParts));
      }
      assertThat(parts).hasSize(4 * scans);
      for (int t = 0; t < TILES; t++) {
        assertThat(inParts.get(t).bytes()).isEqualTo(whole.get(t).bytes());
      }
      assertThat(parts.get(parts.size() - 1).rowsOf(0, 1).bytes())
          .isEqualTo(sent.rowsOf(0, 1).bytes());
      assertThat(TermStatistics.sums(parts).numbers())
          .isEqualTo(TermStatistics.sums(List.of(sent)).numbers());
      assertThat(TermStatistics.tokens(parts)).isEqualTo(sent.tokens());
    }
  }
}
