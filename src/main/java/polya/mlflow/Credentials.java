package polya.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import polya.Failure;

/**
 * What a server is shown to let a run in, by the variables that MLflow's own clients read: a user
 * with a password, else a token.
 *
 * @param header of HTTP; empty for none
 * @param name what it is called in messages, which never have the thing itself
 */
record Credentials(Optional<String> header, String name) {
  static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
  static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
  static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";

  /**
   * Those for a server.
   *
   * @param user {@code USER:PASSWORD} from its address, which come before all others
   * @param environment gives a variable's value, or null
   * @throws Failure (usage) for a token that no header can carry
   */
  static Credentials of(Optional<String> user, UnaryOperator<String> environment) {
    if (user.isPresent()) {
      return new Credentials(Optional.of(basic(user.get())), "the user and password of --mlflow");
    }
    String username = environment.apply(USERNAME);
    String password = environment.apply(PASSWORD);
    if (isGiven(username) && isGiven(password)) {
      return new Credentials(
          Optional.of(basic(username + ":" + password)), USERNAME + " and " + PASSWORD);
    }
    String token = environment.apply(TOKEN);
    if (!isGiven(token)) {
      return new Credentials(Optional.empty(), "");
    }
    String word = token.strip();
    if (!word.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw Failure.usage(
          "Cannot use "
              + TOKEN
              + ": it has a blank or a character that no token has; allowed is one word of ASCII."
              + " Copy it anew.");
    }
    return new Credentials(Optional.of("Bearer " + word), TOKEN);
  }

  private static boolean isGiven(String value) {
    return value != null && !value.isEmpty();
  }

  private static String basic(String user) {
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Never what is secret. */
  @Override
  public String toString() {
    return name;
  }
}
