package polya.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import polya.spark.Json;

/**
 * A tracking server of MLflow's, by its REST API. Every request ends in an answer or in {@link
 * Trouble} within the seconds that it is given, whatever the server does. Redirects are not
 * followed: they could lead credentials elsewhere.
 */
public final class TrackingServer {
  private static final Duration CONNECTION = Duration.ofSeconds(3);
  private static final String API = "/api/2.0/mlflow/";
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";

  private final String address;
  private final Credentials credentials;
  private final Refusals refusals;
  private final HttpClient client;

  private TrackingServer(Address address, Credentials credentials) {
    this.address = address.root();
    this.credentials = credentials;
    refusals = new Refusals(this.address, credentials);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTION)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * The server at an address; nothing is asked of it yet.
   *
   * @param uri {@code http(s)://[USER:PASSWORD@]HOST[:PORT][/PREFIX]}
   * @param environment gives a variable's value, or null
   * @throws polya.Failure (usage) if this is no address, or the token no token
   */
  public static TrackingServer at(String uri, UnaryOperator<String> environment) {
    Address address = Address.of(uri);
    return new TrackingServer(address, Credentials.of(address.user(), environment));
  }

  /** Its address as messages and records have it: without user and password. */
  public String address() {
    return address;
  }

  /** Asks for what is there. */
  JsonNode get(String method, Map<String, String> query, Duration limit) throws Trouble {
    String words =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return json(answer(request(API + method + "?" + words).GET(), limit));
  }

  /** Asks it to do something. */
  JsonNode post(String method, JsonNode body, Duration limit) throws Trouble {
    HttpRequest.Builder request =
        request(API + method)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.line(body)));
    return json(answer(request, limit));
  }

  /**
   * Has it keep a file.
   *
   * @param path of the file among those that it keeps: words and slashes
   */
  void put(String path, String text, Duration limit) throws Trouble {
    HttpRequest.Builder request =
        request(ARTIFACTS + path)
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofString(text));
    answer(request, limit);
  }

  /** The folder for {@link #put} of a run's files, if this server keeps them itself. */
  Optional<String> keeps(String artifactUri) {
    return artifactUri.matches("mlflow-artifacts:/(?!/)[\\w./-]*")
        ? Optional.of(artifactUri.replaceFirst("[^:]*:/+", ""))
        : Optional.empty();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path)).header("User-Agent", "polya");
    credentials.header().ifPresent(header -> request.header("Authorization", header));
    return request;
  }

  /** The text of a good answer. */
  private String answer(HttpRequest.Builder request, Duration limit) throws Trouble {
    // The request's own limit ends with the head of an answer.
    CompletableFuture<HttpResponse<String>> coming =
        client.sendAsync(request.timeout(limit).build(), head -> new Answer());
    try {
      HttpResponse<String> answer = coming.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() / 100 != 2) {
        throw refusals.refusal(answer);
      }
      return answer.body();
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw refusals.late(limit);
    } catch (InterruptedException e) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw Trouble.away(address, "the question was interrupted");
    } catch (ExecutionException e) {
      throw refusals.unreached(e.getCause(), limit);
    }
  }

  /** What answers is no tracking server. */
  Trouble stranger(String did) {
    return refusals.stranger(did);
  }

  private JsonNode json(String text) throws Trouble {
    JsonNode told = Refusals.tree(text);
    if (!told.isObject()) {
      throw refusals.stranger("answered with something else");
    }
    return told;
  }
}
