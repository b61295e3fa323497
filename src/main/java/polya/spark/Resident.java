package polya.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * A value that goes to every executor once, by broadcast, however many tasks and rounds ask for it:
 * what travels with a method may be a table of a million groups. It is written as closures are,
 * whatever serializer the context has, so it may hold records and lambdas; an executor reads it
 * when its first task asks, and its tasks share it. So it must be immutable.
 *
 * @param <T> its type
 */
public final class Resident<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Packed> broadcast;

  private Resident(Broadcast<Packed> broadcast) {
    this.broadcast = broadcast;
  }

  /** Sends a value; in local mode tasks share the driver's. */
  public static <T> Resident<T> of(JavaSparkContext spark, T value) {
    return new Resident<>(spark.broadcast(new Packed(value)));
  }

  /** The value. */
  @SuppressWarnings("unchecked") // What was packed.
  public T value() {
    return (T) broadcast.value().value();
  }

  /** Takes it back; no task may ask for it any more. */
  public void retire() {
    broadcast.destroy();
  }

  /** What is broadcast. No record: Kryo cannot write one. */
  private static final class Packed implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

    private final byte[] bytes;
    private transient Object value;

    Packed(Object value) {
      this.value = value;
      ByteBuffer written = serializer().serialize(value, ANY);
      bytes = new byte[written.remaining()];
      written.get(bytes);
    }

    synchronized Object value() {
      if (value == null) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        value = serializer().deserialize(ByteBuffer.wrap(bytes), loader, ANY);
      }
      return value;
    }

    private static SerializerInstance serializer() {
      return SparkEnv.get().closureSerializer().newInstance();
    }
  }
}
