package polya.spark.exchange;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import polya.spark.Aligned;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.PackedBlock;
import polya.topics.Phi;
import polya.topics.TermBlock;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A handle on Φ whose rows lie on executors, for few tasks that need few rows: those of a
 * mini-batch. Where their tiles lie tasks list the terms of these, by a shuffle the lists go to the
 * shards, by another the rows come back. So a mini-batch moves the rows of its own terms, to each
 * task those of its lanes, whatever V is. Nothing of it goes through the driver.
 */
final class RoutedPhi implements ShardPhi {
  private static final long serialVersionUID = 1L;

  /** Room for what stands before a block's rows. */
  private static final int HEADS = 64;

  private final RDD<byte[]> rows;
  private final Partition[] partitions;
  private final List<Integer> chosen;
  private final int terms;
  private Broadcast<Form> form;

  private transient Phi phi;
  private transient long received;

  /** What was sent to an executor, once it is known. */
  private long bytes;

  /** What is the same for all tasks. No record: Kryo cannot write one. */
  private static final class Form implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Phi phi;
    private final boolean below;
    private final Globals globals;

    Form(Phi phi, boolean below, Globals globals) {
      this.phi = phi;
      this.below = below;
      this.globals = globals;
    }
  }

  private RoutedPhi(JavaRDD<byte[]> rows, List<Integer> chosen, int terms, Broadcast<Form> form) {
    this.rows = rows.rdd();
    this.partitions = this.rows.partitions();
    this.chosen = chosen;
    this.terms = terms;
    this.form = form;
  }

  static RoutedPhi of(JavaSparkContext spark, Phi phi, Globals globals, Asked asked) {
    ShardBlocks blocks = (ShardBlocks) phi.blocks();
    ShardLayout layout = blocks.layout();
    List<Integer> tasks = asked.partitions();
    JavaRDD<byte[]> lists =
        Slices.shuffled(
            asked.byPartition(),
            tasks,
            layout.shards(),
            (place, bits) -> lists(place, BitSet.valueOf(bits.next()), layout));
    List<JavaRDD<?>> parents = new ArrayList<>(List.of(lists, blocks.packed()));
    if (phi.below() != null) {
      parents.add(blocks.packed(phi.below()));
    }
    List<Integer> shards = IntStream.range(0, layout.shards()).boxed().toList();
    JavaRDD<byte[]> rows =
        Slices.shuffled(
            Aligned.of(parents, RoutedPhi::answers),
            shards,
            tasks.size(),
            (place, answers) -> answers.next());
    Form form = new Form(phi.moved(null, null), phi.below() != null, globals);
    return new RoutedPhi(rows, tasks, phi.terms(), spark.broadcast(form));
  }

  /** What a task asks of every shard: its own number, then a bit a term of the shard. */
  private static List<Tuple2<Integer, byte[]>> lists(int place, BitSet terms, ShardLayout layout) {
    List<Tuple2<Integer, byte[]>> lists = new ArrayList<>();
    for (int s = 0; s < layout.shards(); s++) {
      int from = layout.from(s);
      byte[] own = terms.get(from, layout.from(s + 1)).toByteArray();
      if (own.length > 0) {
        lists.add(
            new Tuple2<>(
                s,
                Slices.written(
                    out -> {
                      out.writeInt(place);
                      out.writeInt(from);
                      out.write(own);
                    })));
      }
    }
    return lists;
  }

  /**
   * A shard's answers: to every task that asks the rows that it asks for, of either table, a slice
   * a block.
   */
  private static ArrayList<Tuple2<Integer, byte[]>> answers(List<Iterator<?>> parents) {
    List<Shard> tables = new ArrayList<>();
    parents.subList(1, parents.size()).forEach(t -> tables.add((Shard) t.next()));
    SortedMap<Integer, BitSet> asked = new TreeMap<>();
    Iterator<?> lists = parents.get(0);
    while (lists.hasNext()) {
      try (DataInputStream in = Slices.open(lists.next())) {
        int task = in.readInt();
        int from = in.readInt();
        byte[] own = in.readAllBytes();
        byte[] bits = new byte[from / Byte.SIZE + own.length]; // Shards begin with a block.
        System.arraycopy(own, 0, bits, from / Byte.SIZE, own.length);
        asked.put(task, BitSet.valueOf(bits));
      } catch (IOException e) {
        throw new UncheckedIOException("memory does not fail", e);
      }
    }
    ArrayList<Tuple2<Integer, byte[]>> answers = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      for (PackedBlock packed : tables.get(t).packed()) {
        TermBlock block = packed.block();
        int table = t;
        asked.forEach(
            (task, terms) -> {
              int next = terms.nextSetBit(packed.from());
              if (next >= 0 && next < packed.end()) {
                PackedBlock some = PackedBlock.of(block, terms);
                answers.add(
                    new Tuple2<>(
                        task,
                        Slices.written(
                            (int) some.bytes() + HEADS,
                            out -> {
                              out.writeByte(table);
                              some.write(out);
                            })));
              }
            });
      }
    }
    return answers;
  }

  /** Those rows that this task asked for. */
  @Override
  public Phi phi() {
    if (phi == null) {
      TaskContext task = TaskContext.get();
      TermBlock[] own = new TermBlock[TermBlock.blocks(terms)];
      TermBlock[] beneath = new TermBlock[own.length];
      Iterator<byte[]> slices =
          CollectionConverters.asJava(rows.iterator(partitions[task.partitionId()], task));
      while (slices.hasNext()) {
        byte[] slice = slices.next();
        received += slice.length;
        read(slice, own, beneath);
      }
      Form of = form.value();
      phi = of.phi.moved(whole(own), of.below ? whole(beneath) : null);
    }
    return phi;
  }

  private static void read(byte[] slice, TermBlock[] own, TermBlock[] beneath) {
    try (DataInputStream in = Slices.open(slice)) {
      for (int table = in.read(); table >= 0; table = in.read()) {
        TermBlock block = PackedBlock.read(in).block();
        (table == 0 ? own : beneath)[TermBlock.blockOf(block.from())] = block;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** Blocks of which no row came share what says so. */
  private LocalBlocks whole(TermBlock[] some) {
    TermBlock none = PackedBlock.absent(0, Math.min(TermBlock.SIZE, terms), 1);
    for (int b = 0; b < some.length; b++) {
      int from = b << TermBlock.BITS;
      if (some[b] == null) {
        int size = Math.min(TermBlock.SIZE, terms - from);
        some[b] = size == none.size() ? none.at(from) : PackedBlock.absent(from, size, 1);
      }
    }
    return LocalBlocks.of(List.of(some));
  }

  @Override
  public Globals globals() {
    return form.value().globals;
  }

  /** In a task, the bytes of the rows that it got. */
  long received() {
    return received;
  }

  /** On the driver, once tasks are over, what they got: executors on average. */
  void told(long toAll, int executors) {
    bytes = toAll / executors;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public <T> JavaRDD<T> reading(JavaRDD<T> rdd) {
    return Reading.own(rdd, rows.toJavaRDD(), chosen);
  }

  @Override
  public void release() {
    if (form != null) {
      form.unpersist(false);
    }
  }

  @Override
  public void retire() {
    if (form != null) {
      form.destroy();
      form = null;
    }
  }
}
