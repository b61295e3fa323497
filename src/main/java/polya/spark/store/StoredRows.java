package polya.spark.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import polya.math.Rows;
import polya.topics.PackedBlock;
import polya.topics.TermBlock;

/**
 * The rows of a model's topics as they are read: those of consecutive terms of one block packed
 * together, whatever files and partitions they come from. A task holds one block.
 */
final class StoredRows {
  private StoredRows() {}

  /** Rows with their terms. No record: Kryo cannot write one. */
  static final class Run implements Serializable {
    private static final long serialVersionUID = 1L;

    private final StoredTerms.Run terms;
    private final PackedBlock rows;

    private Run(StoredTerms.Run terms, PackedBlock rows) {
      this.terms = terms;
      this.rows = rows;
    }

    StoredTerms.Run terms() {
      return terms;
    }

    PackedBlock rows() {
      return rows;
    }
  }

  /** The rows alone. */
  static JavaRDD<PackedBlock> of(Dataset<Row> topics, int k) {
    return topics
        .select("index", "weights")
        .javaRDD()
        .mapPartitions(rows -> new Runs(rows, k, false))
        .map(Run::rows);
  }

  /** The rows with their terms. */
  static JavaRDD<Run> withTerms(Dataset<Row> topics, int k) {
    return topics
        .select("index", "weights", "term")
        .javaRDD()
        .mapPartitions(rows -> new Runs(rows, k, true));
  }

  /** Packs rows as they come. */
  private static final class Runs implements Iterator<Run> {
    private final Iterator<Row> rows;
    private final int k;
    private final boolean terms;
    private Row next;

    Runs(Iterator<Row> rows, int k, boolean terms) {
      this.rows = rows;
      this.k = k;
      this.terms = terms;
      advance();
    }

    private void advance() {
      next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Run next() {
      if (next == null) {
        throw new NoSuchElementException("all rows are packed");
      }
      int from = next.getInt(0);
      int end = (TermBlock.blockOf(from) + 1) << TermBlock.BITS;
      StoredTerms.Run names = terms ? new StoredTerms.Run(from, 0) : null;
      List<float[]> run = new ArrayList<>();
      while (next != null && next.getInt(0) == from + run.size() && from + run.size() < end) {
        run.add(padded(next.getList(1)));
        if (terms) {
          names.add(next.getString(2));
        }
        advance();
      }
      return new Run(names, PackedBlock.of(TermBlock.of(from, run.toArray(float[][]::new))));
    }

    private float[] padded(List<Float> weights) {
      float[] row = new float[Rows.padded(k)];
      int i = 0;
      for (float weight : weights) {
        row[i++] = weight;
      }
      return row;
    }
  }
}
