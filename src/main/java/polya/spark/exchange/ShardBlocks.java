package polya.spark.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SizeEstimator;
import polya.math.CountTally;
import polya.spark.Aligned;
import polya.spark.Jobs;
import polya.topics.Blocks;
import polya.topics.LocalBlocks;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/**
 * Blocks on executors: a partition of an RDD holds the blocks of one shard. What is mapped is made
 * when it is asked for, where it is asked for, and not kept unless an exchange settles it; sums and
 * tallies are a job each, and only they come to the driver.
 */
public final class ShardBlocks implements Blocks {
  private static final long serialVersionUID = 1L;

  private static final long JOB_BYTES = 64L << 20;

  private final ShardLayout layout;
  private final JavaRDD<TermBlock[]> blocks;

  /** What executors keep, packed; null where nothing is kept. */
  private final JavaRDD<Shard> kept;

  /** By shard. */
  private final long[] bytes;

  private ShardBlocks(
      ShardLayout layout, JavaRDD<TermBlock[]> blocks, JavaRDD<Shard> kept, long[] bytes) {
    this.layout = layout;
    this.blocks = blocks;
    this.kept = kept;
    this.bytes = bytes;
  }

  /**
   * Blocks that executors keep.
   *
   * @param kept one element a partition, in the order of the terms
   * @param bytes of every shard
   */
  static ShardBlocks of(ShardLayout layout, JavaRDD<Shard> kept, long[] bytes) {
    JavaRDD<TermBlock[]> blocks =
        Aligned.of(List.of(kept), parents -> ((Shard) parents.get(0).next()).blocks());
    return new ShardBlocks(layout, blocks, kept, bytes);
  }

  /**
   * Blocks that are made whenever they are asked for.
   *
   * @param blocks one element a partition, in the order of the terms
   * @param bytes of all of them, about
   */
  static ShardBlocks made(ShardLayout layout, JavaRDD<TermBlock[]> blocks, long bytes) {
    return new ShardBlocks(layout, blocks, null, layout.shares(bytes));
  }

  /** A partition's blocks as one of {@link Aligned}'s parents has them. */
  static LocalBlocks of(Iterator<?> parent) {
    return LocalBlocks.of(List.of((TermBlock[]) parent.next()));
  }

  ShardLayout layout() {
    return layout;
  }

  /** S. */
  public int shards() {
    return layout.shards();
  }

  /** The first term of a shard; of S, V. */
  public int from(int shard) {
    return layout.from(shard);
  }

  /** One element a partition: the blocks of a shard, in their order. */
  public JavaRDD<TermBlock[]> blocks() {
    return blocks;
  }

  /** What executors keep of them, or null. */
  JavaRDD<Shard> kept() {
    return kept;
  }

  /** One element a partition: what executors keep, or where nothing is kept what they make. */
  JavaRDD<Shard> packed() {
    return kept != null
        ? kept
        : Aligned.of(List.of(blocks), of -> Shard.of(array(of.get(0)), null));
  }

  /** The bytes of what some shards are made of, packed. */
  long bytes(int first, int end) {
    return Arrays.stream(bytes, first, end).sum();
  }

  @Override
  public int terms() {
    return layout.terms();
  }

  @Override
  public boolean isHere() {
    return false;
  }

  @Override
  public Blocks map(Change change) {
    return made(List.of(blocks), parents -> array(of(parents.get(0)).map(change)));
  }

  @Override
  public Blocks with(Blocks beside, Pair pair) {
    return made(
        List.of(blocks, rdd(beside)),
        parents -> array(of(parents.get(0)).with(of(parents.get(1)), pair)));
  }

  @Override
  public Blocks arranged(int[] from) {
    int[] to = new int[terms()];
    Arrays.fill(to, -1);
    for (int w = 0; w < from.length; w++) {
      if (from[w] >= 0) {
        to[from[w]] = w;
      }
    }
    // A table of another size is cut into shards of about as many blocks.
    long all = TermBlock.blocks(terms());
    int shards = (int) ((TermBlock.blocks(from.length) * (long) shards() + all - 1) / all);
    return ShardRows.arranged(this, to, ShardLayout.of(from.length, Math.max(1, shards)));
  }

  /** The same blocks in other shards; one shuffle. */
  ShardBlocks in(ShardLayout other) {
    return other.isAs(layout) ? this : ShardRows.in(this, other);
  }

  private ShardBlocks made(List<JavaRDD<?>> parents, Aligned.Making<TermBlock[]> making) {
    return new ShardBlocks(layout, Aligned.of(parents, making), null, bytes);
  }

  private static TermBlock[] array(Blocks blocks) {
    return blocks.here().toArray(TermBlock[]::new);
  }

  /** The RDD of another table of the same terms; one of this JVM goes to the executors. */
  JavaRDD<TermBlock[]> rdd(Blocks beside) {
    if (beside.isHere()) {
      return sent(beside.here());
    }
    if (beside instanceof ShardBlocks other) {
      return other.in(layout).blocks;
    }
    throw new IllegalStateException("the tables of a model lie in different places");
  }

  /** The same, packed. */
  JavaRDD<Shard> packed(Blocks beside) {
    return beside instanceof ShardBlocks other
        ? other.in(layout).packed()
        : Aligned.of(List.of(rdd(beside)), of -> Shard.of(array(of.get(0)), null));
  }

  /** By broadcasts, which go when nobody has the RDD any more. */
  private JavaRDD<TermBlock[]> sent(List<TermBlock> all) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(blocks.context());
    JavaRDD<Shard> shards = received(spark, sent(spark, layout, all));
    return Aligned.of(List.of(shards), of -> ((Shard) of.get(0).next()).blocks());
  }

  /** Sends the blocks of a table to the executors, a broadcast for each shard: no task has them. */
  static List<Broadcast<Shard>> sent(
      JavaSparkContext spark, ShardLayout layout, List<TermBlock> all) {
    List<Broadcast<Shard>> sent = new ArrayList<>();
    for (int s = 0; s < layout.shards(); s++) {
      List<TermBlock> own = all.subList(layout.first(s), layout.first(s + 1));
      sent.add(spark.broadcast(Shard.of(own.toArray(TermBlock[]::new), null)));
    }
    return sent;
  }

  /** What was sent so, one element a partition. */
  static JavaRDD<Shard> received(JavaSparkContext spark, List<Broadcast<Shard>> sent) {
    return Aligned.of(
        List.of(spark.parallelize(sent, sent.size())),
        of -> (Shard) ((Broadcast<?>) of.get(0).next()).value());
  }

  @Override
  public Sums sums(Blocks beside, SumsLayout sums, PairPart part) {
    List<JavaRDD<?>> parents = beside == null ? List.of(blocks) : List.of(blocks, rdd(beside));
    Sums all = new Sums(sums);
    each(
        Aligned.of(
            parents,
            of -> {
              LocalBlocks other = of.size() == 1 ? null : of(of.get(1));
              return of(of.get(0)).sums(other, sums, part);
            }),
        sums,
        all);
    return all;
  }

  @Override
  public <T> List<T> each(Digest<T> digest) {
    JavaRDD<ArrayList<T>> own =
        Aligned.of(List.of(blocks), of -> new ArrayList<>(of(of.get(0)).each(digest)));
    List<T> all = new ArrayList<>();
    Jobs.run(own, partitions(), Iterator::next).forEach(all::addAll);
    return all;
  }

  @Override
  public <T> T merged(Digest<T> digest, Merge<T> merge) {
    JavaRDD<T> own = Aligned.of(List.of(blocks), of -> of(of.get(0)).merged(digest, merge));
    T all = Jobs.run(own, List.of(0), Iterator::next).get(0);
    int batch = (int) Math.max(1, JOB_BYTES / SizeEstimator.estimate(all));
    List<Integer> others = partitions().subList(1, shards());
    for (int from = 0; from < others.size(); from += batch) {
      List<Integer> some = others.subList(from, Math.min(others.size(), from + batch));
      all = Jobs.run(own, some, Iterator::next).stream().reduce(all, merge::of);
    }
    return all;
  }

  @Override
  public CountTally tally() {
    JavaRDD<CountTally> own = Aligned.of(List.of(blocks), of -> of(of.get(0)).tally());
    return Jobs.run(own, partitions(), Iterator::next).stream()
        .reduce(CountTally::and)
        .orElseThrow();
  }

  /**
   * Adds up what shards come to: as many of them in a job as make results of {@value #JOB_BYTES}
   * bytes, since Spark bounds what a job sends however it is taken.
   */
  void each(JavaRDD<Sums> made, SumsLayout layout, Sums all) {
    int batch = (int) Math.max(1, JOB_BYTES / (2L * Long.BYTES * Math.max(1, layout.size())));
    List<Integer> shards = partitions();
    for (int from = 0; from < shards.size(); from += batch) {
      List<Integer> some = shards.subList(from, Math.min(shards.size(), from + batch));
      Jobs.each(made, some, Iterator::next, (shard, own) -> all.add(own));
    }
  }

  private List<Integer> partitions() {
    return IntStream.range(0, layout.shards()).boxed().toList();
  }

  @Override
  public LocalBlocks fetched() {
    JavaRDD<Shard> packed = packed();
    List<TermBlock> all = new ArrayList<>();
    for (int shard :
        partitions()) { // A job each: together they may be more than Spark lets a job send.
      Shard own = Jobs.run(packed, List.of(shard), Iterator::next).get(0);
      all.addAll(List.of(own.blocks()));
    }
    return LocalBlocks.of(all);
  }

  private static TermBlock[] array(Iterator<?> parent) {
    return (TermBlock[]) parent.next();
  }

  @Override
  public List<TermBlock> here() {
    throw new IllegalStateException("the rows of these " + terms() + " terms lie on executors");
  }

  @Override
  public String toString() {
    return terms() + " rows in " + layout.shards() + " shards";
  }
}
