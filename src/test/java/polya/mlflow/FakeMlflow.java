package polya.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of a tracking server as a training needs, which can be made to misbehave. */
public final class FakeMlflow implements AutoCloseable {
  /** What it does with what it is asked. */
  public enum Manner {
    GOOD,
    FAILING,
    GARBAGE,
    LOCKED,
    LEADING_AWAY,
    HANGING_UP,
    SILENT,
    ENDLESS,
    TRICKLING
  }

  /** A run as it has it. */
  public static final class Run {
    public final Map<String, String> parameters = new TreeMap<>();
    public final Map<String, String> tags = new TreeMap<>();
    public final Map<String, String> files = new TreeMap<>();

    /** Every figure that was told: {@code bound@3}. */
    public final List<String> figures = new ArrayList<>();

    public String status = "RUNNING";
    private long lastStep;
  }

  public final Map<String, Run> runs = new ConcurrentHashMap<>();
  public final List<String> asked = new ArrayList<>();
  public volatile Manner manner = Manner.GOOD;
  public volatile String lifecycle = "active";
  public volatile String artifacts = "mlflow-artifacts:/1/";
  private final ObjectMapper mapper = new ObjectMapper();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      asked.add(
          exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    }
    switch (manner) {
      case GOOD -> good(exchange, body);
      case FAILING -> answer(exchange, 503, "<html>away</html>");
      case GARBAGE -> answer(exchange, 200, "<html>a shop</html>");
      case LOCKED -> answer(exchange, 401, "who are you");
      case LEADING_AWAY -> {
        exchange.getResponseHeaders().add("Location", "https://u:p@elsewhere.invalid/?token=abc");
        answer(exchange, 302, "");
      }
      case HANGING_UP -> exchange.close();
      case SILENT -> sleep();
      case ENDLESS -> {
        exchange.sendResponseHeaders(200, 0);
        byte[] much = new byte[1 << 20];
        while (manner == Manner.ENDLESS) {
          exchange.getResponseBody().write(much);
        }
      }
      case TRICKLING -> {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        sleep();
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      // The test is over.
    }
  }

  private synchronized void good(HttpExchange exchange, String body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/api/2.0/mlflow-artifacts/artifacts/1/")) {
      String[] parts = path.split("/");
      runs.get(parts[parts.length - 2]).files.put(parts[parts.length - 1], body);
      answer(exchange, 200, "{}");
      return;
    }
    JsonNode json = mapper.readTree(body.isEmpty() ? "{}" : body);
    ObjectNode told = mapper.createObjectNode();
    switch (path.replace("/api/2.0/mlflow/", "")) {
      case "experiments/get-by-name" ->
          told.putObject("experiment").put("experiment_id", "1").put("lifecycle_stage", lifecycle);
      case "runs/create" -> {
        String id = "run" + runs.size();
        runs.put(id, new Run());
        json.path("tags").forEach(t -> runs.get(id).tags.put(name(t), t.path("value").asText()));
        told.set("run", run(id));
      }
      case "runs/search" -> search(json.path("filter").asText(), told);
      case "runs/update" ->
          runs.get(json.path("run_id").asText()).status = json.path("status").asText();
      case "runs/log-batch" -> {
        String refused = log(runs.get(json.path("run_id").asText()), json);
        if (!refused.isEmpty()) {
          told.put("error_code", "INVALID_PARAMETER_VALUE").put("message", refused);
          answer(exchange, 400, told.toString());
          return;
        }
      }
      default -> throw new IOException(path);
    }
    answer(exchange, 200, told.toString());
  }

  private static String name(JsonNode entry) {
    return entry.path("key").asText();
  }

  private void search(String filter, ObjectNode told) {
    for (String id : runs.keySet()) {
      Run run = runs.get(id);
      boolean wanted =
          filter.contains("'" + run.tags.get("polya.run") + "'")
              && !(filter.contains("!= 'FINISHED'") && run.status.equals("FINISHED"));
      if (wanted) {
        told.putArray("runs").add(run(id));
      }
    }
  }

  private ObjectNode run(String id) {
    Run run = runs.get(id);
    ObjectNode json = mapper.createObjectNode();
    json.putObject("info")
        .put("run_id", id)
        .put("status", run.status)
        .put("artifact_uri", artifacts + id);
    ObjectNode data = json.putObject("data");
    data.putArray("metrics").addObject().put("key", "trainSeconds").put("step", run.lastStep);
    var parameters = data.putArray("params");
    run.parameters.forEach((k, v) -> parameters.addObject().put("key", k).put("value", v));
    return json;
  }

  private static String log(Run run, JsonNode json) {
    for (JsonNode p : json.path("params")) {
      String value = p.path("value").asText();
      if (!run.parameters.merge(name(p), value, (old, now) -> old).equals(value)) {
        return "Changing param values is not allowed.\nParams: " + name(p);
      }
    }
    json.path("tags").forEach(t -> run.tags.put(name(t), t.path("value").asText()));
    for (JsonNode m : json.path("metrics")) {
      run.figures.add(name(m) + "@" + m.path("step").asLong());
      run.lastStep =
          Math.max(run.lastStep, name(m).equals("trainSeconds") ? m.path("step").asLong() : 0);
    }
    return "";
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    manner = Manner.GOOD;
    server.stop(0);
    threads.shutdownNow();
  }
}
