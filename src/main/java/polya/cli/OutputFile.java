package polya.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.Files;
import polya.spark.Json;

/**
 * An output that is one file. It is written by one replacing rename, so nobody ever sees a part of
 * it and the last of two runs at once has it whole; its record lies beside it. What is replaced is
 * a file that such a run wrote, which is known by its first line, and nothing else.
 *
 * @param what the noun for messages
 * @param path the file
 * @param firstLine of all such files
 */
record OutputFile(String what, Path path, String firstLine) {
  /** Where the run leaves its record: {@code report.html.run.json}. */
  Path record() {
    return path.suffix(".run.json");
  }

  /**
   * Demands that nothing is in the way.
   *
   * @throws Failure (output in the way) if a folder, or a file that no such run wrote, is in the
   *     place of the file or of its record, or if there is such a file and {@code overwrite} is
   *     false
   */
  void demand(Files files, boolean overwrite) {
    if (files.exists(path) && !files.isFile(path)) {
      throw inTheWay("a folder is there", "Name a file with --output.");
    }
    if (files.isFile(path)) {
      if (files.firstLine(path).filter(firstLine::equals).isEmpty()) {
        throw inTheWay(
            "a file is there that is no " + what + " of Polya's",
            "Name another --output; --overwrite replaces a " + what + " alone.");
      }
      if (!overwrite) {
        throw inTheWay(
            "a " + what + " is there already",
            "Give --overwrite to replace it, or another --output.");
      }
    }
    if (files.exists(record()) && files.read(record()).filter(OutputFile::isRecord).isEmpty()) {
      throw inTheWay(
          "its record " + record().getName() + " would replace a file that is no record of Polya's",
          "Name another --output.");
    }
  }

  /** Writes the file, and clears away what a run that was killed left beside it. */
  void write(Files files, String text) {
    files.sweep(path);
    files.sweep(record());
    files.replace(path, text);
  }

  private static boolean isRecord(String text) {
    try {
      JsonNode json = Json.read(text);
      return json.path("command").isTextual() && json.path("versions").path("polya").isTextual();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private Failure inTheWay(String found, String remedy) {
    return Failure.outputInTheWay(
        "Cannot write " + what + " to " + path + ": " + found + "; nothing was changed. " + remedy);
  }
}
