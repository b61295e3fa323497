package polya.infer.gibbs;

import polya.corpus.Sections;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.topics.Blocks;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermCells;
import polya.topics.TermRows;

/**
 * The global step of {@link GibbsSampler}: the counts of a sweep take the place of those before.
 * What is learned given them is up to the method.
 */
final class SweepStep implements BlockPass {
  private static final long serialVersionUID = 1L;

  private static final String COUNTED = "counted";
  private static final SumsLayout TOTALS =
      SumsLayout.none().scalar(COUNTED, SumsLayout.WHOLE, 0x1p63);

  /** n_wk of the cells whose prior is their own. */
  private static final String CELLS = "cells";

  /** n_k in each section of terms; there where they have several. */
  private static final String BY_SECTION = "bySection";

  private final int topics;
  private final Sections sections;
  private final TermCells cells;
  private final SumsLayout layout;
  private final transient GibbsSampler method;
  private final transient ModelState before;
  private final transient Batch batch;
  private final transient Round round;

  SweepStep(GibbsSampler method, int topics, ModelState before, Batch batch, Round round) {
    this.method = method;
    this.topics = topics;
    cells = method.cells();
    sections = method.sections();
    SumsLayout sums = TOTALS;
    if (!sections.isOne()) {
      int totals = sections.count() * topics;
      sums = sums.vector(BY_SECTION, totals, SumsLayout.WHOLE, 0x1p62);
    }
    layout = cells.size() == 0 ? sums : sums.vector(CELLS, cells.size(), 0, 0x1p62);
    this.before = before;
    this.batch = batch;
    this.round = round;
  }

  @Override
  public SumsLayout totals() {
    return layout;
  }

  @Override
  public TermBlock step(TermBlock block, TermRows rows, Sums sums) {
    SweptCounts swept = SweptCounts.of(block, rows, topics);
    sums.add(COUNTED, swept.total());
    if (!sections.isOne()) {
      sums.add(BY_SECTION, Blocks.columnSums(swept.block(), topics, sections));
    }
    if (cells.size() > 0) {
      cells.add(swept.block(), 1, layout.at(CELLS), sums);
    }
    return swept.block();
  }

  @Override
  public boolean takesDifferences() {
    return false;
  }

  @Override
  public Folded fold(Blocks stepped, Sums sums) {
    double[] counts = cells.size() == 0 ? new double[0] : sums.vector(CELLS);
    double[] totals = sections.isOne() ? null : sums.vector(BY_SECTION);
    return method.fold(before, stepped, sums.scalar(COUNTED), totals, counts, batch, round);
  }
}
