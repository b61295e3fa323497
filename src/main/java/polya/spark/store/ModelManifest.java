package polya.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.infer.ModelInfo;
import polya.spark.Causes;
import polya.spark.Files;
import polya.spark.Json;

/**
 * The text of {@code model.json}: the format number, the data folder, and what is known of the
 * model.
 *
 * @param format of what is written; the digest of format 1 is another
 * @param data the data folder
 * @param info what is known of the model
 * @param samples digests of the kept samples of the posterior, in their order; versions that know
 *     of none read the model without them
 */
public record ModelManifest(int format, DataFolder data, ModelInfo info, List<String> samples) {
  /** The format that this version writes, and the newest that it reads. */
  private static final int FORMAT = 2;

  /** The name of the data folder. */
  public String dataName() {
    return data.path().getName();
  }

  /** The text of a manifest; its list of files is added when it is published. */
  static String text(String data, ModelInfo info, List<String> samples) {
    ObjectNode manifest = Json.object().put("format", FORMAT).put("data", data);
    manifest.setAll((ObjectNode) Json.tree(info));
    manifest.putObject("tables").putObject(ModelTables.TOPICS).put("columns", info.k());
    if (!samples.isEmpty()) {
      samples.forEach(manifest.putArray("samples")::add);
    }
    return Json.pretty(manifest);
  }

  /**
   * Reads the manifest of the model in a folder, and nothing else of it.
   *
   * @throws Failure (store) if there is none, it is damaged, or its format is newer
   */
  public static ModelManifest read(Configuration configuration, String path) {
    try {
      JsonNode manifest = Json.read(text(new Files(configuration), path));
      int format = manifest.path("format").asInt();
      if (format > FORMAT) {
        throw Failure.store(
            "Cannot read model at "
                + path
                + ": format "
                + format
                + ", this version reads up to "
                + FORMAT
                + ". Use the version that wrote it, or a later one.");
      }
      List<String> samples = new ArrayList<>();
      manifest.path("samples").forEach(digest -> samples.add(digest.asText()));
      ModelInfo info = Json.convert(manifest, ModelInfo.class);
      boolean data = FolderContents.isDataName(manifest.path("data").asText());
      if (format < 1 || !data || info.model() == null) {
        throw new IllegalArgumentException("it lacks what this version needs");
      }
      return new ModelManifest(format, DataFolder.of(path, manifest), info, samples);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw Failure.store(
          "Cannot read model at "
              + path
              + ": "
              + ModelStore.MANIFEST
              + " is damaged. Restore it, or train again.",
          e);
    }
  }

  private static String text(Files files, String path) {
    try {
      return files
          .read(new Path(path, ModelStore.MANIFEST))
          .orElseThrow(
              () ->
                  Failure.store(
                      "Cannot read model at "
                          + path
                          + ": there is no "
                          + ModelStore.MANIFEST
                          + ". Check the path; train writes one when it is done."));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw Causes.environment(e)
          .orElseGet(
              () ->
                  Failure.store(
                      "Cannot read model at "
                          + path
                          + ": its "
                          + ModelStore.MANIFEST
                          + " is damaged ("
                          + e.getMessage()
                          + "). Restore it, or train again.",
                      e));
    }
  }
}
