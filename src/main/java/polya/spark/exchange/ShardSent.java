package polya.spark.exchange;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import polya.infer.BlockPass;
import polya.infer.LocalSent;
import polya.infer.Sent;
import polya.spark.Aligned;
import polya.spark.Jobs;
import polya.topics.Blocks;
import polya.topics.LocalBlocks;
import polya.topics.StatisticsLayout;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermRows;
import polya.topics.TermStatistics;

/** What a round sent: rows in the files of a shuffle, by shard; the rest on the driver. */
final class ShardSent implements Sent {
  private final ShardedExchange exchange;

  /** A shuffle each, or what was read from one; partition s holds what shard s was sent. */
  private List<JavaRDD<byte[]>> rows;

  private boolean stands;

  private final List<TermStatistics> sides;
  private final long bytes;
  private long received;

  /** Those that it was made of by {@link #and}. */
  private final List<ShardSent> of;

  private ShardSent(
      ShardedExchange exchange,
      List<JavaRDD<byte[]>> rows,
      List<TermStatistics> sides,
      long bytes,
      List<ShardSent> of) {
    this.exchange = exchange;
    this.rows = rows;
    this.sides = sides;
    this.bytes = bytes;
    this.of = of;
  }

  /**
   * Runs a round's tasks: one job, whose one last task brings to the driver all but the rows.
   *
   * @param shuffled see {@link Slices#shuffled}
   */
  static ShardSent of(ShardedExchange exchange, JavaRDD<byte[]> shuffled, ShardLayout shards) {
    Sides sides = Jobs.run(shuffled, List.of(shards.shards()), Slices::sides).get(0);
    List<JavaRDD<byte[]>> rows = sides.hasRows() ? List.of(shuffled) : List.of();
    ShardSent sent =
        new ShardSent(exchange, rows, List.of(sides.statistics()), sides.bytes(), List.of());
    sent.received = sides.received();
    exchange.has(sent);
    return sent;
  }

  /**
   * What was sent, as rows that lie by shards already have it.
   *
   * @param rows partition s holds what shard s was sent
   */
  static ShardSent of(ShardedExchange exchange, JavaRDD<byte[]> rows, List<TermStatistics> sides) {
    return new ShardSent(exchange, List.of(rows), sides, 0, List.of());
  }

  List<JavaRDD<byte[]>> rows() {
    return rows;
  }

  /** Writes the rows where they need no lineage, once: nothing older is needed for them then. */
  void cut() {
    if (!stands) {
      rows = rows.stream().map(ShardSent::cut).toList();
      stands = true;
    }
  }

  private static JavaRDD<byte[]> cut(JavaRDD<byte[]> rows) {
    JavaRDD<byte[]> own = rows.map(slice -> slice).persist(StorageLevel.MEMORY_AND_DISK_SER());
    own.checkpoint();
    own.count();
    return own;
  }

  /** All but the rows. */
  List<TermStatistics> sides() {
    return sides;
  }

  @Override
  public long documents() {
    return TermStatistics.documents(sides);
  }

  @Override
  public long tokens() {
    return TermStatistics.tokens(sides);
  }

  @Override
  public Sums sums() {
    return TermStatistics.sums(sides);
  }

  @Override
  public TermRows table(String name) {
    return TermStatistics.table(sides, name);
  }

  private StatisticsLayout layout() {
    return sides.get(0).layout();
  }

  @Override
  public Stepped step(Blocks blocks, Sent replaced, BlockPass step) {
    List<JavaRDD<?>> parents = new ArrayList<>();
    parents.add(((ShardBlocks) blocks).packed());
    parents.addAll(rows);
    if (replaced != null) {
      parents.addAll(((ShardSent) replaced).rows);
    }
    int added = rows.size();
    StatisticsLayout layout = layout();
    return exchange.stepped(
        step.totals(),
        Aligned.of(
            parents,
            of -> {
              Shard before = (Shard) of.get(0).next();
              LocalSent sent = LocalSent.of(read(of.subList(1, 1 + added), layout));
              LocalSent less = LocalSent.of(read(of.subList(1 + added, of.size()), layout));
              BitSet touched = new BitSet();
              IntStream.of(sent.touched(less)).forEach(touched::set);
              boolean some = step.stepsTouchedBlocksOnly();
              return before.changed(
                  block -> some && !touched.get(block),
                  step.totals(),
                  (block, totals) -> sent.step(block, less, step, totals));
            }));
  }

  @Override
  public Stepped withdrawn(Blocks before, BlockPass step) {
    return new ShardSent(exchange, List.of(), sides, 0, List.of()).step(before, this, step);
  }

  @Override
  public Sums sums(Blocks blocks, Blocks beside, SumsLayout sums, Part part) {
    ShardBlocks own = (ShardBlocks) blocks;
    List<JavaRDD<?>> parents = new ArrayList<>();
    parents.add(own.blocks());
    if (beside != null) {
      parents.add(own.rdd(beside));
    }
    int tables = parents.size();
    parents.addAll(rows);
    StatisticsLayout layout = layout();
    Sums all = new Sums(sums);
    own.each(
        Aligned.of(
            parents,
            of -> {
              LocalBlocks other = tables == 1 ? null : ShardBlocks.of(of.get(1));
              return LocalSent.of(read(of.subList(tables, of.size()), layout))
                  .sums(ShardBlocks.of(of.get(0)), other, sums, part);
            }),
        sums,
        all);
    return all;
  }

  private static List<TermStatistics> read(List<Iterator<?>> parents, StatisticsLayout layout) {
    List<TermStatistics> all = new ArrayList<>();
    parents.forEach(slices -> all.addAll(Slices.rows(slices, layout)));
    return all;
  }

  @Override
  public Sent and(List<Sent> others) {
    List<JavaRDD<byte[]>> allRows = new ArrayList<>(rows);
    List<TermStatistics> allSides = new ArrayList<>(sides);
    List<ShardSent> all = new ArrayList<>(List.of(this));
    long allBytes = bytes;
    for (Sent other : others) {
      ShardSent sent = (ShardSent) other;
      all.add(sent);
      allRows.addAll(sent.rows);
      allSides.addAll(sent.sides);
      allBytes += sent.bytes;
    }
    return new ShardSent(exchange, allRows, allSides, allBytes, all);
  }

  @Override
  public void forget() {
    if (of.isEmpty()) {
      exchange.hasNoMore(this);
    }
    of.forEach(ShardSent::forget);
  }

  @Override
  public long bytes() {
    return bytes;
  }

  /** Bytes of Φ that tasks got which asked for rows of their own. */
  long received() {
    return received;
  }

  @Override
  public List<TermStatistics> here() {
    throw new IllegalStateException("what was sent lies on executors");
  }
}
