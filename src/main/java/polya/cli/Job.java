package polya.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.infer.ModelPlacement;
import polya.math.Rows;
import polya.spark.Causes;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.Places;
import polya.spark.SparkAtHand;
import polya.spark.exchange.ReadPlacement;
import polya.spark.store.ModelStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;

/**
 * One run of a command on Spark. It opens the session, times the parts, and whatever happens leaves
 * {@code run.json} in the output folder: status, counts, timings, configuration in force, versions.
 * Secrets of paths and options do not reach the record. It never stops a session that it did not
 * open itself.
 */
final class Job {
  /** What a command does, given its job. */
  interface Body {
    void run(Job job);
  }

  /** The name of the record in an output's folder. */
  private static final String RECORD = "run.json";

  private final SparkSession spark;
  private final RunIdFlag id;
  private final Map<String, Object> record = new LinkedHashMap<>();
  private final Map<String, Object> counts = new LinkedHashMap<>();
  private final Map<String, Object> timings = new LinkedHashMap<>();
  private final Map<String, Object> configuration = new LinkedHashMap<>();

  private final List<String> inputs = new ArrayList<>();
  private final List<Path> second = new ArrayList<>();
  private final List<String> claimedFiles = new ArrayList<>();
  private final Map<String, StoreFolder> outputs = new LinkedHashMap<>();

  private final List<Map<String, Object>> models = new ArrayList<>();

  private final List<Consumer<Optional<RuntimeException>>> hearers = new ArrayList<>();

  private boolean leaves;

  /** The file without which the first output is not there. */
  private Path finished;

  private Job(SparkSession spark, RunIdFlag id) {
    this.spark = spark;
    this.id = id;
  }

  /**
   * Runs a command's body.
   *
   * @param command the command's name
   * @param output the folder that gets {@code run.json}
   * @param id the scheduler's name of the run; where it is that of the output, nothing is done
   * @param body what to do; its failures pass through after they are recorded
   */
  static void run(String command, String output, RunIdFlag id, Body body) {
    run(command, output, new Path(output, RECORD), id, body);
  }

  /**
   * Runs the body of a command whose output is a file.
   *
   * @param output the file, beside which the record is left
   */
  static void run(String command, OutputFile output, RunIdFlag id, Body body) {
    run(command, output.path().toString(), output.record(), id, body);
  }

  private static void run(String command, String output, Path record, RunIdFlag id, Body body) {
    id.check();
    session(
        command,
        spark -> {
          try {
            new Job(spark, id).run(command, record, body);
          } catch (RunIdFlag.Finished e) {
            id.tell(output);
          }
        });
  }

  /** Gives a session to a command that only reads, and so leaves no record. */
  static void session(String command, Consumer<SparkSession> reading) {
    JavaAtHand.check(Runtime.version().feature());
    SparkAtHand.check();
    boolean opens =
        SparkSession.getActiveSession().isEmpty()
            && SparkSession.getDefaultSession().isEmpty()
            && System.getenv("DATABRICKS_RUNTIME_VERSION") == null;
    Rows.atHand(); // Begins to warm up while Spark starts.
    try (Watch watch = opens ? Watch.of(command) : Watch.NONE) {
      SparkSession.Builder builder = SparkSession.builder().appName("polya " + command);
      watch.settle(builder);
      SparkSession spark = builder.getOrCreate();
      watch.over(spark.sparkContext());
      try {
        reading.accept(spark);
      } catch (Throwable e) { // Errors too: Hadoop tells of a full disk by one.
        throw End.of(spark.sparkContext(), command, e).failure();
      } finally {
        if (opens) {
          spark.stop();
        }
      }
    }
  }

  private void run(String command, Path runFile, Body body) {
    Instant start = Instant.now();
    record.put("command", command);
    id.id().ifPresent(name -> record.put(RunIdFlag.FIELD, name));
    record.put("startedAt", start.toString());
    RuntimeException failure = null;
    try {
      body.run(this);
      record.put("status", "done");
      record.put("exitCode", 0);
    } catch (RunIdFlag.Finished e) {
      throw e;
    } catch (Throwable e) { // Errors too: Hadoop tells of a full disk by one.
      End end = End.of(spark.sparkContext(), command, e);
      failure = end.failure();
      record.put("status", end.interrupted() ? "interrupted" : "failed");
      record.put("exitCode", failure instanceof Failure f ? f.kind().exitCode() : 1);
      record.put("error", failure.getMessage());
    }
    if (failure == null && finished != null && id.id().isPresent()) {
      Files files = new Files(spark.sparkContext().hadoopConfiguration());
      record.put(RunIdFlag.OUTPUT, RunIdFlag.hash(files, finished));
    }
    record.put("seconds", Duration.between(start, Instant.now()).toMillis() / 1000.0);
    record.put("counts", counts);
    record.put("timings", timings);
    record.put("configuration", configuration);
    record.put("kernels", Rows.best().name());
    record.put(
        "versions",
        Map.of(
            "polya", Version.polya(),
            "spark", Version.spark(),
            "java", System.getProperty("java.version")));
    RuntimeException end = failure;
    try {
      if (leaves && !(failure instanceof Failure f && f.kind() == Failure.Kind.OUTPUT_IN_THE_WAY)) {
        leave(runFile, failure);
      }
    } catch (Failure e) {
      end = e;
    }
    // Who hears may take long, and a signal may not leave the time: outputs first.
    Optional<RuntimeException> why = Optional.ofNullable(failure);
    end = each(outputs.values(), StoreFolder::close, end);
    end = each(hearers, hearer -> hearer.accept(why), end);
    if (end != null) {
      throw end;
    }
  }

  /** Does something with each, whatever the others throw, and returns the first failure. */
  static <T> RuntimeException each(Collection<T> all, Consumer<T> work, RuntimeException failure) {
    RuntimeException first = failure;
    for (T one : all) {
      try {
        work.accept(one);
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = Causes.of(e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    return first;
  }

  /**
   * Tells what the command reads, before it claims where it writes.
   *
   * @param paths files, folders and globs; null for what was not given
   */
  void reads(String... paths) {
    Arrays.stream(paths).filter(Objects::nonNull).forEach(inputs::add);
  }

  /**
   * Tells of an output that will be claimed after the first: without it a run of this name is not
   * finished.
   */
  void writesToo(String path, OutputKind kind) {
    second.add(new Path(path, kind.manifest()));
  }

  /** The same of an output that is a file. */
  void writesToo(OutputFile file) {
    second.add(file.path());
  }

  /** Opens a saved model; where its topics lie, and why, is recorded. */
  ModelStore open(String path) {
    return open(path, ReadPlacement.asked(spark));
  }

  /** The same of topics that are to lie somewhere. */
  ModelStore open(String path, ModelPlacement place) {
    ModelStore model = ModelStore.open(spark, path, place);
    Map<String, Object> read = new LinkedHashMap<>(Map.of("model", path));
    read.putAll(model.placement().json());
    models.add(read);
    record.put("modelsRead", models);
    return model;
  }

  /**
   * Claims an output until the job has ended; from then on the job leaves its record.
   *
   * @throws Failure (output in the way) if it is no place of its own, apart from inputs and other
   *     outputs, or {@link StoreFolder#claim} refuses it
   */
  StoreFolder claim(String path, OutputKind kind, boolean overwrite, boolean breakLease) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Path folderPath = new Path(path);
    Files files = new Files(hadoop);
    if (outputs.isEmpty()) {
      finished = new Path(folderPath, kind.manifest());
      if (second.stream().allMatch(files::isFile)
          && id.finished(files, finished, new Path(folderPath, RECORD))) {
        throw new RunIdFlag.Finished();
      }
    }
    Places.demandApart(hadoop, kind.what(), path, inputs, List.copyOf(outputs.keySet()));
    StoreFolder folder = StoreFolder.claim(hadoop, path, kind, overwrite, breakLease);
    outputs.put(path, folder);
    leaves = true;
    return folder;
  }

  /**
   * Demands that an output, a file, may be written; from then on the job leaves its record.
   *
   * @throws Failure (output in the way) if it is no place of its own, apart from inputs and other
   *     outputs, or {@link OutputFile#demand} refuses it
   */
  void claim(OutputFile file, boolean overwrite) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Files files = new Files(hadoop);
    if (claimedFiles.isEmpty()) {
      finished = file.path();
      if (second.stream().allMatch(files::isFile) && id.finished(files, finished, file.record())) {
        throw new RunIdFlag.Finished();
      }
    }
    Places.demandApart(hadoop, file.what(), file.path().toString(), inputs, claimedFiles);
    file.demand(files, overwrite);
    claimedFiles.add(file.path().toString());
    claimedFiles.add(file.record().toString());
    leaves = true;
  }

  /** How a run that was ended is taken up again. */
  static String again(String command) {
    return "Run it again" + (command.equals("train") ? ", with --resume." : ".");
  }

  /**
   * Writes run.json; where even that fails, the failure of the job itself is what a person needs.
   */
  private void leave(Path runFile, RuntimeException failure) {
    try {
      new Files(spark.sparkContext().hadoopConfiguration())
          .replace(runFile, Json.pretty(Json.shown(Json.tree(record))));
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        throw Failure.resources(
            "Cannot write "
                + runFile
                + "; the output itself is complete. "
                + Causes.of(e).getMessage());
      }
      failure.addSuppressed(e);
    }
  }

  /** The session the job runs in. */
  SparkSession spark() {
    return spark;
  }

  /**
   * Whether run.json is to be written; by default it is once the output is claimed, and never where
   * it is in the way.
   */
  void leaves(boolean record) {
    leaves = record;
  }

  /**
   * Has somebody hear how the job ended, once its record is left and its outputs are let go.
   *
   * @param hearer gets why it failed, if it did; throws nothing
   */
  void atEnd(Consumer<Optional<RuntimeException>> hearer) {
    hearers.add(hearer);
  }

  /** Records a count: documents in, tokens, quarantined, … */
  void count(String name, long value) {
    counts.put(name, value);
  }

  /** Records one setting in force. */
  void configure(String name, Object value) {
    configuration.put(name, value);
  }

  /** Records one result of the job. */
  void result(String name, Object value) {
    record.put(name, value);
  }

  /** Does one timed part of the job and passes its result on. */
  <T> T timed(String part, java.util.function.Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      timings.put(part, Math.round((System.nanoTime() - start) / 1e6) / 1000.0);
    }
  }
}
