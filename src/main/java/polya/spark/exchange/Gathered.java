package polya.spark.exchange;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.rdd.RDD;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TermBlock;

/**
 * The rows of one Φ in one JVM, gathered from those that have them: the value of a small broadcast,
 * so that the tasks of an executor share it, and it goes when the broadcast does. Every task takes
 * shards that nobody has taken yet, reads them under its own context, and waits for the rest; what
 * a task that dies has taken is free again. Thread-safe.
 */
final class Gathered implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long PAUSE_MILLIS = 1;
  private static final int STRIDE = 31;

  private final int shards;
  private final Phi form;
  private final Globals globals;

  private transient volatile Tables tables;
  private transient volatile Phi phi;

  /**
   * Nothing is gathered yet.
   *
   * @param shards of all tables together
   * @param form Φ without rows
   * @param globals what is too large to travel with tasks
   */
  Gathered(int shards, Phi form, Globals globals) {
    this.shards = shards;
    this.form = form;
    this.globals = globals;
  }

  Globals globals() {
    return globals;
  }

  private static final class Tables {
    private final AtomicReferenceArray<TermBlock[]> shards;
    private final AtomicIntegerArray taken;

    Tables(int size) {
      shards = new AtomicReferenceArray<>(size);
      taken = new AtomicIntegerArray(size);
    }
  }

  private synchronized Tables tables() {
    if (tables == null) {
      tables = new Tables(shards);
    }
    return tables;
  }

  /**
   * Φ, once all of it is here.
   *
   * @param of its tables: the rows, and those beneath if there are any
   * @param partitions of each
   */
  Phi phi(List<RDD<TermBlock[]>> of, List<Partition[]> partitions) {
    Phi whole = phi;
    if (whole != null) {
      return whole;
    }
    Tables all = tables();
    int each = partitions.get(0).length;
    TaskContext task = TaskContext.get();
    int from = (int) ((long) task.partitionId() * STRIDE % shards);
    while (!gatheredAll(all, of, partitions, from, task)) {
      pause(task);
    }
    List<LocalBlocks> gathered = new ArrayList<>();
    for (int t = 0; t < of.size(); t++) {
      List<TermBlock> blocks = new ArrayList<>();
      for (int s = 0; s < each; s++) {
        blocks.addAll(Arrays.asList(all.shards.get(t * each + s)));
      }
      gathered.add(LocalBlocks.of(blocks));
    }
    whole = form.moved(gathered.get(0), gathered.size() == 1 ? null : gathered.get(1));
    phi = whole;
    return whole;
  }

  /** Reads whatever nobody reads; false while others still do. */
  private static boolean gatheredAll(
      Tables all,
      List<RDD<TermBlock[]>> of,
      List<Partition[]> partitions,
      int from,
      TaskContext task) {
    boolean whole = true;
    int size = all.shards.length();
    int each = partitions.get(0).length;
    for (int i = 0; i < size; i++) {
      int s = (from + i) % size;
      if (all.shards.get(s) == null && all.taken.compareAndSet(s, 0, 1)) {
        try {
          int table = s / each;
          all.shards.set(s, of.get(table).iterator(partitions.get(table)[s % each], task).next());
        } finally {
          if (all.shards.get(s) == null) {
            all.taken.set(s, 0);
          }
        }
      }
      whole &= all.shards.get(s) != null;
    }
    return whole;
  }

  private static void pause(TaskContext task) {
    if (task.isInterrupted()) {
      throw new TaskKilledException("it was told to end while others gathered the topics");
    }
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException("it was interrupted while others gathered the topics");
    }
  }
}
