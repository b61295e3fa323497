package polya.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import polya.Failure;

/** A cell's line is read as it was written, and the tables say what the cells say. */
class ComparisonTableTest {
  private static ComparisonCell cell(String tool, long seed, double at10, double at20) {
    return new ComparisonCell(
        "ap",
        100,
        tool,
        seed,
        List.of(
            new Checkpoint(2, 1, 4000, 4000),
            new Checkpoint(10, 3, at10, at10 - 10),
            new Checkpoint(20, 6, at20, at20 - 20)));
  }

  @Test
  void aLineIsReadAsItWasWritten() {
    ComparisonCell cell = cell("mallet-opt", 3, 3000.25, 2500.5);
    assertThat(ComparisonCell.parse(cell.line())).isEqualTo(cell);
    assertThatThrownBy(() -> ComparisonCell.parse("ap 100 mallet 1 3/4"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ap 100 mallet 1 3/4");
  }

  @Test
  void aToolHasTheFigureOfItsLastCheckpoint() {
    ComparisonCell cell = cell("mallet", 1, 3000, 2500);
    assertThat(cell.after(1, Checkpoint::perplexity)).isInfinite();
    assertThat(cell.after(19.9, Checkpoint::own)).isEqualTo(2990);
    assertThat(cell.after(60, Checkpoint::perplexity)).isEqualTo(2500);
  }

  @Test
  void moreSeedsAreForPeersThatAreNear() {
    List<ComparisonCell> cells =
        List.of(
            cell("polya-auto", 1, 2600, 2450),
            cell("mallet", 1, 3000, 2600),
            cell("tomotopy", 1, 3000, 2460));
    assertThat(ComparisonTable.close(cells, 60)).containsExactly("polya-auto", "tomotopy");
    assertThat(ComparisonTable.close(cells.subList(0, 2), 60)).isEmpty();
    assertThat(ComparisonTable.close(cells.subList(1, 3), 60)).isEmpty();
  }

  @Test
  void theTableNamesTheWorstMoment() {
    List<ComparisonCell> cells =
        List.of(
            cell("polya-auto", 1, 2600, 2550),
            cell("polya-auto", 2, 2600, 2450),
            cell("mallet", 1, 3000, 2490),
            cell("mallet", 2, 3000, 2500));
    String[] lines = new ComparisonTable(cells, 20).markdown().split("\n");
    assertThat(lines[2])
        .isEqualTo(
            "| corpus, K | to mallet's @ 20 s | polya-auto @ 20 s | mallet | worst from 3 s on |");
    // The level is the mean of mallet's seeds, 2,495; Polya's first seed never gets there.
    assertThat(lines[4])
        .isEqualTo(
            "| ap, 100 | – | 2,500 ± 50 | 2,495 ± 5 | +0.2 % of mallet @ 20 s, within the seeds |");
    assertThat(lines[8]).contains("polya-auto @ 20 s");
  }
}
