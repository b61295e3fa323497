package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import polya.spark.Json;

/**
 * A tab of a {@link Browser}: what a person does to it, what stands in it, and what it says and
 * asks for meanwhile.
 */
public final class BrowserPage implements AutoCloseable, WebSocket.Listener {
  private static final long SECONDS = 60;
  private static final Map<String, Integer> KEYS =
      Map.of(
          "Backspace",
          8,
          "Tab",
          9,
          "Enter",
          13,
          " ",
          32,
          "End",
          35,
          "Home",
          36,
          "ArrowLeft",
          37,
          "ArrowUp",
          38,
          "ArrowRight",
          39,
          "ArrowDown",
          40);

  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final List<String> console = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<JsonNode> contexts = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private WebSocket socket;

  private BrowserPage() {}

  static BrowserPage of(HttpClient client, URI address) throws Exception {
    BrowserPage page = new BrowserPage();
    page.socket = client.newWebSocketBuilder().buildAsync(address, page).get();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      page.send(domain + ".enable", Map.of());
    }
    return page;
  }

  void load(URI address) throws Exception {
    loaded = new CompletableFuture<>();
    send("Page.navigate", Map.of("url", address.toString()));
    loaded.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      heard(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void heard(String text) {
    JsonNode message;
    try {
      message = Json.read(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode told = message.path("params");
    switch (message.path("method").asText()) {
      case "" -> asked.remove(message.path("id").asInt()).complete(message);
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
          console.add(told.toString());
      case "Network.requestWillBeSent" -> requests.add(told.path("request").path("url").asText());
      case "Runtime.executionContextCreated" -> contexts.add(told.path("context"));
      default -> {
        // The browser tells more than is asked here.
      }
    }
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    socket.sendText(Json.line(Map.of("id", id, "method", method, "params", parameters)), true);
    try {
      JsonNode told = answer.get(SECONDS, TimeUnit.SECONDS);
      assertThat(told.has("error")).as("%s: %s", method, told).isFalse();
      return told.path("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method + " is not answered", e);
    }
  }

  /** The value of a JavaScript expression in the page; of a promise what it becomes. */
  public JsonNode value(String expression) {
    return evaluated(Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
  }

  /** The value of an expression in the frame that was opened last. */
  public JsonNode framed(String expression) {
    int context = contexts.get(contexts.size() - 1).path("id").asInt();
    return evaluated(Map.of("expression", expression, "returnByValue", true, "contextId", context));
  }

  private JsonNode evaluated(Map<String, ?> parameters) {
    JsonNode result = send("Runtime.evaluate", parameters);
    assertThat(result.has("exceptionDetails")).as("%s: %s", parameters, result).isFalse();
    return result.path("result").path("value");
  }

  /** The text of a JavaScript expression. */
  public String text(String expression) {
    return value(expression).asText();
  }

  /** Waits until an expression has this text. */
  public void until(String expression, String text) throws InterruptedException {
    for (int i = 0; i < 200 && !text(expression).equals(text); i++) {
      Thread.sleep(50);
    }
    assertThat(text(expression)).isEqualTo(text);
  }

  /** Presses keys of these names, one after another. */
  public void press(String... keys) {
    for (String key : keys) {
      int code = KEYS.get(key);
      String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
      for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
        send(
            "Input.dispatchKeyEvent",
            Map.of(
                "type",
                type,
                "key",
                key,
                "code",
                key.isBlank() ? "Space" : key,
                "windowsVirtualKeyCode",
                code,
                "text",
                type.equals("keyDown") ? text : ""));
      }
    }
  }

  /** Types a character at a time, as a person does. */
  public void type(String text) {
    for (String letter : text.split("")) {
      for (String type : List.of("keyDown", "keyUp")) {
        send(
            "Input.dispatchKeyEvent",
            Map.of("type", type, "key", letter, "text", type.equals("keyDown") ? letter : ""));
      }
    }
  }

  /** Clicks on an element, as near to its middle as it is not covered. */
  public void click(String selector) {
    JsonNode place =
        value(
            """
            (() => {
              const e = document.querySelector(%s);
              e.scrollIntoView({block: "center"});
              const b = e.getBoundingClientRect();
              for (const x of [5, 4, 6, 3, 7, 2, 8, 1, 9]) {
                for (const y of [5, 4, 6, 3, 7, 2, 8, 1, 9]) {
                  const at = [b.x + (x * b.width) / 10, b.y + (y * b.height) / 10];
                  if (e.contains(document.elementFromPoint(at[0], at[1]))) {
                    return at;
                  }
                }
              }
              throw new Error("covered");
            })()
            """
                .formatted(Json.line(selector)));
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      send(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              place.path(0).asDouble(),
              "y",
              place.path(1).asDouble(),
              "button",
              type.equals("mouseMoved") ? "none" : "left",
              "clickCount",
              1));
    }
  }

  /** Shows the page as it is by night, or by day. */
  public void dark(boolean dark) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** Gives the page this many CSS pixels. */
  public void size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Writes what is seen as a PNG. */
  public void picture(Path file) throws IOException {
    String data = send("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** What was said on the console, and errors, so far. */
  public List<String> console() {
    return console;
  }

  /** What was asked for so far, the page itself first. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    send("Page.close", Map.of());
    socket.abort();
  }
}
