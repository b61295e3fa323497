package polya.spark;

import static polya.spark.Fault.line;
import static polya.spark.Fault.says;

import java.util.List;
import polya.Failure;

/**
 * Limits of Spark, Java and the system that a run has come to, each with the setting that moves it.
 */
final class LimitFaults {
  private static final String RESULTS = "spark.driver.maxResultSize";
  private static final String MESSAGE = "spark.rpc.message.maxSize";
  private static final String KRYO = "spark.kryoserializer.buffer.max";
  private static final String UNKNOWN = "Class is not registered: ";
  private static final String SECRET = "A secret key must be specified via the";
  private static final String ENCRYPTION = "NETWORK_AUTH_MUST_BE_ENABLED";
  private static final String[] THREAD = {
    "unable to create native thread", "unable to create new native thread"
  };
  private static final String[] ARRAY = {
    "Requested array size exceeds VM limit",
    "Required length exceeds implementation limit",
    "Size exceeds Integer.MAX_VALUE"
  };

  /** Where several fit, the first counts; before memory, since some come as its errors. */
  static final List<Fault> ALL =
      List.of(
          new Fault(t -> says(t, "bigger than " + RESULTS), LimitFaults::results),
          new Fault(t -> says(t, "exceeds max allowed: " + MESSAGE), LimitFaults::message),
          new Fault(LimitFaults::isKryo, LimitFaults::kryo),
          new Fault(t -> says(t, UNKNOWN), LimitFaults::unknown),
          new Fault(t -> says(t, SECRET), LimitFaults::secret),
          new Fault(t -> says(t, ENCRYPTION), t -> encryption()),
          new Fault(t -> says(t, THREAD), LimitFaults::threads),
          new Fault(t -> says(t, ARRAY), LimitFaults::array));

  private LimitFaults() {}

  private static Failure results(Throwable t) {
    return Failure.resources(
        "Cannot take back what the tasks of a round found: "
            + line(t, RESULTS)
            + ". Raise it (--conf "
            + RESULTS
            + "=…, below --driver-memory), give fewer --partitions, or lower k.");
  }

  private static Failure message(Throwable t) {
    return Failure.resources(
        "Cannot send a task to an executor: "
            + line(t, MESSAGE)
            + ". Raise it (--conf "
            + MESSAGE
            + "=…, in MiB, 2047 at most), or lower k.");
  }

  private static boolean isKryo(Throwable t) {
    return says(t, KRYO) && says(t, "Kryo serialization failed", "Buffer overflow");
  }

  private static Failure kryo(Throwable t) {
    return Failure.resources(
        "Cannot send an object between the driver and an executor: it is larger than "
            + KRYO
            + ". Raise it (--conf "
            + KRYO
            + "=…, 2047m at most), or lower k.");
  }

  private static Failure unknown(Throwable t) {
    String line = line(t, UNKNOWN);
    String name = line.substring(line.indexOf(UNKNOWN) + UNKNOWN.length()).strip();
    return Failure.usage(
        "Cannot send "
            + name
            + " between the driver and an executor: with spark.kryo.registrationRequired only classes"
            + " that are registered go. Name it (--conf spark.kryo.classesToRegister="
            + name
            + "), or leave spark.kryo.registrationRequired off.");
  }

  private static Failure secret(Throwable t) {
    return Failure.usage(
        "Cannot start Spark: its settings ask for authentication (spark.authenticate), and there is no"
            + " secret for it; a cluster of Spark's own has one, the same everywhere. Put"
            + " spark.authenticate.secret into the spark-defaults.conf of every machine, or give"
            + " --conf spark.authenticate=false --conf spark.network.crypto.enabled=false.");
  }

  private static Failure encryption() {
    return Failure.usage(
        "Cannot start Spark: its settings ask for encrypted connections (spark.network.crypto.enabled)"
            + " without authentication, which they begin with. Turn both on, or both off (--conf"
            + " spark.authenticate=false --conf spark.network.crypto.enabled=false).");
  }

  private static Failure threads(Throwable t) {
    return Failure.resources(
        "Cannot start another thread: this user or container has as many as it may. Raise the"
            + " limit (ulimit -u, pids of the container), or give Spark fewer cores.");
  }

  private static Failure array(Throwable t) {
    return Failure.resources(
        "Cannot hold what is asked for in one array: "
            + line(t, ARRAY)
            + "; a Java array has 2147483647 elements at most. Give more --partitions, split very"
            + " long documents, or lower k.");
  }
}
