package polya.spark.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import polya.corpus.PackedTerms;

/**
 * The terms of a table by their indices, and whole numbers beside them: packed where they are read,
 * so that the driver holds no row. Rows may come in any order; those that ascend by one travel
 * together.
 */
final class StoredTerms {
  private StoredTerms() {}

  /** Terms of consecutive indices. No record: Kryo cannot write one. */
  static final class Run implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int from;
    private final PackedNumbers numbers;

    /** Null once they are among all. */
    private PackedTerms terms = new PackedTerms();

    Run(int from, int numbers) {
      this.from = from;
      this.numbers = new PackedNumbers(numbers);
    }

    int end() {
      return from + terms.size();
    }

    void add(String term) {
      terms.add(term);
    }
  }

  /** What was found so far. */
  static final class Found {
    private final int size;
    private final List<Run> runs = new ArrayList<>();

    /** Of V terms. */
    Found(int size) {
      this.size = size;
    }

    void add(Run run) {
      runs.add(run);
    }

    /**
     * The terms in the order of their indices; asked for once.
     *
     * @throws IllegalArgumentException if one is missing, or there twice
     */
    PackedTerms terms() {
      PackedTerms all = new PackedTerms();
      runs.sort(Comparator.comparingInt(run -> run.from));
      for (Run run : runs) {
        if (run.from != all.size()) {
          throw new IllegalArgumentException(
              "after term " + (all.size() - 1) + " comes " + run.from);
        }
        all.addFirst(run.terms, run.terms.size());
        run.terms = null;
      }
      if (all.size() != size) {
        throw new IllegalArgumentException("there are " + all.size() + " terms of " + size);
      }
      return all;
    }

    /** A column of the numbers beside them, in the same order; after {@link #terms}. */
    long[] numbers(int column) {
      long[] all = new long[size];
      runs.forEach(run -> run.numbers.copy(column, all, run.from));
      return all;
    }
  }

  /**
   * Reads a table.
   *
   * @param table index, term, and whole numbers
   * @param size V
   */
  static Found read(Dataset<Row> table, int size) {
    int numbers = table.columns().length - 2;
    Found found = new Found(size);
    table.javaRDD().mapPartitions(rows -> runs(rows, numbers)).collect().forEach(found::add);
    return found;
  }

  private static Iterator<Run> runs(Iterator<Row> rows, int numbers) {
    List<Run> runs = new ArrayList<>();
    Run last = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (last == null || row.getInt(0) != last.end()) {
        last = new Run(row.getInt(0), numbers);
        runs.add(last);
      }
      last.terms.add(row.getString(1));
      for (int column = 0; column < numbers; column++) {
        last.numbers.add(column, row.getLong(2 + column));
      }
    }
    return runs.iterator();
  }
}
