package polya.spark.exchange;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.infer.Footprint;
import polya.infer.ModelFamily;
import polya.infer.ModelPlacement;

/**
 * Where a run's topics lie, by what either place takes of the memory that this Spark has: a floor
 * from corpus, parameters and settings alone, so that what cannot be had is refused before it is
 * trained. Nothing of it changes a bit of the model.
 */
public final class Placement {
  /** Of a heap, what the numbers of a run may take; the rest is Spark's and what is on its way. */
  static final double SHARE = 0.6;

  /** Of a heap, what they may take where there is no other way. */
  static final double MOST_SHARE = 0.9;

  /** The driver has the vocabulary whatever happens: bytes a term. */
  private static final double TERM_BYTES = 150;

  /** A task has two numbers for every term. */
  private static final double SCRATCH_BYTES = 8;

  /** An executor has a shard as it is kept, unpacked block by block, and packed again. */
  private static final double STEP_COPIES = 3;

  /** Executors that have a shard. */
  private static final int REPLICAS = 2;

  /** While a step makes the next table the one before is there. */
  private static final int GENERATIONS = 2;

  /** More are no help: rounds cost a stage each. */
  private static final int MOST_PHASES = 64;

  private static final double MEGABYTE = 1 << 20;

  private final ModelFamily.Training training;
  private final int terms;
  private final int partitions;
  private final Memory memory;
  private final boolean mayShard;
  private final boolean sharded;

  /** Of a scan of documents. */
  private final int phases;

  /**
   * What this Spark has.
   *
   * @param driver the driver's heap, in bytes
   * @param executor each executor's; the driver's in local mode
   * @param executors how many
   * @param cores of each
   * @param result what a round's results may take together
   * @param local whether executors are the driver
   */
  record Memory(
      double driver, double executor, int executors, int cores, double result, boolean local) {
    static Memory of(JavaSparkContext spark) {
      double driver = Runtime.getRuntime().maxMemory();
      SparkConf conf = spark.getConf();
      double limit = conf.getSizeAsBytes("spark.driver.maxResultSize", "1g");
      double result = limit == 0 ? driver : Math.min(driver, limit); // 0 is no limit.
      if (spark.isLocal()) {
        return new Memory(driver, driver, 1, cores(spark, conf, 1), result, true);
      }
      int there = spark.sc().getExecutorMemoryStatus().size() - 1;
      int executors = Math.max(1, Math.max(there, conf.getInt("spark.executor.instances", 0)));
      double executor = conf.getSizeAsBytes("spark.executor.memory", "1g");
      return new Memory(driver, executor, executors, cores(spark, conf, executors), result, false);
    }

    private static int cores(JavaSparkContext spark, SparkConf conf, int executors) {
      int each = conf.getInt("spark.executor.cores", 0);
      if (each > 0) {
        return each;
      }
      boolean isCores = !conf.contains("spark.default.parallelism");
      return isCores ? Math.max(1, spark.defaultParallelism() / executors) : 1;
    }
  }

  private Placement(
      ModelFamily.Training training, int terms, int partitions, Memory memory, boolean mayShard) {
    this.training = training;
    this.terms = terms;
    this.partitions = partitions;
    this.memory = memory;
    this.mayShard = mayShard;
    this.phases = phases(training);
    this.sharded = isSharded();
  }

  /**
   * The place for a run.
   *
   * @param terms V
   * @param partitions of its tiles
   * @param folder whether the run has a folder for checkpoints: without one blocks of executors
   *     last few rounds only, so that auto takes the driver
   * @throws Failure (resources) if no place that its settings allow has the memory
   */
  public static Placement of(
      JavaSparkContext spark,
      ModelFamily.Training training,
      int terms,
      int partitions,
      boolean folder) {
    boolean mayShard = folder || spark.isLocal();
    return new Placement(training, terms, partitions, Memory.of(spark), mayShard);
  }

  static Placement of(ModelFamily.Training training, int terms, int partitions, Memory memory) {
    return new Placement(training, terms, partitions, memory, true);
  }

  /** As many as are asked for, else as are needed; 1 where a document's rows are needed at once. */
  private int phases(ModelFamily.Training run) {
    if (run.scans() == 0) {
      return 1;
    }
    return run.phases() > 0 ? run.phases() : enough();
  }

  /** As many that the rows which an executor needs at a time fit there; 1 if none are enough. */
  private int enough() {
    int few = 1;
    while (few <= MOST_PHASES && executorOfShards(few) > most()) {
      few++;
    }
    return few <= MOST_PHASES ? few : 1;
  }

  private boolean isSharded() {
    boolean driverHolds = onDriver() <= MOST_SHARE * memory.driver && executorOfDriver() <= most();
    boolean shardsHold = sharded() <= MOST_SHARE * memory.driver && executorOfShards() <= most();
    switch (training.placement()) {
      case DRIVER -> {
        if (!driverHolds) {
          throw refused(driverLine() + (shardsHold ? "; sharded would do" : ""));
        }
        return false;
      }
      case SHARDED -> {
        if (!shardsHold) {
          throw refused(shardedLine());
        }
        return true;
      }
      default -> {
        if (!mayShard && driverHolds) {
          return false;
        }
        if (!driverHolds && !shardsHold) {
          throw refused(driverLine() + "; " + shardedLine());
        }
        boolean roomy = onDriver() <= SHARE * memory.driver && sent() <= SHARE * memory.result;
        return !(driverHolds && (roomy || !shardsHold));
      }
    }
  }

  private double most() {
    return MOST_SHARE * memory.executor;
  }

  private Footprint footprint() {
    return training.footprint();
  }

  private double sent() {
    return footprint().sent().by(memory.executors * memory.cores);
  }

  /**
   * What the driver holds with the blocks; in local mode all of it, but for what may go to disk.
   */
  private double onDriver() {
    Footprint run = footprint();
    return memory.local
        ? Math.max(run.start(), run.model() + run.drawn() + run.mostStates(phasesOnDriver()))
        : run.mostModel() + run.mostPublished() + sent() + TERM_BYTES * terms;
  }

  private double executorOfDriver() {
    return memory.local ? 0 : footprint().mostPublished() + scratch() + visited(phasesOnDriver());
  }

  /** What the driver holds without them. */
  private double sharded() {
    return memory.local ? 0 : TERM_BYTES * terms;
  }

  private double executorOfShards() {
    return executorOfShards(phases);
  }

  /** What tasks have at a time; {@link #kept}, and states beyond this, go to disk where need be. */
  private double executorOfShards(int inPhases) {
    double shard = Math.max(footprint().packed(), footprint().start() / 2) / shards(inPhases);
    return footprint().mostPublished(inPhases)
        + scratch()
        + memory.cores * footprint().task()
        + visited(inPhases)
        + memory.cores * STEP_COPIES * shard;
  }

  /**
   * What each executor keeps of all tables, in memory or on disk: two replicas, of the generations
   * that are needed. Where tiles remember, what they remember may be made again from all topics
   * since lineage was cut; else from those that the last step led to.
   */
  private double kept() {
    if (memory.local) {
      return GENERATIONS * footprint().packed();
    }
    int generations =
        footprint().remembers()
            ? 1 + ShardedExchange.rounds(training.checkpointInterval())
            : GENERATIONS;
    int replicas = Math.min(REPLICAS, memory.executors);
    return replicas * generations * footprint().packed() / memory.executors;
  }

  /** What the tiles of its tasks remember, before and after: a partition's is in memory whole. */
  private double visited(int inPhases) {
    double each = footprint().mostStates(inPhases) / partitions;
    return each * Math.min(memory.cores, Math.ceil(partitions / (double) memory.executors));
  }

  /** Where the driver has all rows there are as many as are asked for. */
  private int phasesOnDriver() {
    return training.scans() == 0 ? 1 : Math.max(1, training.phases());
  }

  private double scratch() {
    return memory.cores * SCRATCH_BYTES * terms;
  }

  /** At least one a phase. */
  private int shards(int inPhases) {
    return Math.max(inPhases, Exchanges.shards(memory.executors, terms, training.topics()));
  }

  private Failure refused(String needs) {
    String start = footprint().start() > footprint().model() ? ", or begin with start=prefix" : "";
    return Failure.resources(
        String.format(
            Locale.ROOT,
            "Cannot train with k = %d and %,d terms: %s. Lower k, raise %s%s.",
            training.topics(),
            terms,
            needs,
            memory.local ? "the driver's memory" : "spark.driver.memory or spark.executor.memory",
            start));
  }

  private String driverLine() {
    return String.format(
        Locale.ROOT,
        "on the driver that takes at least %,.0f MB of %,.0f (start %,.0f, topics %,.0f, weights of a"
            + " round %,.0f, tokens' topics %,.0f, between phases %,.0f, sent %,.0f)%s",
        onDriver() / MEGABYTE,
        memory.driver / MEGABYTE,
        footprint().start() / MEGABYTE,
        footprint().model() / MEGABYTE,
        footprint().published() / MEGABYTE,
        footprint().states() / MEGABYTE,
        megabytesBetween(phasesOnDriver()),
        sent() / MEGABYTE,
        memory.local ? "" : executors(executorOfDriver()));
  }

  private String shardedLine() {
    return String.format(
        Locale.ROOT,
        "sharded it takes at least %,.0f MB of the driver's %,.0f%s beside %,.0f MB of shards that it"
            + " keeps there or on its disk%s",
        sharded() / MEGABYTE,
        memory.driver / MEGABYTE,
        executors(executorOfShards()),
        kept() / MEGABYTE,
        phases > 1 ? inPhases() : "");
  }

  private String inPhases() {
    double megabytes = megabytesBetween(phases);
    String between =
        megabytes < 1
            ? ""
            : String.format(
                Locale.ROOT, ", between which documents take %,.0f MB in all", megabytes);
    return ", whose sweeps go by " + phases + " phases" + between;
  }

  /** What documents remember between phases beside their tokens' topics, all together. */
  private double megabytesBetween(int inPhases) {
    return (footprint().mostStates(inPhases) - footprint().states()) / MEGABYTE;
  }

  private String executors(double each) {
    return String.format(
        Locale.ROOT,
        " and %,.0f of %,.0f of each executor",
        each / MEGABYTE,
        memory.executor / MEGABYTE);
  }

  /** The exchange that has them there. */
  public Exchange exchange(JavaSparkContext spark) {
    return sharded
        ? new ShardedExchange(
            spark,
            shards(phases),
            training.topics(),
            footprint(),
            !spark.isLocal(),
            training.checkpointInterval(),
            phases)
        : new BroadcastExchange(spark, spark.isLocal(), Math.max(1, training.phases()));
  }

  /** What a person is told where it was not as always: topics on the driver that take little. */
  public Optional<String> line() {
    return sharded
        ? Optional.of("topics lie on the executors: " + shardedLine())
        : Optional.empty();
  }

  /** For run.json: where, and the floors in bytes. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("modelPlacement", (sharded ? ModelPlacement.SHARDED : ModelPlacement.DRIVER).word());
    json.put("modelPhases", sharded ? phases : Math.max(1, training.phases()));
    json.put("driver", (long) (sharded ? sharded() : onDriver()));
    json.put("executor", (long) (sharded ? executorOfShards() : executorOfDriver()));
    json.put("kept", (long) (sharded ? kept() : 0));
    json.put("sent", (long) sent());
    return json;
  }
}
