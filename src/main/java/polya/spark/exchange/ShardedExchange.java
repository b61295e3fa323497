package polya.spark.exchange;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polya.infer.Footprint;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.spark.Aligned;
import polya.spark.Files;
import polya.spark.Jobs;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.MadeBlocks;
import polya.topics.Phi;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermStatistics;

/**
 * Blocks on executors, in shards; the driver holds what is O(K). Statistics go to the shards by a
 * shuffle, shards to the tasks of the next round by reading cached blocks of peers. The bits are
 * those of {@link BroadcastExchange}: sums are exact in any order, and steps see a block and its
 * rows alone.
 */
public final class ShardedExchange implements Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(ShardedExchange.class);

  /** Rounds after which lineage is cut at the latest: it is written with every stage. */
  private static final int MOST_ROUNDS = 20;

  private final JavaSparkContext spark;
  private final int shards;
  private final int topics;
  private final Footprint footprint;

  private final boolean mayLose;
  private final int interval;
  private final int phases;

  /** What executors keep and was made since lineage was cut, or where it was. */
  private final List<JavaRDD<Shard>> keeps = new ArrayList<>();

  private final Generations generations = new Generations();

  /** What rounds sent and somebody has. */
  private final Set<ShardSent> sents = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What ends with this. */
  private final List<Runnable> held = new ArrayList<>();

  private ShardLayout layout;
  private int rounds;

  /**
   * An exchange.
   *
   * @param shards how many shards a table has, ≥ 1
   * @param mayLose whether what executors keep can get lost: not in local mode
   * @param interval rounds after which what was kept is written to the context's checkpoint folder,
   *     if it has one, so that nothing older is needed
   */
  public ShardedExchange(JavaSparkContext spark, int shards, boolean mayLose, int interval) {
    this(spark, shards, 0, Footprint.NONE, mayLose, interval, 1);
  }

  /**
   * The same.
   *
   * @param topics K
   * @param footprint of the run, whose terms say what shards weigh and mini-batches ask for
   * @param phases by which rounds go where they can
   */
  public ShardedExchange(
      JavaSparkContext spark,
      int shards,
      int topics,
      Footprint footprint,
      boolean mayLose,
      int interval,
      int phases) {
    this.spark = spark;
    this.shards = shards;
    this.topics = topics;
    this.footprint = footprint;
    this.mayLose = mayLose;
    this.interval = rounds(interval);
    this.phases = phases;
  }

  /** Rounds after which lineage is cut where so many are asked for. */
  static int rounds(int interval) {
    return Math.min(interval, MOST_ROUNDS);
  }

  @Override
  public boolean keepsOnExecutors() {
    return true;
  }

  /** The shards of tables with so many rows. */
  ShardLayout layout(int terms) {
    long[] frequencies = footprint.termFrequencies();
    layout =
        frequencies.length == terms
            ? ShardLayout.of(terms, shards, ShardLayout.weights(frequencies, topics))
            : ShardLayout.of(terms, shards);
    return layout;
  }

  @Override
  public int[] cuts(int terms) {
    return layout(terms).cuts(phases);
  }

  @Override
  public int interval(int wanted) {
    return Math.min(wanted, interval);
  }

  @Override
  public boolean cutsBehindRound() {
    return mayLose && cuts(false);
  }

  /** Somebody has what a round sent. */
  void has(ShardSent sent) {
    sents.add(sent);
  }

  /** They do not any more; what was made of it may still be made again. */
  void hasNoMore(ShardSent sent) {
    sents.remove(sent);
    generations.keep(() -> sent.rows().forEach(this::drop));
  }

  /** An RDD that is persisted until this is closed. */
  void hold(JavaRDD<?> rdd) {
    held.add(() -> rdd.unpersist(false));
  }

  /** Values, one a partition, that go to their tasks by broadcast until this is closed. */
  <T> JavaRDD<T> parallel(List<T> values) {
    List<Broadcast<T>> sent = values.stream().map(spark::broadcast).toList();
    sent.forEach(value -> held.add(value::destroy));
    return spark.parallelize(new ArrayList<>(sent), sent.size()).map(Broadcast::value);
  }

  /** Blocks of shards that were made elsewhere, which executors keep from now on. */
  ShardBlocks keep(JavaRDD<Shard> made) {
    return kept(layout, made, null, canCut());
  }

  @Override
  public ModelState place(ModelState state) {
    ModelState there = state;
    for (Map.Entry<String, Blocks> table : state.tables().entrySet()) {
      there = there.with(table.getKey(), place(table.getValue()));
    }
    return there;
  }

  @Override
  public Blocks place(Blocks blocks) {
    if (blocks instanceof ShardBlocks there && keeps.contains(there.kept())) {
      return blocks;
    }
    layout(blocks.terms());
    if (blocks instanceof ShardBlocks there) { // Of a store: executors read it once.
      return kept(layout, again(there.in(layout)), null, canCut());
    }
    if (blocks instanceof MadeBlocks made) {
      return kept(layout, making(made), null, canCut());
    }
    List<Broadcast<Shard>> sent = ShardBlocks.sent(spark, layout, blocks.here());
    sent.forEach(shard -> generations.keep(shard::destroy));
    return kept(layout, ShardBlocks.received(spark, sent), null, canCut());
  }

  /** Shards that executors make by a rule. */
  private JavaRDD<Shard> making(MadeBlocks made) {
    List<Integer> numbers = IntStream.range(0, layout.shards()).boxed().toList();
    ShardLayout of = layout;
    MadeBlocks.Making making = made.making();
    return Aligned.of(
        List.of(spark.parallelize(numbers, numbers.size())),
        parents -> {
          int shard = (Integer) parents.get(0).next();
          TermBlock[] blocks =
              IntStream.range(of.first(shard), of.first(shard + 1))
                  .mapToObj(making)
                  .toArray(TermBlock[]::new);
          return Shard.of(blocks, null);
        });
  }

  /**
   * Has executors keep shards; one job, and one that writes them where lineage is cut, as it is
   * behind the first model: what that is made of would travel with every stage.
   */
  private ShardBlocks kept(ShardLayout of, JavaRDD<Shard> made, Sums totals, boolean cuts) {
    made.persist(
        mayLose ? StorageLevel.MEMORY_AND_DISK_SER_2() : StorageLevel.MEMORY_AND_DISK_SER());
    if (cuts) {
      cut(made);
    }
    keeps.add(made);
    long[] bytes = new long[of.shards()];
    Jobs.each(
        made,
        IntStream.range(0, of.shards()).boxed().toList(),
        shards -> new Made(shards.next()),
        (shard, own) -> {
          bytes[shard] = own.bytes;
          if (totals != null) {
            totals.add(own.totals);
          }
        });
    return ShardBlocks.of(of, made, bytes);
  }

  /** What the driver hears of a shard that was made. No record: Kryo cannot write one. */
  private static final class Made implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long bytes;
    private final Sums totals;

    Made(Shard shard) {
      bytes = shard.bytes();
      totals = shard.totals();
    }
  }

  /** Where nothing can get lost a cut costs nothing. */
  private boolean cuts(boolean last) {
    return canCut() && (last || !mayLose || (rounds + 1) % interval == 0);
  }

  private boolean canCut() {
    return !mayLose || spark.sc().getCheckpointDir().isDefined();
  }

  private void cut(JavaRDD<Shard> made) {
    if (mayLose) {
      made.checkpoint();
    } else {
      made.rdd().localCheckpoint();
    }
  }

  /** The blocks that a step leads to, which executors keep; see {@link ShardSent}. */
  Sent.Stepped stepped(SumsLayout sums, JavaRDD<Shard> made) {
    Sums totals = new Sums(sums);
    ShardBlocks blocks = kept(layout, made, totals, cuts(false));
    return new Sent.Stepped(blocks, totals);
  }

  @Override
  public ModelState settle(ModelState next, boolean last) {
    ModelState settled = next;
    Set<JavaRDD<Shard>> inForce = new HashSet<>();
    for (Map.Entry<String, Blocks> table : next.tables().entrySet()) {
      ShardBlocks blocks = settled((ShardBlocks) table.getValue(), last);
      settled = settled.with(table.getKey(), blocks);
      inForce.add(blocks.kept());
    }
    if (mayLose && cuts(last)) {
      sents.forEach(ShardSent::cut);
    }
    if (!generations.areUsed()) { // The next shards lie twice; with both lost, lineage has them.
      keeps.stream()
          .filter(kept -> !inForce.contains(kept) && kept.getStorageLevel().isValid())
          .forEach(kept -> kept.unpersist(false));
    }
    if (cuts(last) && inForce.stream().allMatch(JavaRDD::isCheckpointed)) {
      for (JavaRDD<Shard> kept : keeps) {
        if (!inForce.contains(kept)) {
          generations.keep(() -> drop(kept));
        }
      }
      keeps.retainAll(inForce);
      generations.next();
    }
    rounds++;
    return settled;
  }

  private ShardBlocks settled(ShardBlocks blocks, boolean last) {
    if (blocks.kept() != null && (!cuts(last) || blocks.kept().isCheckpointed())) {
      return blocks;
    }
    return kept(blocks.layout(), again(blocks), null, cuts(last));
  }

  /** An RDD of its own: what somebody has read is not written any more where lineage is cut. */
  private static JavaRDD<Shard> again(ShardBlocks blocks) {
    return Aligned.of(List.of(blocks.packed()), of -> (Shard) of.get(0).next());
  }

  private void drop(JavaRDD<?> kept) {
    kept.unpersist(false);
    if (kept.getCheckpointFile().isPresent()) {
      new Files(spark.hadoopConfiguration()).delete(new Path(kept.getCheckpointFile().get()));
    }
  }

  @Override
  public Published publish(Phi phi, Globals globals, Asked asked) {
    ShardPhi published =
        isRouted(asked)
            ? RoutedPhi.of(spark, phi, globals, asked)
            : GatheredPhi.of(spark, phi, globals, asked);
    generations.uses(published);
    return published;
  }

  /**
   * Whether an executor's tasks ask for fewer rows, each for its own, than there are. In local mode
   * nothing has to travel.
   */
  private boolean isRouted(Asked asked) {
    if (!mayLose || asked.byPartition() == null) {
      return false;
    }
    int tasks = Math.max(1, asked.partitions().size());
    double each = Math.ceil(tasks / (double) executors());
    return each * footprint.terms(asked.share() / tasks) <= footprint.termFrequencies().length;
  }

  private int executors() {
    return Math.max(
        1, spark.sc().getExecutorMemoryStatus().size() - 1); // The driver is among them.
  }

  @Override
  public <T> JavaRDD<T> reading(Published published, JavaRDD<T> rdd) {
    return ((ShardPhi) published).reading(rdd);
  }

  @Override
  public <T> Sent visit(
      Published published,
      JavaRDD<T> rdd,
      List<Integer> partitions,
      Jobs.PartitionFunction<T, TermStatistics> visit) {
    ShardSent sent =
        ShardSent.of(this, Slices.shuffled(rdd, partitions, layout, visit, published), layout);
    if (published instanceof RoutedPhi phi) {
      phi.told(sent.received(), executors());
    }
    return sent;
  }

  @Override
  public void release(Published published) {
    ((ShardPhi) published).release();
  }

  @Override
  public void retire(Published published) {
    ShardPhi topics = (ShardPhi) published;
    topics.release();
    generations.usesNoMore(topics);
    generations.keep(topics::retire);
  }

  /** Blocks may be made again from rows that were sent by tasks that read it. */
  @Override
  public void outlive(Runnable end) {
    generations.keep(end);
  }

  @Override
  public void close() {
    keeps.forEach(kept -> held.add(() -> drop(kept)));
    keeps.clear();
    sents.forEach(sent -> held.add(() -> sent.rows().forEach(this::drop)));
    sents.clear();
    held.add(generations::end);
    held.forEach(ShardedExchange::quietly);
    held.clear();
  }

  /** What the run led to stands; what cannot be freed goes with the context, or with its folder. */
  private static void quietly(Runnable end) {
    try {
      end.run();
    } catch (RuntimeException e) {
      LOG.debug("not freed", e);
    }
  }
}
