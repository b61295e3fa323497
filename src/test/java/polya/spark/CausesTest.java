package polya.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.security.sasl.SaslException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.Failure.Kind;

/** What the environment does to a run, provoked for real where that is cheap, and what is said. */
class CausesTest {
  /**
   * One fault.
   *
   * @param provoked throws it
   * @param said what the sentence has
   */
  private record Case(String name, Kind kind, String said, ThrowingCallable provoked) {}

  @TempDir private static java.nio.file.Path folder;

  private final SparkSession spark = LocalSpark.session();
  private final Configuration hadoop = spark.sparkContext().hadoopConfiguration();

  private List<Case> cases() {
    List<Case> cases = new ArrayList<>(machines());
    cases.addAll(limits());
    cases.addAll(paths());
    cases.addAll(hosts());
    cases.addAll(data());
    return cases;
  }

  private List<Case> machines() {
    return List.of(
        new Case("memory", Kind.RESOURCES, "the memory ran out", () -> new long[1 << 30][].clone()),
        new Case(
            "a task's memory, as text",
            Kind.RESOURCES,
            "(Java heap space)",
            () -> thrown(aborted("java.lang.OutOfMemoryError: Java heap space"))),
        new Case(
            "a disk with a word of its own",
            Kind.RETRY,
            "could not be read or written (Input/output error)",
            () -> thrown(new UncheckedIOException(new IOException("Input/output error")))),
        new Case("a full disk, by Hadoop", Kind.RESOURCES, "a disk is full", this::fillByHadoop),
        new Case("a full disk, in a task", Kind.RESOURCES, "a disk is full", this::fillInTask),
        new Case(
            "a full disk, as text",
            Kind.RESOURCES,
            "a disk is full",
            () -> thrown(aborted("java.io.IOException: No space left on device"))),
        new Case(
            "a quota",
            Kind.RESOURCES,
            "quota",
            () -> thrown(new RuntimeException(new DSQuotaExceededException(1, 2)))),
        new Case(
            "files",
            Kind.RESOURCES,
            "ulimit -n",
            () -> thrown(new IOException("/x (Too many open files)"))),
        new Case(
            "executors without memory",
            Kind.RESOURCES,
            "--executor-memory",
            () -> thrown(lost("Command exited with code 52"))),
        new Case(
            "executors that were killed",
            Kind.RETRY,
            "either its machine was wanted back, or it took more memory",
            () -> thrown(lost("Command exited with code 137"))),
        new Case(
            "executors", Kind.RETRY, "Run it again", () -> thrown(lost("Worker shutting down"))),
        new Case(
            "a file as parent",
            Kind.OUTPUT_IN_THE_WAY,
            "a file is where a folder is needed",
            () -> new Files(hadoop).create(new Path(file() + "/c/run.json"))),
        new Case(
            "no right to make a folder",
            Kind.RESOURCES,
            "/proc/c; a place where this user may write is needed",
            () -> new Files(hadoop).create(new Path("/proc/c/data-1/documents/x"))),
        new Case(
            "a read-only file system",
            Kind.RESOURCES,
            "Cannot write the output",
            () -> thrown(new ReadOnlyFileSystemException())));
  }

  private List<Case> limits() {
    return List.of(
        new Case(
            "results",
            Kind.RESOURCES,
            "(--conf spark.driver.maxResultSize=…, below --driver-memory)",
            () ->
                thrown(
                    aborted(
                        "Total size of serialized results of 3 tasks (1.2 GiB) is bigger than"
                            + " spark.driver.maxResultSize (1024.0 MiB)"))),
        new Case(
            "a task's size",
            Kind.RESOURCES,
            "Serialized task 22:4 was 164664771 bytes",
            () ->
                thrown(
                    aborted(
                        "Serialized task 22:4 was 164664771 bytes, which exceeds max allowed:"
                            + " spark.rpc.message.maxSize (134217728 bytes). Consider increasing"
                            + " spark.rpc.message.maxSize or using broadcast variables"))),
        new Case(
            "Kryo's buffer",
            Kind.RESOURCES,
            "(--conf spark.kryoserializer.buffer.max=…, 2047m at most)",
            () ->
                thrown(
                    aborted(
                        "[KRYO_BUFFER_OVERFLOW] Kryo serialization failed: Buffer overflow."
                            + " Available: 0, required: 8. To avoid this, increase"
                            + " \"spark.kryoserializer.buffer.max\" value. SQLSTATE: 54006"))),
        new Case(
            "a class that Kryo does not know",
            Kind.USAGE,
            "Cannot send org.x.Y$Z between the driver and an executor",
            () ->
                thrown(
                    aborted(
                        "Lost task 0.3 in stage 32.0 (TID 46) (h executor 1): java.io.IOException:"
                            + " com.esotericsoftware.kryo.KryoException: Class is not registered:"
                            + " org.x.Y$Z\nNote: To register this class use: kryo.register(…)"))),
        new Case(
            "no secret",
            Kind.USAGE,
            "Put spark.authenticate.secret into the spark-defaults.conf of every machine",
            () ->
                thrown(
                    new IllegalArgumentException(
                        "requirement failed: A secret key must be specified via the"
                            + " spark.authenticate.secret config."))),
        new Case(
            "threads",
            Kind.RESOURCES,
            "ulimit -u",
            () -> thrown(new OutOfMemoryError("unable to create native thread: possibly …"))),
        new Case(
            "an array",
            Kind.RESOURCES,
            "--partitions",
            () -> Stream.of(Integer.MAX_VALUE).map(long[]::new).toList().forEach(List::of)),
        new Case(
            "a task's memory",
            Kind.RESOURCES,
            "Cannot finish a task: the memory of this process",
            () ->
                Jobs.run(
                    JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(List.of(1), 1),
                    List.of(0),
                    part -> new long[1 << 30][].clone().length)));
  }

  private List<Case> paths() {
    return List.of(
        new Case("no path", Kind.USAGE, "an empty path", () -> new Path("")),
        new Case("a colon", Kind.USAGE, "Write ./b:v1", () -> new Path("b:v1", "run.json")),
        new Case("no host in a path", Kind.USAGE, "hdfs:///x", () -> hadoop("hdfs:///x")),
        new Case("s3", Kind.USAGE, "Write s3a://", () -> hadoop("s3://b/x")),
        new Case("gs", Kind.USAGE, "scheme \"gs\"", () -> hadoop("gs://b/x")),
        new Case("s3a", Kind.USAGE, "S3AFileSystem not found", () -> hadoop("s3a://b/x")),
        new Case(
            "half of a store's jars",
            Kind.USAGE,
            "jars of its file system",
            () -> thrown(new NoClassDefFoundError("software/amazon/awssdk/core/SdkClient"))),
        new Case(
            "a master",
            Kind.USAGE,
            "local[N]",
            () -> thrown(new SparkException("Could not parse Master URL: 'local[x]'"))),
        new Case(
            "a setting of Spark",
            Kind.USAGE,
            "Cannot start Spark: spark.a should be less than spark.b. Correct the setting",
            () -> thrown(atStart("requirement failed: spark.a should be less than spark.b."))));
  }

  /** As a SparkContext throws while it begins. */
  private static Exception atStart(String message) {
    Exception thrown = new IllegalArgumentException(message);
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.apache.spark.SparkContext", "<init>", "SparkContext.scala", 1)
        });
    return thrown;
  }

  private List<Case> hosts() {
    return List.of(
        new Case(
            "no such host",
            Kind.USAGE,
            "no.such.host.invalid",
            () -> hadoop("hdfs://no.such.host.invalid/x")),
        new Case(
            "nobody listens",
            Kind.RETRY,
            "localhost:1",
            () -> new Files(hadoop).exists(new Path("hdfs://localhost:1/x"))),
        new Case(
            "no way there",
            Kind.RETRY,
            "unreachable",
            () -> thrown(new NoRouteToHostException("unreachable"))),
        new Case(
            "safe mode",
            Kind.RETRY,
            "safe mode",
            () ->
                thrown(
                    new RemoteException(
                        "org.apache.hadoop.hdfs.server.namenode.SafeModeException",
                        "Name node is in safe mode."))),
        new Case(
            "a master that does not answer",
            Kind.RETRY,
            "--master",
            () ->
                thrown(
                    new IllegalStateException(
                        "Cannot call methods on a stopped SparkContext.\nIt was created at:"))),
        new Case(
            "writing is denied",
            Kind.RESOURCES,
            "access=WRITE",
            () -> thrown(new AccessControlException("user=a, access=WRITE, inode=\"/\""))),
        new Case(
            "reading is denied",
            Kind.INPUT,
            "s3a://b/x",
            () -> thrown(new AccessDeniedException("s3a://b/x", null, "403"))));
  }

  private List<Case> data() {
    return List.of(
        new Case(
            "a missing table of a corpus",
            Kind.INPUT,
            "data-1/documents: it is missing",
            () -> spark.read().parquet(folder + "/data-1/documents")),
        new Case(
            "a missing table of a model",
            Kind.STORE,
            "data-1/topics: it is missing",
            () -> spark.read().parquet(folder + "/data-1/topics")),
        new Case(
            "a missing table of a model, by the name that data have today",
            Kind.STORE,
            "polya-data-1/topics: it is missing",
            () -> spark.read().parquet(folder + "/polya-data-1/topics")),
        new Case(
            "what a training keeps",
            Kind.RETRY,
            "this run wrote it and needs it whole",
            () -> spark.read().parquet(folder + "/.checkpoint/round-3/tiles")),
        new Case(
            "a file gone",
            Kind.INPUT,
            "data-1/gone: it is missing",
            () -> FileSystem.getLocal(hadoop).getFileStatus(new Path(folder + "/data-1/gone"))),
        new Case("a table without files", Kind.INPUT, "holds no data", this::readNothing),
        new Case("a table that is none", Kind.INPUT, "it is damaged", this::readRubbish),
        new Case("a changed file", Kind.INPUT, "it is damaged", this::readChanged));
  }

  @TestFactory
  Stream<DynamicTest> everyFaultIsASentenceAndItsKind() {
    return cases().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.name,
                    () -> {
                      RuntimeException said = Causes.of(catchThrowable(one.provoked));

                      assertThat(said).isInstanceOf(Failure.class).hasMessageContaining(one.said);
                      assertThat(said.getMessage()).startsWith("Cannot ").endsWith(".");
                      assertThat(said.getMessage()).doesNotContain("\n", "Exception: ");
                      assertThat(((Failure) said).kind()).isEqualTo(one.kind);
                    }));
  }

  @Test
  void everyFaultOfTheTablesHasACase() {
    List<Fault> left =
        Stream.of(MachineFaults.ALL, PathFaults.ALL, DataFaults.ALL)
            .flatMap(List::stream)
            .collect(ArrayList::new, List::add, List::addAll);
    for (Case one : cases()) {
      Throwable thrown = catchThrowable(one.provoked);
      left.removeIf(fault -> Fault.chain(thrown).anyMatch(fault.known()));
    }

    assertThat(left).isEmpty();
  }

  @Test
  void aFailureInsideIsTheOneThatCounts() {
    Failure inside = Failure.input("Cannot read it: no.");

    assertThat(Causes.of(new SparkException("aborted", new RuntimeException(inside))))
        .isSameAs(inside);
  }

  @Test
  void whatIsLeftOverIsABug() {
    Map<Throwable, Class<?>> bugs =
        Map.of(
            new IllegalArgumentException("k"), IllegalArgumentException.class,
            new ClassNotFoundException("polya.lda.Lda"), IllegalStateException.class,
            new NoClassDefFoundError("polya/lda/Lda"), IllegalStateException.class,
            new StackOverflowError(), IllegalStateException.class,
            new SparkException("Job aborted: java.lang.NullPointerException"),
                IllegalStateException.class);

    bugs.forEach((thrown, type) -> assertThat(Causes.of(thrown)).isExactlyInstanceOf(type));
  }

  @Test
  void whatNoOtherTryMendsIsNoFaultOfADisk() {
    for (IOException lasting :
        List.of(
            new NotSerializableException("polya.X"),
            new SaslException("GSS initiate failed"),
            new SSLHandshakeException("no certificate"),
            new UnsupportedEncodingException("x"))) {
      assertThat(Causes.of(lasting)).isNotInstanceOf(Failure.class);
      assertThat(Causes.of(new IOException("wrapped", lasting))).isNotInstanceOf(Failure.class);
    }
    SSLException reset = new SSLException("closed", new SocketException("Connection reset"));
    assertThat(Causes.of(reset))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.RETRY));
  }

  private static void thrown(Throwable t) throws Throwable {
    throw t;
  }

  /** As Spark tells of a failed task where it has the text of the trace only. */
  private static SparkException aborted(String line) {
    return new SparkException(
        "Job aborted due to stage failure: Task 0 in stage 5.0 failed 1 times, most recent failure:"
            + " Lost task 0.0 in stage 5.0 (TID 4) (h executor 1): "
            + line
            + "\n\tat A.b(A.java:1)\n\nDriver stacktrace:");
  }

  private static SparkException lost(String reason) {
    return aborted(
        "ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason: "
            + reason);
  }

  private void hadoop(String path) throws IOException {
    new Path(path).getFileSystem(hadoop);
  }

  private static java.nio.file.Path file() throws IOException {
    return java.nio.file.Files.writeString(folder.resolve("file"), "a file");
  }

  private void fillByHadoop() throws IOException {
    assumeTrue(java.nio.file.Files.exists(java.nio.file.Path.of("/dev/full")));
    FileSystem raw = FileSystem.getLocal(hadoop).getRawFileSystem();
    try (FSDataOutputStream out = raw.create(new Path("/dev/full"), true)) {
      out.write(1);
    }
  }

  private void fillInTask() {
    assumeTrue(java.nio.file.Files.exists(java.nio.file.Path.of("/dev/full")));
    JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(1))
        .foreach(
            one -> {
              try (FileOutputStream out = new FileOutputStream("/dev/full")) {
                out.write(one);
              }
            });
  }

  private void readNothing() throws IOException {
    spark.read().parquet(java.nio.file.Files.createTempDirectory(folder, "empty").toString());
  }

  private void readRubbish() throws IOException {
    java.nio.file.Path table = java.nio.file.Files.createTempDirectory(folder, "rubbish");
    java.nio.file.Files.writeString(table.resolve("part-0.parquet"), "no table at all".repeat(9));
    spark.read().parquet(table.toString()).count();
  }

  private void readChanged() throws IOException {
    Path changed = new Path(folder.toString(), "changed");
    try (FSDataOutputStream out = FileSystem.getLocal(hadoop).create(changed, true)) {
      out.writeBytes("as it was");
    }
    java.nio.file.Files.writeString(folder.resolve("changed"), "as it is ");
    try (var in = FileSystem.getLocal(hadoop).open(changed)) {
      in.readAllBytes();
    }
  }
}
