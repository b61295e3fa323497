package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import polya.Failure;

/** What leaves and enters the process: characters, and what becomes of them. */
class PrintedTest {
  private final StringWriter err = new StringWriter();

  @Test
  void textLeavesAsUtf8() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Printed printed = new Printed(bytes);
    printed.writer().print("café ± 日本");

    assertThat(printed.ended(0, new PrintWriter(err))).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("café ± 日本");
  }

  @Test
  void outputThatIsNotWholeIsNoSuccess() {
    assertThat(ended("No space left on device", 0)).isEqualTo(6);
    assertThat(err.toString()).startsWith("polya: Cannot write to the standard output: No space");
    assertThat(ended("No space left on device", 3)).as("what failed before").isEqualTo(3);
  }

  @Test
  void whoClosesAPipeHasWhatTheyWant() {
    assertThat(ended("Broken pipe", 0)).isZero();
    assertThat(err.toString()).isEmpty();
  }

  private int ended(String wrong, int code) {
    Printed printed =
        new Printed(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(wrong);
              }
            });
    printed.writer().println("a line");
    return printed.ended(code, new PrintWriter(err, true));
  }

  @Test
  void argumentsWithLostCharactersAreRefused() {
    assertThatCode(() -> LostCharacters.refuse("größe", "--input")).doesNotThrowAnyException();
    assertThatThrownBy(() -> LostCharacters.refuse("--input", "gr\uFFFD\uFFFDe"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("UTF-8 is needed. Set the locale, LC_ALL=C.UTF-8");
    assertThat(Command.run("topics", "--model", "gr\uFFFD").code()).isEqualTo(2);
  }

  @Test
  void aJavaThatSparkDoesNotKnowIsRefused() {
    JavaAtHand.check(17);
    JavaAtHand.check(21);
    assertThatThrownBy(() -> JavaAtHand.check(25))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Cannot run on Java 25")
        .hasMessageContaining("Set JAVA_HOME");
  }

  @Test
  void aPlatformThatOwnsTheJvmGetsTheCodeAndTheSentence() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThatThrownBy(() -> Main.asGuest(out, err, "topics", "--nothing", "x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("polya ended with exit code 2: Cannot use --nothing: ");
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("polya: Cannot ");

    Main.asGuest(out, err, "params");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("docConcentration");
  }

  /** As YARN's launcher of a driver on the cluster sets them; YarnIT has a real one. */
  @Test
  void yarnOwnsTheJvmOfADriverOnTheCluster() {
    assertThat(Main.isGuest()).isFalse();
    System.setProperty("spark.master", "yarn");
    System.setProperty("spark.submit.deployMode", "cluster");
    try {
      assertThat(Main.isGuest()).isTrue();
      System.setProperty("spark.submit.deployMode", "client");
      assertThat(Main.isGuest()).isFalse();
    } finally {
      System.clearProperty("spark.master");
      System.clearProperty("spark.submit.deployMode");
    }
  }
}
