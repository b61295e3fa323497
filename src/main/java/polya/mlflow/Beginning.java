package polya.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.Shown;
import polya.spark.Json;

/** How a run comes to be at a server: its experiment is found or made, then it is. */
final class Beginning {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_ENTRIES = 100;

  private final TrackingServer server;
  private final Description description;

  Beginning(TrackingServer server, Description description) {
    this.server = server;
    this.description = description;
  }

  /**
   * The experiment's number.
   *
   * @throws Trouble if it was deleted, or the server cannot be told
   */
  String experiment() throws Trouble {
    String name = description.experiment();
    Optional<JsonNode> there = experimentNamed(name);
    if (there.isEmpty()) {
      try {
        ObjectNode made = Json.object().put("name", name);
        return server.post("experiments/create", made, LIMIT).path("experiment_id").asText();
      } catch (Trouble e) {
        there = e.is("RESOURCE_ALREADY_EXISTS") ? experimentNamed(name) : Optional.empty();
        if (there.isEmpty()) {
          throw e;
        }
      }
    }
    String found = there.get().path("experiment_id").asText();
    if (there.get().path("lifecycle_stage").asText().equals("deleted")) {
      throw Trouble.refused(
          server.address(),
          "the experiment " + name + " was deleted",
          "allowed is one that is there, or a new name",
          "Restore it (mlflow experiments restore --experiment-id "
              + found
              + "), or name another by --mlflow-experiment",
          "");
    }
    return found;
  }

  private Optional<JsonNode> experimentNamed(String name) throws Trouble {
    try {
      JsonNode told = server.get("experiments/get-by-name", Map.of("experiment_name", name), LIMIT);
      JsonNode there = told.path("experiment");
      if (!there.path("experiment_id").isTextual()) {
        throw server.stranger("answered without an experiment");
      }
      return Optional.of(there);
    } catch (Trouble e) {
      if (e.is("RESOURCE_DOES_NOT_EXIST")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The run, as the API has it, its settings told unless it is finished.
   *
   * @param experiment its number
   */
  JsonNode run(String experiment, TrackedRun.Start start) throws Trouble {
    Optional<JsonNode> found =
        start == TrackedRun.Start.ANEW ? Optional.empty() : found(experiment, start);
    JsonNode run = found.isPresent() ? found.get() : created(experiment);
    JsonNode info = run.path("info");
    if (!info.path("run_id").isTextual()) {
      throw server.stranger("answered without a run");
    }
    String id = info.path("run_id").asText();
    if (found.isEmpty()) {
      tell(id, Set.of());
    } else if (!info.path("status").asText().equals(TrackedRun.End.FINISHED.name())) {
      Set<String> there = new HashSet<>();
      run.path("data").path("params").forEach(p -> there.add(p.path("key").asText()));
      server.post("runs/update", named(id).put("status", "RUNNING"), LIMIT);
      tell(id, there);
    }
    return run;
  }

  private Optional<JsonNode> found(String experiment, TrackedRun.Start start) throws Trouble {
    String filter = "tags.\"" + Description.KEY + "\" = '" + description.key() + "'";
    boolean any = start == TrackedRun.Start.OVER;
    ObjectNode search = Json.object().put("max_results", 1);
    search.put("filter", any ? filter : filter + " and attributes.status != 'FINISHED'");
    search.putArray("experiment_ids").add(experiment);
    search.putArray("order_by").add("attributes.start_time DESC");
    return Optional.ofNullable(server.post("runs/search", search, LIMIT).path("runs").get(0));
  }

  private JsonNode created(String experiment) throws Trouble {
    ObjectNode run = Json.object().put("experiment_id", experiment);
    run.put("start_time", System.currentTimeMillis())
        .put("run_name", Shown.text(description.name()));
    entry(run.putArray("tags"), Description.KEY, description.key());
    return server.post("runs/create", run, LIMIT).path("run");
  }

  /** Tells settings; a parameter that is there already stays, as it must by MLflow's rules. */
  private void tell(String id, Set<String> there) throws Trouble {
    SortedMap<String, String> left = new TreeMap<>(description.parameters());
    left.keySet().removeAll(there);
    Iterator<Map.Entry<String, String>> parameters = left.entrySet().iterator();
    Iterator<Map.Entry<String, String>> tags = description.tags().entrySet().iterator();
    while (parameters.hasNext() || tags.hasNext()) {
      ObjectNode batch = named(id);
      some(batch.putArray("params"), parameters);
      some(batch.putArray("tags"), tags);
      server.post("runs/log-batch", batch, LIMIT);
    }
  }

  private static ObjectNode named(String id) {
    return Json.object().put("run_id", id);
  }

  private static void some(ArrayNode list, Iterator<Map.Entry<String, String>> entries) {
    while (entries.hasNext() && list.size() < MOST_ENTRIES) {
      Map.Entry<String, String> entry = entries.next();
      entry(list, entry.getKey(), entry.getValue());
    }
  }

  /** A parameter or tag as the API has it, without secrets. */
  static void entry(ArrayNode list, String name, String value) {
    list.add(Json.object().put("key", name).put("value", Description.cut(Shown.text(value))));
  }
}
