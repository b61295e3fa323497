package polya.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.spark.Files;
import polya.spark.Json;

/**
 * The name that a scheduler has for a run: a run that finds its own finished output has nothing to
 * do, whoever starts it again.
 */
final class RunIdFlag {
  static final String FIELD = "runId";

  /** SHA-256 of the output's manifest, or of the output if it is a file. */
  static final String OUTPUT = "output";

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "The scheduler's name of this run, kept in run.json: a second run of the same ID that"
              + " finds its finished output changes nothing and ends with 0.")
  private String runId;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Thrown where the output is this run's already. */
  static final class Finished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Finished() {
      super("finished before", null, false, false);
    }
  }

  /**
   * Checks the name.
   *
   * @throws polya.Failure (usage) if it is empty, as an unset variable of a scheduler is
   */
  void check() {
    Usage.demand(runId == null || !runId.isBlank(), "--run-id", "\"\"", "a text that is not empty");
  }

  /** The name for run.json, if one was given. */
  Optional<String> id() {
    return Optional.ofNullable(runId);
  }

  /**
   * Whether an output was finished by this very run, which said so in its record.
   *
   * @param manifest the file without which there is no output
   * @param record where the run that made it left its record
   */
  boolean finished(Files files, Path manifest, Path record) {
    return runId != null
        && files.isFile(manifest)
        && files.read(record).filter(text -> isOwn(text, hash(files, manifest))).isPresent();
  }

  private boolean isOwn(String record, String output) {
    try {
      JsonNode json = Json.read(record);
      // A run that was cut off behind its manifest left the record of the one before.
      return json.path(FIELD).asText().equals(runId)
          && json.path("command").asText().equals(command.name())
          && json.path("status").asText().equals("done")
          && json.path(OUTPUT).asText().equals(output);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** What {@link #OUTPUT} is of a file; empty if there is none. */
  static String hash(Files files, Path file) {
    try {
      byte[] bytes = files.read(file).orElse("").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Tells that there was nothing to do. */
  void tell(String output) {
    tell(output, "was finished before by run " + runId);
  }

  /** Tells why there was nothing to do. */
  void tell(String output, String why) {
    PrintWriter out = command.commandLine().getOut();
    out.printf("%s  %s; nothing was changed%n", Printable.path(output), Printable.text(why));
    out.flush();
  }
}
