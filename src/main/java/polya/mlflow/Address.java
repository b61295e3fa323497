package polya.mlflow;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import polya.Failure;

/**
 * Where a tracking server is. A user and password in it are for the server alone: nothing that is
 * printed or recorded has them.
 *
 * @param root {@code http(s)://HOST:PORT/PREFIX}, without a slash at its end
 * @param user {@code USER:PASSWORD}, if they stood in it
 */
record Address(String root, Optional<String> user) {
  /**
   * Reads what a person gave.
   *
   * @throws Failure (usage) if it is no address of a server
   */
  static Address of(String given) {
    String text = given.strip();
    String scheme = text.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
    if (scheme.equals("databricks") || scheme.equals("databricks-uc")) {
      throw refused(
          scheme,
          "names of Databricks' profiles are read by its own clients alone",
          "Give the workspace's address, https://…, and MLFLOW_TRACKING_TOKEN, or log by"
              + " mlflow.pyspark.ml.autolog");
    }
    if (!text.contains("://") || !(scheme.equals("http") || scheme.equals("https"))) {
      throw refused(shown(text), "it is no address of a server", "Start one by `mlflow server`");
    }
    try {
      URI uri = new URI(text);
      if (uri.getHost() == null) {
        throw refused(shown(text), "it names no host that Java can read", "Correct its host");
      }
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw refused(root(uri), "what stands behind ? or # is no part of it", "Leave that out");
      }
      Optional<String> user = Optional.ofNullable(uri.getUserInfo());
      if (user.filter(named -> named.contains(":")).isEmpty() && user.isPresent()) {
        throw refused(root(uri), "its user has no password", "Give USER:PASSWORD, or neither");
      }
      return new Address(root(uri), user);
    } catch (URISyntaxException e) { // Its message has all that was given.
      throw refused(shown(text), "it has a character that no address has", "Correct it");
    }
  }

  private static String root(URI uri) {
    String host = uri.getScheme() + "://" + uri.getHost();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return (host + port + uri.getRawPath()).replaceFirst("/+$", "");
  }

  /** What a message may show of a text that could not be read. */
  private static String shown(String text) {
    return text.contains("@") || text.contains("?") ? "…" : text;
  }

  private static Failure refused(String shown, String found, String remedy) {
    return Failure.usage(
        "Cannot use --mlflow "
            + shown
            + ": "
            + found
            + "; allowed are http://HOST:PORT and https://HOST. "
            + remedy
            + ".");
  }
}
