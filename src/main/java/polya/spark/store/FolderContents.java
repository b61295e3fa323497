package polya.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.Places;

/**
 * What lies in the folder of an output, by whose it is. Polya's are: a manifest and the data folder
 * that it names, folders that carry a {@link RunMark} for this very output, and run records and
 * metrics with the content that Polya gives them. Everything else is somebody's, whatever its name.
 *
 * @param manifest whether a manifest of Polya's is there
 * @param data the name of the data folder that the manifest names, if it names one
 * @param marked folders of earlier runs of this output, marked by them
 * @param begun what runs began to write and did not come to mark or move into its place
 * @param foreign what is somebody's
 */
record FolderContents(
    boolean manifest,
    Optional<String> data,
    List<Marked> marked,
    List<String> begun,
    List<String> foreign) {
  /** The record that every run leaves. */
  static final String RECORD = "run.json";

  /** What every round of training did. */
  static final String METRICS = "metrics.jsonl";

  /** How data folders begin, since this prefix is Polya's alone; older ones begin as that. */
  static final String DATA = "polya-data-";

  private static final String DATA_NAME = "(polya-)?data-[0-9A-Za-z-]+";
  private static final String OLD_DATA = "data-[0-9]{8}T[0-9]{6}-[0-9a-f]{8}";

  /** The only names that marked folders have. */
  private static final String MARKED =
      DATA + ".*|\\" + OutputKind.CHECKPOINTS + "|" + OutputKind.CELLS;

  /** What {@link Files#replace} writes before it moves it. */
  private static final String DRAFT = "\\.[a-z.]+\\.jsonl?\\.[0-9a-f]{8}\\.new";

  /** What file systems, desktops and older versions leave; it is neither read nor touched. */
  private static final String LITTER =
      "\\.DS_Store|\\.nfs[0-9a-f]+|\\..*\\.crc|\\.[a-z]+\\.json\\.new";

  /** A marked folder. */
  record Marked(String name, RunMark mark) {}

  /**
   * Looks at a folder; one that does not exist holds nothing.
   *
   * @param output as {@link Places#of} writes it
   * @param kind of output
   */
  static FolderContents of(Files files, Path folder, String output, OutputKind kind) {
    String manifest = kind.manifest();
    List<FileStatus> entries = files.list(folder);
    boolean isStore = files.puts(folder);
    Optional<JsonNode> named = manifest(files, new Path(folder, manifest));
    Optional<String> data = data(named);
    List<Marked> marked = new ArrayList<>();
    List<String> begun = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      Optional<RunMark> mark =
          entry.isDirectory() && name.matches(MARKED)
              ? RunMark.in(files, entry.getPath()).filter(m -> m.output().equals(output))
              : Optional.empty();
      mark.ifPresent(m -> marked.add(new Marked(name, m)));
      boolean isBegun =
          name.matches(DRAFT)
              || entry.isDirectory()
                  && name.matches(MARKED)
                  && RunMark.isBegun(files, entry.getPath());
      if (isBegun) {
        begun.add(name);
      }
      boolean ours =
          mark.isPresent()
              || isBegun
              || data.filter(name::equals).isPresent()
              || name.equals(manifest) && named.isPresent()
              || named.isPresent() && entry.isDirectory() && name.matches(OLD_DATA)
              || name.equals(RECORD) && isRecord(files, entry)
              || name.equals(METRICS) && isMetrics(files, entry)
              || Lease.isLease(name)
              || name.matches(LITTER);
      if (!ours && !(isStore && isShadow(files, entry))) {
        foreign.add(name);
      }
    }
    if (named.isPresent() || !marked.isEmpty()) {
      foreign.removeAll(kind.companions());
    }
    return new FolderContents(named.isPresent(), data, marked, begun, foreign);
  }

  /**
   * Whether an entry of an object store's listing is what a deletion that is not listed yet left: a
   * file that is gone, or a folder of Polya's without its mark. It is not touched.
   */
  private static boolean isShadow(Files files, FileStatus entry) {
    String name = entry.getPath().getName();
    return entry.isDirectory()
        ? name.startsWith(DATA) && isDataName(name) || name.equals(OutputKind.CHECKPOINTS)
        : !files.isFile(entry.getPath());
  }

  /** Whether a data folder of a version that left no marks may have this name. */
  static boolean isOldData(String name) {
    return name.matches(OLD_DATA);
  }

  /** Whether a data folder may have this name. */
  static boolean isDataName(String name) {
    return name.matches(DATA_NAME);
  }

  /** The name of the data folder that a manifest names, if it is there and names one. */
  static Optional<String> data(Files files, Path manifest) {
    return data(manifest(files, manifest));
  }

  private static Optional<String> data(Optional<JsonNode> manifest) {
    return manifest.map(json -> json.path("data").asText()).filter(FolderContents::isDataName);
  }

  private static Optional<JsonNode> manifest(Files files, Path path) {
    return json(files, path)
        .filter(json -> json.path("format").asInt() > 0)
        .filter(json -> json.path("data").isMissingNode() || isData(json.path("data")));
  }

  private static boolean isData(JsonNode data) {
    return data.isNull() || isDataName(data.asText());
  }

  private static boolean isRecord(Files files, FileStatus entry) {
    return entry.isFile()
        && json(files, entry.getPath())
            .filter(json -> json.path("command").isTextual())
            .filter(json -> json.path("versions").path("polya").isTextual())
            .isPresent();
  }

  /** Metrics of a run that was killed before its first round are empty. */
  private static boolean isMetrics(Files files, FileStatus entry) {
    return entry.isFile()
        && (entry.getLen() == 0
            || files
                .firstLine(entry.getPath())
                .flatMap(FolderContents::parsed)
                .filter(line -> line.path("round").isInt() && line.path("trainSeconds").isNumber())
                .isPresent());
  }

  private static Optional<JsonNode> json(Files files, Path path) {
    return files.isFile(path) ? files.read(path).flatMap(FolderContents::parsed) : Optional.empty();
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.read(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
