package polya.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import polya.spark.Json;

/**
 * One training as a run of MLflow's. Once it has begun, nothing that the server does or leaves
 * undone ends the training or delays it by more than a tenth: what cannot be sent waits, is tried
 * again after half a minute, and at the end once more.
 */
public final class TrackedRun {
  /** How a run begins. */
  public enum Start {
    /** As a new one. */
    ANEW,
    /** As the one of this key that was not finished, if there is one. */
    RESUMED,
    /** As the one of this key, to tell it what it lacks of a training that is over. */
    OVER
  }

  /** How a run ended, by MLflow's names. */
  public enum End {
    /** As it was to. */
    FINISHED,
    /** It could not go on. */
    FAILED,
    /** It was ended from outside. */
    KILLED
  }

  /** The figure that every round has. */
  private static final String OF_EVERY_ROUND = "trainSeconds";

  private static final Duration BEGINNING = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final int MOST_ENTRIES = 100;
  private static final double WAIT_SECONDS = 1;
  private static final double WAIT_BY_COST = 9;
  private static final double WAIT_AFTER_TROUBLE = 30;

  private final TrackingServer server;
  private final Consumer<String> says;
  private final Rounds rounds = new Rounds();

  private final String experiment;
  private final String id;
  private final String artifacts;
  private final boolean finished;
  private long lastStep;
  private boolean warned;
  private long notBefore = System.nanoTime();

  private TrackedRun(
      TrackingServer server, String experiment, JsonNode run, Consumer<String> says) {
    this.server = server;
    this.experiment = experiment;
    this.says = says;
    JsonNode info = run.path("info");
    id = info.path("run_id").asText();
    artifacts = info.path("artifact_uri").asText();
    finished = info.path("status").asText().equals(End.FINISHED.name());
    for (JsonNode metric : run.path("data").path("metrics")) {
      if (metric.path("key").asText().equals(OF_EVERY_ROUND)) {
        lastStep = metric.path("step").asLong();
      }
    }
  }

  /**
   * Begins a run, or goes on with one, and tells its settings.
   *
   * @param says hears warnings, a line each
   * @throws polya.Failure (usage, or worth a retry) if the server cannot be told
   */
  public static TrackedRun begin(
      TrackingServer server, Description description, Start start, Consumer<String> says) {
    Beginning beginning = new Beginning(server, description);
    try {
      String experiment = beginning.experiment();
      return new TrackedRun(server, experiment, beginning.run(experiment, start), says);
    } catch (Trouble e) {
      throw e.failure();
    }
  }

  private ObjectNode named() {
    return Json.object().put("run_id", id);
  }

  /** Its name there. */
  public String id() {
    return id;
  }

  /** The name of its experiment there: a number. */
  public String experimentId() {
    return experiment;
  }

  /** Where a browser shows it. */
  public String page() {
    return server.address() + "/#/experiments/" + experiment + "/runs/" + id;
  }

  /**
   * Tells of a round, unless the run knows it from before it was taken up again.
   *
   * @param step the round, from 1
   */
  public void round(long step, Map<String, Double> figures) {
    if (finished || step <= lastStep) {
      return;
    }
    lastStep = step;
    rounds.add(step, System.currentTimeMillis(), figures);
    long begin = System.nanoTime();
    if (begin - notBefore < 0) {
      return;
    }
    double wait = WAIT_SECONDS;
    try {
      send(ROUND);
    } catch (Trouble e) {
      wait = WAIT_AFTER_TROUBLE;
      if (!warned) {
        says.accept(
            "warning: MLflow is not told, "
                + e.found()
                + "; training goes on, and what is not sent is tried again");
        warned = true;
      }
    }
    long cost = System.nanoTime() - begin;
    notBefore = begin + cost + (long) Math.max(wait * 1e9, WAIT_BY_COST * cost);
  }

  private void send(Duration limit) throws Trouble {
    ObjectNode batch = named();
    int sent = rounds.first(batch.putArray("metrics"));
    server.post("runs/log-batch", batch, limit);
    rounds.taken(sent);
  }

  /**
   * Ends the run: what waits is sent, then figures, tags and files, then how it ended.
   *
   * @param files texts by their names; they go where the server itself keeps files, and nowhere
   *     else
   * @param seconds the most that all of it may take
   */
  public void end(
      End end,
      SortedMap<String, Double> figures,
      SortedMap<String, String> tags,
      SortedMap<String, String> files,
      int seconds) {
    if (finished) {
      return;
    }
    Deadline deadline = new Deadline(Duration.ofSeconds(seconds));
    try {
      while (!rounds.isEmpty()) {
        send(deadline.left());
      }
      ObjectNode last = named();
      long now = System.currentTimeMillis();
      ArrayNode metrics = last.putArray("metrics");
      figures.forEach((name, value) -> Rounds.put(metrics, name, value, lastStep, now));
      ArrayNode list = last.putArray("tags");
      tags.forEach((name, value) -> Beginning.entry(list, name, value));
      server.post("runs/log-batch", last, deadline.left());
      keep(files, deadline);
      ObjectNode status = named().put("status", end.name()).put("end_time", now);
      server.post("runs/update", status, deadline.left());
    } catch (Trouble e) {
      says.accept(
          "warning: MLflow has not all of this run, "
              + e.found()
              + (rounds.missing() == 0 ? "" : "; " + rounds.missing() + " rounds are missing")
              + ". The same command with --resume tells it the rest.");
      return;
    }
    if (rounds.missing() > 0) {
      says.accept("warning: MLflow lacks " + rounds.missing() + " rounds; metrics.jsonl has them.");
    }
  }

  private void keep(SortedMap<String, String> files, Deadline deadline) {
    Optional<String> folder = server.keeps(artifacts);
    if (folder.isEmpty()) {
      says.accept(
          "mlflow: files of this run are kept where only MLflow's own clients write ("
              + artifacts.replaceFirst(":.*", "")
              + "); they are in the model's folder");
      return;
    }
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        server.put(folder.get() + "/" + file.getKey(), file.getValue(), deadline.left());
      }
    } catch (Trouble e) {
      says.accept(
          "warning: MLflow did not take " + String.join(", ", files.keySet()) + ", " + e.found());
    }
  }
}
