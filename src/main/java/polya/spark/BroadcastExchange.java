package polya.spark;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import polya.topics.Phi;
import polya.topics.PhiBytes;

/**
 * Blocks on the driver, Φ by Spark's broadcast: for models that fit the driver and every executor.
 * A round sends the rows of its batch's terms alone, encoded once; each executor decodes them once.
 * In local mode tasks share the driver's memory, so nothing is copied or encoded.
 */
public final class BroadcastExchange implements Exchange {
  /** What this JVM has published to itself. An entry lives from publish to retire. */
  private static final Map<Long, Phi> SHARED = new ConcurrentHashMap<>();

  private static final AtomicLong NEXT = new AtomicLong();

  private final JavaSparkContext spark;
  private final boolean sharesMemory;

  /** The exchange of this context. */
  public BroadcastExchange(JavaSparkContext spark) {
    this(spark, spark.isLocal());
  }

  /** An exchange that broadcasts even where tasks share the driver's memory, if told so. */
  public BroadcastExchange(JavaSparkContext spark, boolean sharesMemory) {
    this.spark = spark;
    this.sharesMemory = sharesMemory;
  }

  @Override
  public Published publish(Phi phi, Supplier<BitSet> terms) {
    if (!sharesMemory) {
      PhiBytes bytes = new PhiBytes(phi, terms.get());
      return new Sent(spark.broadcast(bytes), bytes.size());
    }
    long id = NEXT.incrementAndGet();
    SHARED.put(id, phi);
    return new Shared(id);
  }

  @Override
  public void release(Published published) {
    if (published instanceof Sent sent) {
      sent.broadcast.unpersist(false);
    }
  }

  @Override
  public void retire(Published published) {
    if (published instanceof Sent sent) {
      sent.broadcast.destroy();
    } else if (published instanceof Shared shared) {
      SHARED.remove(shared.id);
    }
  }

  private record Sent(Broadcast<PhiBytes> broadcast, long bytes) implements Published {
    @Override
    public Phi phi() {
      return broadcast.value().phi();
    }
  }

  private record Shared(long id) implements Published {
    @Override
    public Phi phi() {
      Phi phi = SHARED.get(id);
      if (phi == null) {
        throw new IllegalStateException("the weights of an earlier round were asked for");
      }
      return phi;
    }

    @Override
    public long bytes() {
      return 0;
    }
  }
}
