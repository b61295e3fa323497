package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ctrl-C and kill: the exit code of the process is that of its record, and nothing else is left.
 */
class SignalsIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalInIngestLeavesItsRecordAndItsCode(String signal, int code) throws Exception {
    Path samples = Launch.root().resolve("data-samples/bible");
    Path corpus = folder.resolve("corpus");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                Launch.root().resolve("submit/polya").toString(),
                "ingest",
                "--format",
                "uci",
                "--input",
                samples.resolve("docword.bible.txt.gz").toString(),
                "--vocabulary",
                samples.resolve("vocab.bible.txt").toString(),
                "--output",
                corpus.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    try {
      while (process.isAlive() && !isClaimed(corpus)) {
        Thread.sleep(20);
      }
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    Launch.settle(err);
    assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(code);
    JsonNode record = new ObjectMapper().readTree(Files.readString(corpus.resolve("run.json")));
    assertThat(record.path("exitCode").asInt()).isEqualTo(code);
    assertThat(record.path("status").asText()).isEqualTo("interrupted");
    String sentence = "Cannot finish ingest: it was ended by SIG" + signal;
    assertThat(record.path("error").asText()).startsWith(sentence);
    assertThat(Files.readString(err)).contains("polya: " + sentence).doesNotContain("\tat ");
    assertThat(List.of(corpus.toFile().list())).containsExactly("run.json");
  }

  /** Whether the command holds its output, and so works: data come last, when it may be over. */
  private static boolean isClaimed(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isPresent();
    }
  }
}
