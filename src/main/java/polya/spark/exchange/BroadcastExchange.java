package polya.spark.exchange;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import polya.infer.LocalSent;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.spark.Jobs;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.PhiBytes;
import polya.topics.TermStatistics;

/**
 * Blocks on the driver, Φ by Spark's broadcast: for models that fit the driver and every executor.
 * A round sends the rows of its batch's terms alone, encoded once; each executor decodes them once.
 * In local mode tasks share the driver's memory, so nothing is copied or encoded.
 */
public final class BroadcastExchange implements Exchange {
  /**
   * What this JVM has published to itself; an entry lives from publish to retire. A broadcast's
   * local reads do not copy, but its creation writes the value out in full, every round, and under
   * memory pressure Spark keeps that copy alone: a round of 20news at K = 100 would pay for an
   * encoding of Φ that nobody reads. {@code LayersTest} names this one static map.
   */
  private static final Map<Long, Content> SHARED = new ConcurrentHashMap<>();

  private static final AtomicLong NEXT = new AtomicLong();

  private final JavaSparkContext spark;
  private final boolean sharesMemory;
  private final int phases;

  /** The exchange of this context. */
  public BroadcastExchange(JavaSparkContext spark) {
    this(spark, spark.isLocal());
  }

  /** An exchange that broadcasts even where tasks share the driver's memory, if told so. */
  public BroadcastExchange(JavaSparkContext spark, boolean sharesMemory) {
    this(spark, sharesMemory, 1);
  }

  /** One whose rounds go by so many phases where they can. */
  public BroadcastExchange(JavaSparkContext spark, boolean sharesMemory, int phases) {
    this.spark = spark;
    this.sharesMemory = sharesMemory;
    this.phases = phases;
  }

  @Override
  public int[] cuts(int terms) {
    return ShardLayout.even(terms, phases);
  }

  @Override
  public Blocks place(Blocks blocks) {
    return here(blocks);
  }

  @Override
  public ModelState place(ModelState state) {
    return here(state);
  }

  /** The model with all of its tables in this JVM's memory. */
  public static ModelState here(ModelState state) {
    ModelState here = state;
    for (Map.Entry<String, Blocks> table : state.tables().entrySet()) {
      here = here.with(table.getKey(), here(table.getValue()));
    }
    return here;
  }

  private static Blocks here(Blocks blocks) {
    return blocks.fetched();
  }

  @Override
  public Published publish(Phi phi, Globals globals, Asked asked) {
    if (sharesMemory) {
      long id = NEXT.incrementAndGet();
      SHARED.put(id, new Content(phi, globals));
      return new Shared(id);
    }
    PhiBytes bytes = new PhiBytes(phi, asked.terms(phi.terms()));
    boolean large = globals.bytes() > MOST_WITH_TASKS;
    Globals broadcast = large ? globals : Globals.none();
    return new Travelling(
        spark.broadcast(new Packed(bytes, broadcast)),
        large ? null : globals,
        bytes.size() + broadcast.bytes());
  }

  @Override
  public <T> Sent visit(
      Published published,
      JavaRDD<T> rdd,
      List<Integer> partitions,
      Jobs.PartitionFunction<T, TermStatistics> visit) {
    return LocalSent.of(Jobs.run(rdd, partitions, visit));
  }

  @Override
  public void release(Published published) {
    if (published instanceof Travelling travelling) {
      travelling.broadcast.unpersist(false);
    }
  }

  @Override
  public void retire(Published published) {
    if (published instanceof Travelling travelling) {
      travelling.broadcast.destroy();
    } else if (published instanceof Shared shared) {
      SHARED.remove(shared.id);
    }
  }

  private record Content(Phi phi, Globals globals) {}

  /** What is broadcast. No record: Kryo cannot write one. */
  private static final class Packed implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PhiBytes bytes;
    private final Globals globals;

    Packed(PhiBytes bytes, Globals globals) {
      this.bytes = bytes;
      this.globals = globals;
    }
  }

  /** By broadcast; the globals with every task where they are small, else null here. */
  private record Travelling(Broadcast<Packed> broadcast, Globals small, long bytes)
      implements Published {
    @Override
    public Phi phi() {
      return broadcast.value().bytes.phi();
    }

    @Override
    public Globals globals() {
      return small == null ? broadcast.value().globals : small;
    }
  }

  private record Shared(long id) implements Published {
    private Content content() {
      Content content = SHARED.get(id);
      if (content == null) {
        throw new IllegalStateException("the weights of an earlier round were asked for");
      }
      return content;
    }

    @Override
    public Phi phi() {
      return content().phi;
    }

    @Override
    public Globals globals() {
      return content().globals;
    }

    @Override
    public long bytes() {
      return 0;
    }
  }
}
