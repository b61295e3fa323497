package polya.topics;

import java.util.Arrays;
import polya.math.Rows;

/**
 * Rows with some columns added up: what becomes of topics that are merged. Sums are taken in
 * float64 in the order of the columns and rounded once.
 */
public final class MergedColumns implements Blocks.Change {
  private static final long serialVersionUID = 1L;

  private final int[] newK;
  private final int columns;

  /**
   * Of these columns.
   *
   * @param newK the new column of every old one; shared
   * @param columns how many there are then
   */
  public MergedColumns(int[] newK, int columns) {
    this.newK = newK;
    this.columns = columns;
  }

  @Override
  public TermBlock of(TermBlock block) {
    float[][] rows = new float[block.size()][Rows.padded(columns)];
    double[] sums = new double[columns];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(sums, 0);
      float[] row = block.row(block.from() + i);
      for (int k = 0; k < newK.length; k++) {
        sums[newK[k]] += row[k];
      }
      for (int k = 0; k < columns; k++) {
        rows[i][k] = (float) sums[k];
      }
    }
    return TermBlock.of(block.from(), rows);
  }
}
