package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polya.Failure;
import polya.models.lda.LdaModel;
import polya.spark.LocalSpark;
import polya.spark.VaultFileSystem;

/**
 * A secret that commands are given with paths and settings is in nothing that they print, log,
 * throw or leave.
 */
class SecretsTest {
  private static final String SECRET = "5ESAMopen";
  private static final String KEY = "fs.vault.account.key";

  @TempDir private static Path folder;
  private static TrainedModel made;
  private static final StringBuffer LOGGED = new StringBuffer();

  /** What Polya logs, whatever its level. */
  private static final AbstractAppender LOG =
      new AbstractAppender("secrets", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          LOGGED.append(event.getMessage().getFormattedMessage()).append(event.getThrown());
        }
      };

  private static Logger polya() {
    return (Logger) LogManager.getLogger("polya");
  }

  private static Configuration hadoop() {
    return LocalSpark.session().sparkContext().hadoopConfiguration();
  }

  @BeforeAll
  static void make() {
    VaultFileSystem.in(hadoop());
    hadoop().set(KEY, SECRET);
    made = TrainedModel.in(folder);
    LOG.start();
    polya().addAppender(LOG);
    polya().setLevel(Level.ALL);
  }

  @AfterAll
  static void remove() {
    hadoop().unset(KEY);
    polya().removeAppender(LOG);
    polya().setLevel(null);
  }

  private static String vault(String path) {
    return "vault://AKIA:" + SECRET + "@bucket" + path;
  }

  private static void silent(Command run) throws IOException {
    assertThat(run.out()).doesNotContain(SECRET);
    assertThat(run.err()).doesNotContain(SECRET);
    assertThat(LOGGED.toString()).doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text.contains(SECRET)).as(file.toString()).isFalse();
      }
    }
  }

  private static Command run(
      Shape shape, UnaryOperator<String> read, UnaryOperator<String> written, String... more) {
    Map<String, UnaryOperator<String>> all = new HashMap<>();
    shape.inputs().keySet().forEach(option -> all.put(option, read));
    shape.outputs().forEach(option -> all.put(option, written));
    return shape.run(made, all, more);
  }

  private static List<Shape> withPaths() {
    return Shape.all().stream().filter(s -> !s.inputs().isEmpty()).toList();
  }

  @Test
  void aModelIsMadeAndReadWithoutThem() throws IOException {
    for (String command : List.of("train", "topics")) {
      Shape shape = withPaths().stream().filter(s -> s.command().equals(command)).findAny().get();
      done(shape, path -> vault(path + "-small"));
    }
  }

  private static void done(Shape shape, UnaryOperator<String> written) throws IOException {
    boolean replaces = !shape.outputs().isEmpty() && !shape.command().equals("grid");
    String[] more = replaces ? new String[] {"--overwrite"} : new String[0];
    Command done = run(shape, SecretsTest::vault, written, more);
    assertThat(done.code()).as(done.err()).isZero();
    silent(done);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withPaths")
  @Tag("long")
  void everyCommandKeepsThem(Shape shape) throws IOException {
    String name = shape.toString().replace(' ', '-');
    done(shape, path -> vault(path + name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withPaths")
  void whatIsRefusedIsToldWithoutThem(Shape shape) throws IOException {
    Command missing = run(shape, path -> vault(path + "/none"), path -> vault(path + "-none"));
    assertThat(missing.code()).as(missing.err()).isBetween(2, 6);
    assertThat(missing.err()).contains("vault://bucket/");
    silent(missing);
    Command signed =
        run(shape, path -> "abfss://data@account.net/x?sv=1&sig=" + SECRET, SecretsTest::vault);
    assertThat(signed.code()).as(signed.err()).isBetween(2, 6);
    assertThat(signed.err()).startsWith("polya: Cannot ");
    silent(signed);
  }

  @Test
  void stagesOfPipelinesDoNotThrowThem() {
    for (String path : List.of(vault(folder + "/none"), vault(folder + "/train"))) {
      assertThatThrownBy(() -> LdaModel.load(path))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("vault://bucket/")
          .hasMessageNotContaining(SECRET)
          .hasNoCause();
    }
  }
}
