package polya.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
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

  /** The data folder that the record tells of, as the output's manifest names it. */
  static final String DATA = "data";

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
        && files.read(record).filter(text -> isOwn(text, files, manifest)).isPresent();
  }

  private boolean isOwn(String record, Files files, Path manifest) {
    try {
      JsonNode json = Json.read(record);
      boolean own =
          json.path(FIELD).asText().equals(runId)
              && json.path("command").asText().equals(command.name())
              && json.path("status").asText().equals("done");
      // A run that was cut off behind its manifest left the record of the one before.
      return own
          && (!json.has(DATA)
              || Json.read(files.read(manifest).orElse("{}")).path(DATA).equals(json.path(DATA)));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Tells that there was nothing to do. */
  void tell(String output) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "%s  was finished before by run %s; nothing was changed%n",
        Printable.text(output), Printable.text(runId));
    out.flush();
  }
}
