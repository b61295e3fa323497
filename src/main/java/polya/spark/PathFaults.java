package polya.spark;

import static polya.spark.Fault.line;
import static polya.spark.Fault.named;
import static polya.spark.Fault.says;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import polya.Failure;

/**
 * Paths, masters, settings and hosts that do not exist or do not answer, and what may not be
 * touched.
 */
final class PathFaults {
  /** Where several fit, the first counts. */
  static final List<Fault> ALL =
      List.of(
          new Fault(PathFaults::isEmpty, PathFaults::empty),
          new Fault(PathFaults::isColon, PathFaults::colon),
          new Fault(PathFaults::isIncomplete, PathFaults::incomplete),
          new Fault(PathFaults::isUnknownScheme, PathFaults::unknownScheme),
          new Fault(PathFaults::isMissingJar, PathFaults::missingJar),
          new Fault(PathFaults::isMaster, PathFaults::master),
          new Fault(PathFaults::isSetting, PathFaults::setting),
          new Fault(t -> t instanceof UnknownHostException, PathFaults::unknownHost),
          new Fault(PathFaults::isDenied, PathFaults::denied),
          new Fault(PathFaults::isPassing, PathFaults::passing),
          new Fault(PathFaults::isStopped, PathFaults::stopped));

  private static final String STORES = "com.amazonaws. software.amazon. com.google. com.azure.";

  private PathFaults() {}

  private static boolean isEmpty(Throwable t) {
    return t instanceof IllegalArgumentException && says(t, "Can not create a Path from");
  }

  private static Failure empty(Throwable t) {
    return Failure.usage(
        "Cannot use an empty path: an option that names a file or folder has no text; a path is"
            + " needed. Give one; a shell's variable that is not set is empty.");
  }

  private static boolean isColon(Throwable t) {
    return t instanceof IllegalArgumentException && t.getCause() instanceof URISyntaxException;
  }

  private static Failure colon(Throwable t) {
    String path = ((URISyntaxException) t.getCause()).getInput();
    return Failure.usage(
        "Cannot use the path "
            + path
            + ": what stands before its colon is taken for the name of a file system; allowed is a"
            + " path as in hdfs://host:8020/folder, or one without a colon in its first name. Write"
            + " ./"
            + path
            + " for what lies here, or rename it.");
  }

  private static boolean isIncomplete(Throwable t) {
    return says(t, "Incomplete HDFS URI, no host", "Wrong FS: ");
  }

  private static Failure incomplete(Throwable t) {
    return Failure.usage(
        "Cannot use a path: "
            + line(t)
            + "; allowed is hdfs://host:port/path, or a path of the file system that fs.defaultFS"
            + " names. Correct the path.");
  }

  private static boolean isUnknownScheme(Throwable t) {
    return t instanceof UnsupportedFileSystemException;
  }

  private static Failure unknownScheme(Throwable t) {
    boolean s3 = says(t, "scheme \"s3\"", "scheme \"s3n\"");
    return Failure.usage(
        "Cannot use a path: "
            + line(t)
            + (s3 ? "; Spark's name for S3 is s3a" : "; local paths and hdfs:// need no more jars")
            + ". "
            + (s3 ? "Write s3a://, and" : "Correct the path, or")
            + " give Spark the file system's jars: --packages ahead of the command (for s3a://,"
            + " org.apache.hadoop:hadoop-aws of Spark's own version of Hadoop).");
  }

  /**
   * A class that only a file system's jars have; of Polya's own, and Spark's, it would be a bug.
   */
  private static boolean isMissingJar(Throwable t) {
    if (t instanceof ClassNotFoundException) {
      return says(t, ".fs.") || ofStore(t);
    }
    return t instanceof NoClassDefFoundError && ofStore(t);
  }

  private static boolean ofStore(Throwable t) {
    String type = String.valueOf(t.getMessage()).replace('/', '.').replaceFirst("^Class ", "");
    return Arrays.stream(STORES.split(" ")).anyMatch(type::startsWith);
  }

  private static Failure missingJar(Throwable t) {
    return Failure.usage(
        "Cannot use a path: the jars of its file system are missing ("
            + line(t)
            + "). Give them to Spark: --packages or --jars ahead of the command (for s3a://,"
            + " --packages org.apache.hadoop:hadoop-aws of Spark's own version of Hadoop).");
  }

  private static boolean isMaster(Throwable t) {
    return says(t, "Could not parse Master URL", "A master URL must be set")
        || says(t, "Asked to run locally with 0 threads");
  }

  private static Failure master(Throwable t) {
    return Failure.usage(
        "Cannot start Spark: "
            + line(t)
            + "; allowed are local, local[N], local[*], spark://host:port, yarn and"
            + " k8s://https://host:port. Correct --master, which stands before the command.");
  }

  /** Of numbers, times and memory that Spark reads while it starts. */
  private static boolean isSetting(Throwable t) {
    return t instanceof IllegalArgumentException
        && Arrays.stream(t.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().equals("org.apache.spark.SparkContext")
                        && frame.getMethodName().equals("<init>"));
  }

  private static Failure setting(Throwable t) {
    return Failure.usage(
        "Cannot start Spark: "
            + line(t).replaceFirst("^requirement failed: ", "")
            + (line(t).endsWith(".") ? "" : ".")
            + " Correct the setting (--conf or --properties-file ahead of the command, or Spark's"
            + " spark-defaults.conf).");
  }

  private static Failure unknownHost(Throwable t) {
    return Failure.usage(
        "Cannot find the host "
            + line(t)
            + "; a name with an address is needed. Correct it in the path or in --master; if it is"
            + " this machine's own, set SPARK_LOCAL_HOSTNAME=localhost.");
  }

  private static boolean isDenied(Throwable t) {
    return t instanceof AccessControlException
        || t instanceof AccessDeniedException
        || named(t, "NoAuthWithAWSException")
        || named(t, "CredentialInitializationException")
        || says(t, "(Permission denied)", "(Operation not permitted)");
  }

  private static Failure denied(Throwable t) {
    String who = " (user " + System.getProperty("user.name") + "). ";
    return writes(t)
        ? Failure.resources(
            "Cannot write the output: access is refused, "
                + line(t)
                + who
                + "Name another --output, or have the rights changed.")
        : Failure.input(
            "Cannot read what was named: access is refused, "
                + line(t)
                + who
                + "Name another path, or have the rights or credentials changed.");
  }

  /** Whether something was to be written, as HDFS says it or as the calls to a file system show. */
  private static boolean writes(Throwable t) {
    return says(t, "access=WRITE")
        || Arrays.stream(t.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().equals("java.io.FileOutputStream")
                        || frame.getClassName().contains(".fs.")
                            && frame.getMethodName().matches("create|mkdirs|rename|delete|append"));
  }

  private static boolean isPassing(Throwable t) {
    return t instanceof ConnectException
        || t instanceof NoRouteToHostException
        || t instanceof SocketTimeoutException
        || named(t, "SafeModeException")
        || named(t, "StandbyException")
        || named(t, "RetriableException")
        || t instanceof RemoteException remote
            && remote.getClassName() != null
            && remote.getClassName().matches(".*\\.(SafeMode|Standby|Retriable)Exception");
  }

  private static Failure passing(Throwable t) {
    return Failure.retry(
        "Cannot reach a file system or a cluster: "
            + line(t)
            + ". See that its address is right and that it is up, and run it again.");
  }

  private static boolean isStopped(Throwable t) {
    return says(t, "on a stopped SparkContext", "SparkContext was shut down")
        || says(t, "Master removed our application", "All masters are unresponsive");
  }

  private static Failure stopped(Throwable t) {
    return Failure.retry(
        "Cannot finish: Spark was stopped, or its master does not answer ("
            + line(t)
            + "). See that --master is right, that it is up and that its secret is the same"
            + " (spark.authenticate.secret), and run it again.");
  }
}
