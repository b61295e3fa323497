package polya.spark.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.Files;
import polya.text.Analysis;
import polya.text.AnalysisJson;

/**
 * The analysis of a corpus' texts, whole, as {@code analysis.json} in the data folder of the corpus
 * and of every model trained on it. The manifest has its settings to read, and its hash.
 */
final class AnalysisFile {
  /** Where its settings are in the manifest. */
  private static final String FIELD = "analysis";

  /** Its name in the data folder. */
  static final String NAME = FIELD + ".json";

  private static final String HASH = "hash";

  private AnalysisFile() {}

  /** Writes the file. */
  static void write(Files files, String data, Analysis analysis) {
    files.replace(new Path(data, NAME), AnalysisJson.text(analysis));
  }

  /** Adds settings and hash to a manifest. */
  static void tell(ObjectNode manifest, Analysis analysis) {
    ObjectNode settings = manifest.putObject(FIELD);
    analysis.settings().forEach(settings::put);
    settings.put(HASH, AnalysisJson.hash(analysis));
  }

  /** The hash that a manifest has, if its texts were analysed. */
  static Optional<String> hash(JsonNode manifest) {
    JsonNode hash = manifest.path(FIELD).path(HASH);
    return hash.isTextual() ? Optional.of(hash.asText()) : Optional.empty();
  }

  /**
   * Reads the file.
   *
   * @param what whose it is, for the message: corpus at …
   * @throws Failure (store) if it is not the one that the manifest names by its hash
   */
  static Analysis read(Files files, DataFolder data, String hash, String what) {
    Path path = new Path(data.path(), NAME);
    try {
      Analysis analysis =
          AnalysisJson.read(
              files
                  .read(path)
                  .orElseThrow(() -> new IllegalArgumentException("there is no " + NAME)));
      if (!AnalysisJson.hash(analysis).equals(hash)) {
        throw new IllegalArgumentException("its " + NAME + " has not the hash of the manifest");
      }
      return analysis;
    } catch (IllegalArgumentException e) {
      throw Failure.store(
          "Cannot read the analysis of the "
              + what
              + ": "
              + e.getMessage()
              + "; the one that its texts were read by is needed. Restore "
              + path
              + ", or make it anew.",
          e);
    }
  }
}
