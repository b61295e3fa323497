package polya.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import polya.spark.Json;

/** A Chromium without a window, led by its DevTools protocol. */
public final class Browser implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private Browser(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one; the folder is its own. */
  public static Browser start(Path folder) throws IOException, InterruptedException {
    Path program = Tools.chromium();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-features=IsolateSandboxedIframes",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Path port = folder.resolve("DevToolsActivePort");
      long end = System.nanoTime() + START.toNanos();
      while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("The browser does not start: " + program);
        }
        Thread.sleep(20);
      }
      String where = "http://127.0.0.1:" + Files.readAllLines(port).get(0);
      return new Browser(process, URI.create(where));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Opens a file in a tab of its own. */
  public BrowserPage open(Path file) throws Exception {
    HttpRequest tab =
        HttpRequest.newBuilder(address.resolve("/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode told = Json.read(client.send(tab, BodyHandlers.ofString()).body());
    BrowserPage page =
        BrowserPage.of(client, URI.create(told.path("webSocketDebuggerUrl").asText()));
    page.load(file.toUri());
    return page;
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
