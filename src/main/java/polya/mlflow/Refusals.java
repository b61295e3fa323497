package polya.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import polya.spark.Json;

/**
 * What a server's answers come to that are none, or no good ones, in words that have nothing secret
 * in them.
 */
final class Refusals {
  private static final int MOST_SHOWN = 300;

  private final String address;
  private final Credentials credentials;

  Refusals(String address, Credentials credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  /** No answer in time. */
  Trouble late(Duration limit) {
    return Trouble.away(
        address, "it did not answer within " + limit.toMillis() / 1000.0 + " seconds");
  }

  /** No answer at all. */
  Trouble unreached(Throwable thrown, Duration limit) {
    if (thrown instanceof HttpTimeoutException
        && !(thrown instanceof HttpConnectTimeoutException)) {
      return late(limit);
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return Trouble.refused(
            address, "there is no such host", "allowed is one that is known", "Correct it", "");
      }
      if (cause instanceof SSLException
          && String.valueOf(cause.getMessage()).contains("plaintext")) {
        return Trouble.refused(
            address, "it speaks no TLS", "allowed is its own address", "Give http://…", "");
      }
      if (cause instanceof SSLException) {
        return Trouble.refused(
            address,
            "its certificate was not accepted, " + line(cause),
            "allowed is one that this Java trusts",
            "Give Java its authority: -Djavax.net.ssl.trustStore in --driver-java-options",
            "");
      }
    }
    boolean nobody =
        thrown instanceof ConnectException || thrown instanceof HttpConnectTimeoutException;
    return Trouble.away(
        address, nobody ? "nobody answers there" : "the connection broke, " + line(thrown));
  }

  /** Why an answer is not a good one. */
  Trouble refusal(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status == 401 || status == 403) {
      return closed(status);
    }
    if (status / 100 == 3) {
      return Trouble.refused(
          address,
          "it leads elsewhere (" + status + ")" + elsewhere(answer),
          "allowed is the address itself",
          "Give that one",
          "");
    }
    if (status / 100 == 5 || status == 429 || status == 408) {
      return Trouble.away(address, "it answered " + status);
    }
    JsonNode told = tree(answer.body());
    return told.path("error_code").isTextual()
        ? Trouble.refused(
            address,
            "it answered " + shown(told.path("message").asText(told.path("error_code").asText())),
            "allowed is what it takes",
            "Mend that, or leave out --mlflow",
            told.path("error_code").asText())
        : stranger("answered " + status);
  }

  private Trouble closed(int status) {
    boolean shown = credentials.header().isPresent();
    return Trouble.refused(
        address,
        shown
            ? "it refused " + credentials.name() + " (" + status + ")"
            : "it asks who is there (" + status + ")",
        "allowed is who may write there",
        shown
            ? "Correct them, or ask who runs it for the right to write"
            : "Set "
                + Credentials.TOKEN
                + ", or "
                + Credentials.USERNAME
                + " and "
                + Credentials.PASSWORD,
        "");
  }

  private static String elsewhere(HttpResponse<String> answer) {
    try {
      return answer
          .headers()
          .firstValue("Location")
          .map(URI::create)
          .filter(to -> to.getHost() != null)
          .map(to -> ", to " + to.getScheme() + "://" + to.getHost())
          .orElse("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** What answers is no tracking server. */
  Trouble stranger(String did) {
    return Trouble.refused(
        address,
        "what listens there is no MLflow, it " + did,
        "allowed is a tracking server",
        "Give the address that its page has in a browser, without what begins with #",
        "");
  }

  /** The answer as JSON; something missing if it is none. */
  static JsonNode tree(String text) {
    try {
      JsonNode told = Json.read(text.isBlank() ? "{}" : text);
      return told == null ? Json.tree(null) : told;
    } catch (JsonProcessingException e) {
      return Json.tree(null);
    }
  }

  private static String line(Throwable thrown) {
    return shown(
        thrown instanceof IOException && thrown.getMessage() != null
            ? thrown.getMessage()
            : thrown.getClass().getSimpleName());
  }

  private static String shown(String message) {
    String first = message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    return first.length() <= MOST_SHOWN ? first : first.substring(0, MOST_SHOWN) + "…";
  }
}
