package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import polya.spark.store.ModelManifest;
import polya.submit.Launch;

/**
 * A training that is disturbed, as {@code submit/polya} starts it, and what became of it. Its
 * corpus is a small one that all trials share, and so are the models of undisturbed trainings.
 */
final class Trial {
  /** How trials train. */
  enum Method {
    /** With mini-batches. */
    SVI("--inference=svi", "-p", "passes=3", "-p", "checkpointInterval=4"),
    /** With incremental rounds, whose tiles keep what they are between rounds. */
    VB(
        "--inference=svi",
        "-p",
        "variational=vb",
        "-p",
        "passes=6",
        "-p",
        "subsamplingRate=1",
        "-p",
        "checkpointInterval=3"),
    /** With topics of tokens, which tiles keep. */
    GIBBS(
        "--inference=gibbs",
        "-p",
        "burnIn=4",
        "-p",
        "samples=2",
        "-p",
        "startPasses=1",
        "-p",
        "checkpointInterval=4"),
    /** The same with fewer rounds. */
    SHORT(
        "--inference=gibbs",
        "-p",
        "burnIn=1",
        "-p",
        "samples=1",
        "-p",
        "startPasses=1",
        "-p",
        "checkpointInterval=1");

    private final List<String> words;

    Method(String... words) {
      this.words = List.of(words);
    }
  }

  private static final Map<Method, String> UNDISTURBED = new EnumMap<>(Method.class);
  private static Path shared;

  private final Path folder;
  private final String name;
  private final List<String> options = new ArrayList<>();
  private final List<String> more = new ArrayList<>();
  private Method method = Method.SVI;
  private String placement = "driver";
  private String output;
  private int planned;
  private Process process;

  private Trial(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    this.output = folder.resolve(name).toString();
    options("--driver-memory", "1g");
    conf("spark.executor.extraJavaOptions", String.join(" ", Launch.SHORT));
  }

  /** A trial whose files lie in this folder, and begin with this name. */
  static Trial of(Path folder, String name) {
    return new Trial(folder, name);
  }

  /** The corpus of all trials. */
  static synchronized Path corpus() {
    if (shared == null) {
      try {
        shared = Files.createTempDirectory("polya-faults");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      Launch.ingested("synthetic", shared.resolve("corpus"));
    }
    return shared.resolve("corpus");
  }

  /** The digest of the model to which a method leads when nothing disturbs it. */
  static synchronized String undisturbed(Method method) {
    corpus();
    return UNDISTURBED.computeIfAbsent(
        method,
        m -> {
          Trial calm = of(shared, "undisturbed-" + m).by(m, "driver");
          Launch trained = Launch.here(calm.train().toArray(String[]::new));
          assertThat(trained.exitCode()).as(trained.err()).isZero();
          return calm.digest();
        });
  }

  Trial by(Method how, String where) {
    method = how;
    placement = where;
    return this;
  }

  /** Options of spark-submit. */
  Trial options(String... words) {
    options.addAll(List.of(words));
    return this;
  }

  Trial conf(String key, String value) {
    return options("--conf", key + "=" + value);
  }

  /** On so many executors of this machine, each a process of its own. */
  Trial localCluster(int executors) {
    return options("--master", "local-cluster[" + executors + ",1,1024]");
  }

  /** Options of train. */
  Trial with(String... words) {
    more.addAll(List.of(words));
    return this;
  }

  private void classes() {
    String classes =
        Path.of(Trial.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    options("--driver-class-path", classes);
    conf("spark.executor.extraClassPath", classes);
  }

  /** Has executors do what a plan says. */
  Trial plan(List<TaskFault> faults) throws IOException {
    TaskFault.plan(planned(), faults);
    planned = faults.size();
    classes();
    conf("spark.plugins", FaultyExecutors.class.getName());
    return conf(FaultyExecutors.PLAN, planned().toString());
  }

  /** Writes its model to the disk of faults. */
  Trial onDisk() {
    output = "crash://" + folder.resolve(name);
    return this;
  }

  /** Has its disk do this wrong. */
  Trial disk(FileFault fault) {
    onDisk();
    classes();
    options.addAll(FaultyFileSystem.settings(fault, operations()));
    return this;
  }

  private Path planned() {
    return folder.resolve(name + ".plan");
  }

  /** The operations of the disk that change anything. */
  Path operations() {
    return folder.resolve(name + ".log");
  }

  /** Has Spark write down what happens. */
  Trial events() throws IOException {
    Files.createDirectories(folder.resolve(name + ".events"));
    conf("spark.eventLog.enabled", "true");
    conf("spark.eventLog.compress", "false");
    conf("spark.eventLog.rolling.enabled", "false");
    return conf("spark.eventLog.dir", folder.resolve(name + ".events").toUri().toString());
  }

  /** How many of Spark's events have all of these texts. */
  long events(String... texts) throws IOException {
    try (Stream<Path> logs = Files.list(folder.resolve(name + ".events"))) {
      long count = 0;
      for (Path log : logs.filter(f -> !f.toString().endsWith(".crc")).toList()) {
        try (Stream<String> lines = Files.lines(log)) {
          count += lines.filter(line -> Stream.of(texts).allMatch(line::contains)).count();
        }
      }
      return count;
    }
  }

  List<String> train() {
    List<String> all = new ArrayList<>(List.of("train", "--corpus", corpus().toString()));
    all.addAll(method.words);
    all.addAll(List.of("-p", "k=8", "-p", "modelPlacement=" + placement, "--partitions", "4"));
    all.addAll(List.of("--checkpoint-seconds", "0", "--output", output));
    all.addAll(more);
    return all;
  }

  /** Starts the training, in {@code submit/polya} or in what a command makes of it. */
  Trial start(String... around) throws IOException {
    return start(List.of(around), train());
  }

  /** Starts another command so. */
  Trial start(List<String> around, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(around);
    command.add(Launch.root() + "/submit/polya");
    command.addAll(options);
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err().toFile());
    Launch.local(builder.environment());
    process = builder.start();
    return this;
  }

  Process process() {
    return process;
  }

  private Path err() {
    return folder.resolve(name + ".err");
  }

  String said() {
    try {
      return Files.exists(err()) ? Files.readString(err()) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for what is to be, but no longer than the process lives; returns whether it came. */
  boolean until(BooleanSupplier met) throws InterruptedException {
    while (process.isAlive() && !met.getAsBoolean()) {
      Thread.sleep(10);
    }
    return met.getAsBoolean();
  }

  boolean untilSaid(String text) throws InterruptedException {
    return until(() -> said().contains(text));
  }

  /** How it ended, within so many seconds. */
  int code(int seconds) throws IOException, InterruptedException {
    boolean over = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!over) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    Launch.settle(err());
    assertThat(over).as("within %d s\n%s", seconds, said()).isTrue();
    return process.exitValue();
  }

  /** How many faults of its plan came about. */
  long befallen() throws IOException {
    return planned - TaskFault.left(planned());
  }

  /** Runs the same command once more, undisturbed and here, to go on from what is there. */
  Launch again() throws InterruptedException {
    Trial calm = of(folder, name).by(method, placement).options("--master", "local[2]");
    if (output.startsWith("crash:")) {
      calm.disk(FileFault.at("^nothing$", FileFault.Mode.ONCE));
    }
    List<String> words = new ArrayList<>(calm.options);
    words.addAll(train());
    words.add("--resume");
    return Launch.polya(words.toArray(String[]::new));
  }

  /** Whether all faults of its plan came about. */
  boolean isBefallen() {
    try {
      return TaskFault.left(planned()) == 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The model that it left. */
  Path model() {
    return folder.resolve(name);
  }

  /** The digest of the model that it left; nothing if there is none. */
  String digest() {
    return Files.exists(model().resolve("model.json"))
        ? ModelManifest.read(new Configuration(), model().toString()).info().digest()
        : "";
  }

  /**
   * Demands that it was disturbed as planned and ended with the model of an undisturbed run, and
   * says so in the table.
   */
  void survived(String row, int seconds) throws IOException, InterruptedException {
    int code = code(seconds);
    boolean identical = digest().equals(undisturbed(method));
    FaultTable.tell(row, befallen(), code, identical);
    assertThat(befallen()).as(said()).isPositive();
    assertThat(code).as(said()).isZero();
    assertThat(digest()).as(said()).isEqualTo(undisturbed(method));
  }
}
