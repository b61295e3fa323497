package polya.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.infer.ModelInfo;
import polya.spark.Causes;
import polya.spark.Files;
import polya.spark.Json;
import polya.text.Analysis;

/**
 * The text of {@code model.json}: the format number, the data folder, and what is known of the
 * model.
 *
 * @param format of what is written; the digest of format 1 is another
 * @param data the data folder
 * @param info what is known of the model
 * @param samples digests of the kept samples of the posterior, in their order; versions that know
 *     of none read the model without them
 * @param attributes the hash of the labels' dictionary, if the model has one
 * @param analysis the hash of the analysis of the texts that it was trained on, if it has one
 */
public record ModelManifest(
    int format,
    DataFolder data,
    ModelInfo info,
    List<String> samples,
    Optional<String> attributes,
    Optional<String> analysis) {
  /** The newest format that this version reads: that of models of terms in sections. */
  private static final int FORMAT = 3;

  /** That of others; versions that read it alone would normalise topics over all sections. */
  private static final int UNDIVIDED = 2;

  private static final String TABLES = "tables";
  private static final String HASH = "hash";
  private static final String COLUMNS = "columns";

  /** What a manifest says of a model at its top: all but the dictionary of its labels. */
  private record Written(
      String model,
      String inference,
      int k,
      int vocabularySize,
      String vocabularyHash,
      String digest,
      Map<String, String> parameters,
      Map<String, String> provenance) {
    static Written of(ModelInfo info) {
      return new Written(
          info.model(),
          info.inference(),
          info.k(),
          info.vocabularySize(),
          info.vocabularyHash(),
          info.digest(),
          info.parameters(),
          info.provenance());
    }

    ModelInfo info() {
      return new ModelInfo(
          model, inference, k, vocabularySize, vocabularyHash, digest, parameters, provenance);
    }
  }

  /** What is known of a model as JSON, but for the dictionary of its labels. */
  static ObjectNode tree(ModelInfo info) {
    return (ObjectNode) Json.shown(Json.tree(Written.of(info)));
  }

  /** What {@link #tree} tells of a model. */
  static ModelInfo info(JsonNode tree) {
    return Json.convert(tree, Written.class).info();
  }

  /** The name of the data folder. */
  public String dataName() {
    return data.path().getName();
  }

  /**
   * The text of a manifest; its list of files is added when it is published.
   *
   * @param more names of tables beside those of every model
   */
  static String text(
      String data,
      ModelInfo info,
      List<String> samples,
      Optional<Analysis> analysis,
      List<String> more) {
    int format = info.provenance().containsKey(ModelInfo.SECTIONS) ? FORMAT : UNDIVIDED;
    ObjectNode manifest = Json.object().put("format", format).put("data", data);
    manifest.setAll(tree(info));
    ObjectNode tables = manifest.putObject(TABLES);
    tables.putObject(ModelTables.TOPICS).put(COLUMNS, info.k());
    if (info.hasAttributes()) {
      tables
          .putObject(AttributeTable.NAME)
          .put("rows", info.attributes().size())
          .put(HASH, info.attributes().hash());
    }
    more.forEach(tables::putObject);
    if (!samples.isEmpty()) {
      samples.forEach(manifest.putArray("samples")::add);
    }
    analysis.ifPresent(read -> AnalysisFile.tell(manifest, read));
    return Json.pretty(manifest);
  }

  /**
   * Reads the manifest of the model in a folder, and nothing else of it: its info has no dictionary
   * of labels yet.
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
      Written written = Json.convert(manifest, Written.class);
      JsonNode attributes = manifest.path(TABLES).path(AttributeTable.NAME).path(HASH);
      boolean data = FolderContents.isDataName(manifest.path("data").asText());
      if (format < 1 || !data || written.model() == null) {
        throw new IllegalArgumentException("it lacks what this version needs");
      }
      int columns = manifest.path(TABLES).path(ModelTables.TOPICS).path(COLUMNS).asInt(written.k());
      if (columns != written.k()) {
        throw new IllegalArgumentException(
            "its topics have " + columns + " columns, and k is " + written.k());
      }
      return new ModelManifest(
          format,
          DataFolder.of(path, manifest),
          written.info(),
          samples,
          attributes.isTextual() ? Optional.of(attributes.asText()) : Optional.empty(),
          AnalysisFile.hash(manifest));
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
