package polya.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.corpus.ColumnKind;
import polya.corpus.CorpusInfo;
import polya.spark.Causes;
import polya.spark.Files;
import polya.spark.Json;

/**
 * The text of {@code corpus.json}: the format number, the data folder with its files, what is known
 * of the corpus, and what the values of its kept columns are.
 *
 * @param data the data folder
 * @param info what is known of the corpus
 * @param columns the kinds of kept columns by name, in their order; of a corpus written before
 *     there were kinds, none
 * @param analysis the hash of the analysis of its texts, if they were analysed
 */
record CorpusManifest(
    DataFolder data, CorpusInfo info, Map<String, ColumnKind> columns, Optional<String> analysis) {
  /** The newest format that this version reads: that of corpora with sections. */
  static final int FORMAT = 2;

  /** That of corpora without, which earlier versions read; they would take sections for one. */
  private static final int UNDIVIDED = 1;

  /** Reads and checks a manifest. */
  static CorpusManifest read(Files files, String path) {
    Optional<String> text;
    try {
      text = files.read(new Path(path, CorpusStore.MANIFEST));
    } catch (UncheckedIOException e) {
      throw Causes.environment(e).orElseGet(() -> damaged(path, e.getCause().getMessage()));
    }
    if (text.isEmpty()) {
      throw cannotRead(
          path,
          "there is no " + CorpusStore.MANIFEST + "; a corpus is a folder made by ingest",
          "Give the folder of a corpus, or make one with ingest.");
    }
    JsonNode json = parse(path, text.get());
    int format = json.path("format").asInt(0);
    if (format > FORMAT) {
      throw cannotRead(
          path,
          "format " + format + ", this version reads up to " + FORMAT,
          "Use a newer Polya, or ingest it again with this one.");
    }
    CorpusManifest manifest;
    try {
      manifest =
          new CorpusManifest(
              DataFolder.of(path, json),
              Json.convert(json, CorpusInfo.class),
              columns(json),
              AnalysisFile.hash(json));
    } catch (IllegalArgumentException e) {
      throw damaged(path, "it lacks what this version needs");
    }
    if (format < 1
        || manifest.info.vocabularyHash() == null
        || !FolderContents.isDataName(json.path("data").asText())) {
      throw damaged(path, "it lacks what this version needs");
    }
    // A store has no folders: there, what is missing of the listed files is told when they are
    // read.
    boolean told = files.puts(manifest.data.path()) && manifest.data.files().isPresent();
    if (!told && !files.exists(manifest.data.path())) {
      throw damaged(
          path, "the folder " + manifest.data.path().getName() + " that it names is missing");
    }
    return manifest;
  }

  /** A kind that this version does not know is text to it. */
  private static Map<String, ColumnKind> columns(JsonNode json) {
    Map<String, ColumnKind> columns = new LinkedHashMap<>();
    JsonNode kinds = json.path("columns");
    kinds
        .fieldNames()
        .forEachRemaining(
            name ->
                columns.put(
                    name, ColumnKind.of(kinds.path(name).asText()).orElse(ColumnKind.TEXT)));
    return columns;
  }

  private static JsonNode parse(String path, String text) {
    try {
      JsonNode json = Json.read(text);
      if (json.isObject()) {
        return json;
      }
      throw damaged(path, "it is no JSON object");
    } catch (JsonProcessingException e) {
      throw damaged(path, "it is not JSON");
    }
  }

  private static Failure damaged(String path, String found) {
    return Failure.store(
        "Cannot read corpus at "
            + path
            + ": its "
            + CorpusStore.MANIFEST
            + " is damaged, "
            + found
            + "; one as ingest wrote it is needed. Ingest it again.");
  }

  private static Failure cannotRead(String path, String found, String remedy) {
    return Failure.input("Cannot read corpus at " + path + ": " + found + ". " + remedy);
  }

  /** The text of a manifest; its list of files is added when it is published. */
  static String text(
      String data, CorpusInfo info, Map<String, ColumnKind> columns, Optional<ReadTexts> texts) {
    int format = info.sections().isEmpty() ? UNDIVIDED : FORMAT;
    ObjectNode json = Json.object().put("format", format).put("data", data);
    json.setAll((ObjectNode) Json.shown(Json.tree(info)));
    if (info.sections().isEmpty()) {
      json.remove(CorpusStore.SECTIONS);
    }
    if (!columns.isEmpty()) {
      ObjectNode kinds = json.putObject("columns");
      columns.forEach((name, kind) -> kinds.put(name, kind.word()));
    }
    texts.ifPresent(read -> AnalysisFile.tell(json, read.analysis()));
    return Json.pretty(json);
  }
}
