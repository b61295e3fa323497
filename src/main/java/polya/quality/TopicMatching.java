package polya.quality;

import java.util.Arrays;

/**
 * Rows matched one to one with columns so that the similarities of the pairs add up to as much as
 * possible: the Hungarian method with shortest augmenting paths (Kuhn 1955; Munkres 1957; Jonker
 * and Volgenant 1987). R rows and C columns cost R²·C operations at most for R ≤ C.
 */
public final class TopicMatching {
  private static final int FREE = -1;

  private final double[][] cost;
  private final int columns;
  private final double[] rowPotential;
  private final double[] columnPotential;
  private final int[] rowOfColumn;

  private TopicMatching(double[][] cost, int columns) {
    this.cost = cost;
    this.columns = columns;
    rowPotential = new double[cost.length];
    columnPotential = new double[columns];
    rowOfColumn = new int[columns];
    Arrays.fill(rowOfColumn, FREE);
  }

  /**
   * The best matching.
   *
   * @param similarity R × C, finite
   * @return the column of each row; −1 for a row left over, of which there are R − C if R > C
   */
  public static int[] of(double[][] similarity) {
    int rows = similarity.length;
    int columns = similarity[0].length;
    int[] columnOfRow = new int[rows];
    Arrays.fill(columnOfRow, FREE);
    boolean turned = rows > columns;
    double[][] cost = new double[Math.min(rows, columns)][Math.max(rows, columns)];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        cost[turned ? c : r][turned ? r : c] = -similarity[r][c];
      }
    }
    int[] rowOfColumn = new TopicMatching(cost, cost[0].length).solve();
    for (int c = 0; c < rowOfColumn.length; c++) {
      if (rowOfColumn[c] != FREE) {
        columnOfRow[turned ? c : rowOfColumn[c]] = turned ? rowOfColumn[c] : c;
      }
    }
    return columnOfRow;
  }

  private int[] solve() {
    for (int row = 0; row < cost.length; row++) {
      augment(row);
    }
    return rowOfColumn;
  }

  /** Matches one more row along the shortest path of reduced costs to a free column. */
  private void augment(int start) {
    double[] distance = new double[columns];
    int[] before = new int[columns];
    boolean[] done = new boolean[columns];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int row = start;
    int from = FREE;
    double reached = 0;
    int nearest;
    do {
      nearest = FREE;
      for (int c = 0; c < columns; c++) {
        if (!done[c]) {
          double d = reached + cost[row][c] - rowPotential[row] - columnPotential[c];
          if (d < distance[c]) {
            distance[c] = d;
            before[c] = from;
          }
          if (nearest == FREE || distance[c] < distance[nearest]) {
            nearest = c;
          }
        }
      }
      reached = distance[nearest];
      done[nearest] = true;
      from = nearest;
      row = rowOfColumn[nearest];
    } while (row != FREE);
    rowPotential[start] += reached;
    for (int c = 0; c < columns; c++) {
      if (done[c] && c != nearest) {
        rowPotential[rowOfColumn[c]] += reached - distance[c];
        columnPotential[c] -= reached - distance[c];
      }
    }
    for (int c = nearest; c != FREE; c = before[c]) {
      rowOfColumn[c] = before[c] == FREE ? start : rowOfColumn[before[c]];
    }
  }
}
