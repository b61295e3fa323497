package polya.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.Failure;

/** Whatever a server does, a request ends soon, in an answer or in a sentence without secrets. */
class TrackingServerTest {
  private static final String TOKEN = "dapi-0123";
  private static final Map<String, String> NOTHING = Map.of();
  private FakeMlflow fake;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private Trouble trouble(Map<String, String> environment, int millis) {
    TrackingServer server = TrackingServer.at(fake.uri(), environment::get);
    long begin = System.nanoTime();
    Trouble trouble =
        catchThrowableOfType(
            Trouble.class,
            () -> server.get("experiments/get-by-name", Map.of(), Duration.ofMillis(millis)));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    assertThat(trouble).isNotNull();
    assertThat(trouble.failure())
        .hasMessageMatching("Cannot log to MLflow at \\S+: [^;]+; allowed is .*\\.")
        .hasMessageNotContaining(TOKEN);
    return trouble;
  }

  @ParameterizedTest
  @CsvSource({
    "FAILING, RETRY, it answered 503",
    "GARBAGE, USAGE, 'what listens there is no MLflow, it answered with something else'",
    "LOCKED, USAGE, it asks who is there (401)",
    "LEADING_AWAY, USAGE, 'it leads elsewhere (302), to https://elsewhere.invalid'",
    "HANGING_UP, RETRY, the connection broke",
    "ENDLESS, RETRY, 'the connection broke, its answer is longer than 4194304 bytes'"
  })
  void whatItDoesIsToldInASentence(FakeMlflow.Manner manner, Failure.Kind kind, String found) {
    fake.manner = manner;
    Trouble trouble = trouble(NOTHING, 5000);
    assertThat(trouble.found()).startsWith(found);
    assertThat(trouble.failure().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"SILENT", "TRICKLING"})
  void whoDoesNotAnswerIsNotWaitedFor(FakeMlflow.Manner manner) {
    fake.manner = manner;
    assertThat(trouble(NOTHING, 300).found()).isEqualTo("it did not answer within 0.3 seconds");
  }

  @Test
  void whoIsNotThereIsWorthARetry() {
    fake.close();
    Trouble trouble = trouble(NOTHING, 2000);
    assertThat(trouble.found()).isEqualTo("nobody answers there");
    assertThat(trouble.failure().kind()).isEqualTo(Failure.Kind.RETRY);
  }

  @Test
  void credentialsAreShownToTheServerAndToNobodyElse() throws Exception {
    Map<String, String> both =
        Map.of(Credentials.USERNAME, "ann", Credentials.PASSWORD, "pw", Credentials.TOKEN, TOKEN);
    Map<String, String> token = Map.of(Credentials.TOKEN, TOKEN + "\n");
    String inAddress = fake.uri().replace("//", "//ann:p%40w@");
    for (TrackingServer server :
        new TrackingServer[] {
          TrackingServer.at(fake.uri(), both::get),
          TrackingServer.at(fake.uri(), token::get),
          TrackingServer.at(inAddress + "/", token::get)
        }) {
      server.get("experiments/get-by-name", Map.of(), Duration.ofSeconds(5));
      assertThat(server.address()).isEqualTo(fake.uri());
    }
    assertThat(fake.asked.get(0)).endsWith(" Basic YW5uOnB3");
    assertThat(fake.asked.get(1)).endsWith(" Bearer " + TOKEN);
    assertThat(fake.asked.get(2)).endsWith(" Basic YW5uOnBAdw==");

    fake.manner = FakeMlflow.Manner.LOCKED;
    assertThat(trouble(token, 5000).found()).isEqualTo("it refused MLFLOW_TRACKING_TOKEN (401)");
    assertThatThrownBy(
            () -> TrackingServer.at(fake.uri(), name -> name.endsWith("TOKEN") ? "a\nb" : null))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot use MLFLOW_TRACKING_TOKEN: ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "databricks, databricks: names of Databricks",
    "databricks://profile, databricks: names",
    "sqlite:///x.db, sqlite:///x.db: it is no address of a server",
    "localhost:5000, localhost:5000: it is no address of a server",
    "ftp://a:secret@host, …: it is no address",
    "http://a:secret@ho st, …: it has a character that no address has",
    "http://a:secret@my_host, …: it names no host that Java can read",
    "http://a:secret@host/?x=secret, http://host: what stands behind ? or #",
    "http://host#/experiments/1, http://host: what stands behind ? or #",
    "http://secret@host, http://host: its user has no password"
  })
  void whatIsNoAddressIsToldWithoutItsSecrets(String uri, String found) {
    assertThatThrownBy(() -> TrackingServer.at(uri, name -> null))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.USAGE))
        .hasMessageStartingWith("Cannot use --mlflow " + found)
        .hasMessageNotContaining("secret");
  }
}
