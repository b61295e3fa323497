package polya.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.infer.ModelState;
import polya.mlflow.Description;
import polya.mlflow.TrackedRun;
import polya.mlflow.TrackingServer;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.store.StagedModel;
import polya.spark.store.StoreFolder;
import polya.spark.train.RoundReport;
import polya.spark.train.TrainingLoop;

/**
 * A training as MLflow hears of it. Names are those of {@code metrics.jsonl} and {@code run.json},
 * from which all of it can be had again; the model does not depend on any of it.
 */
final class TrackedTraining {
  private static final String RECORD = "run.json";
  private static final String MODEL = "model.json";
  private static final String METRICS = "metrics.jsonl";

  /** The most that the end may take; once a signal has come, there is little time … */
  private static final int END_SECONDS = 30;

  private static final int SIGNALLED_SECONDS = 6;

  /** … of which some is left for Spark to stop. */
  private static final int STOPPING_SECONDS = 2;

  private final TrackingServer server;
  private final Job job;
  private final Configuration hadoop;
  private final Path output;
  private final PrintWriter err;
  private final Description description;
  private TrackedRun run;

  /**
   * A training to track; nothing is asked of the server yet.
   *
   * @param folder of its model
   * @param name the scheduler's name of the job, if it has one
   */
  TrackedTraining(
      TrackingServer server,
      String experiment,
      Job job,
      StoreFolder folder,
      TrainingPlan plan,
      Optional<String> name,
      PrintWriter err) {
    this.server = server;
    this.job = job;
    this.err = err;
    hadoop = job.spark().sparkContext().hadoopConfiguration();
    output = folder.path();
    description = TrackedDescription.of(experiment, hadoop, folder, plan, name);
  }

  /**
   * Begins the run at the server.
   *
   * @param resumed whether it goes on with one that was not finished, if there is one
   * @throws Failure (usage, or worth a retry) if the server does not take it
   */
  void begin(boolean resumed) {
    begin(resumed ? TrackedRun.Start.RESUMED : TrackedRun.Start.ANEW);
  }

  private void begin(TrackedRun.Start start) {
    run = TrackedRun.begin(server, description, start, this::say);
    say("mlflow: " + run.page());
    Map<String, String> there = new LinkedHashMap<>();
    there.put("server", server.address());
    there.put("experimentId", run.experimentId());
    there.put("runId", run.id());
    job.result("mlflow", there);
    job.atEnd(this::end);
  }

  private void say(String line) {
    err.println(Printable.text(line));
  }

  /**
   * Tells of a training that was over before this job began.
   *
   * @param folder of its model
   */
  void over(Path folder) {
    begin(TrackedRun.Start.OVER);
    text(folder, METRICS).ifPresent(this::earlier);
  }

  /**
   * Tells of rounds that were done before.
   *
   * @param log lines of metrics.jsonl
   */
  void earlier(String log) {
    log.lines().map(TrackedTraining::json).forEach(line -> round(line));
  }

  private void round(JsonNode line) {
    SortedMap<String, Double> figures = new TreeMap<>();
    numbers("", line, figures);
    figures.remove("round");
    run.round(line.path("round").asLong(), figures);
  }

  /** A listener that tells of every round, after the one given. */
  TrainingLoop.Listener after(TrainingLoop.Listener first) {
    return new TrainingLoop.Listener() {
      @Override
      public void round(RoundReport report, ModelState after) {
        first.round(report, after);
        TrackedTraining.this.round(Json.tree(report.metrics()));
      }

      @Override
      public boolean stops() {
        return first.stops();
      }

      @Override
      public String log() {
        return first.log();
      }
    };
  }

  private void end(Optional<RuntimeException> failure) {
    SortedMap<String, String> files = new TreeMap<>();
    text(output, RECORD).ifPresent(text -> files.put(RECORD, text));
    JsonNode record = json(files.getOrDefault(RECORD, "{}"));
    SortedMap<String, Double> figures = new TreeMap<>();
    for (String part : List.of("counts", "timings", "seconds")) {
      numbers(part, record.path(part), figures);
    }
    for (JsonNode gate : record.path("gates")) {
      numbers("gates." + gate.path("gate").asText(), gate.path("value"), figures);
    }
    SortedMap<String, String> tags = new TreeMap<>();
    for (String name : List.of("status", "exitCode", "digest", "stopped", "error")) {
      if (record.has(name)) {
        tags.put(TrackedDescription.TAG + name, record.path(name).asText());
      }
    }
    String digest = record.path("digest").asText();
    Stream.of(output, new Path(StagedModel.of(output.toString())))
        .filter(
            folder -> json(text(folder, MODEL).orElse("{}")).path("digest").asText().equals(digest))
        .findFirst()
        .ifPresent(
            folder ->
                List.of(MODEL, METRICS)
                    .forEach(name -> text(folder, name).ifPresent(t -> files.put(name, t))));
    boolean ended =
        failure.filter(f -> f instanceof Failure known && isEnd(known.kind())).isPresent();
    TrackedRun.End end =
        ended
            ? TrackedRun.End.KILLED
            : failure.isPresent() ? TrackedRun.End.FAILED : TrackedRun.End.FINISHED;
    run.end(end, figures, tags, files, seconds(Grace.left(hadoop)));
    err.flush();
  }

  /**
   * What the end may take.
   *
   * @param left seconds to the end of the process, if it is to end
   */
  static int seconds(OptionalDouble left) {
    return left.isEmpty()
        ? END_SECONDS
        : (int) Math.max(1, Math.min(left.getAsDouble() - STOPPING_SECONDS, SIGNALLED_SECONDS));
  }

  private static boolean isEnd(Failure.Kind kind) {
    return kind == Failure.Kind.INTERRUPTED || kind == Failure.Kind.TERMINATED;
  }

  private Optional<String> text(Path folder, String name) {
    try {
      return new Files(hadoop).read(new Path(folder, name));
    } catch (UncheckedIOException e) {
      return Optional.empty(); // What cannot be read is not told; the job has said so itself.
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      return Json.object(); // Left by somebody else.
    }
  }

  /** The numbers in a part of a record, by their names with points. */
  private static void numbers(String name, JsonNode part, SortedMap<String, Double> found) {
    if (part.isNumber()) {
      found.put(name, part.asDouble());
    }
    part.properties()
        .forEach(
            e ->
                numbers(
                    name.isEmpty() ? e.getKey() : name + "." + e.getKey(), e.getValue(), found));
  }
}
