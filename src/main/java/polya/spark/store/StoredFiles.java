package polya.spark.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import polya.spark.Files;

/**
 * The files of a store's data folder with their lengths, as its manifest lists them: so readers
 * open what was written, and nothing else, and see what is missing. The list is an optional field
 * of format 1: older manifests have none.
 *
 * @param lengths bytes by path below the data folder, {@code documents/part-….parquet}
 */
record StoredFiles(SortedMap<String, Long> lengths) {
  private static final String FIELD = "files";

  /**
   * What lies in a folder and in those below it; names that begin with _ or . are left out, and
   * metrics, which a commit moves.
   */
  static StoredFiles of(Files files, Path folder) {
    SortedMap<String, Long> lengths = new TreeMap<>();
    collect(files, folder, "", lengths);
    return new StoredFiles(lengths);
  }

  private static void collect(
      Files files, Path folder, String prefix, SortedMap<String, Long> lengths) {
    for (FileStatus entry : files.list(folder)) {
      String name = entry.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".") || name.equals(FolderContents.METRICS)) {
        continue;
      }
      if (entry.isDirectory()) {
        collect(files, entry.getPath(), prefix + name + "/", lengths);
      } else {
        lengths.put(prefix + name, entry.getLen());
      }
    }
  }

  /** The list of a manifest, if it has one. */
  static Optional<StoredFiles> in(JsonNode manifest) {
    if (!manifest.path(FIELD).isArray()) {
      return Optional.empty();
    }
    SortedMap<String, Long> lengths = new TreeMap<>();
    manifest
        .path(FIELD)
        .forEach(file -> lengths.put(file.path("path").asText(), file.path("bytes").asLong()));
    return Optional.of(new StoredFiles(lengths));
  }

  /** Adds the list to a manifest. */
  void addTo(ObjectNode manifest) {
    ArrayNode list = manifest.putArray(FIELD);
    lengths.forEach((path, bytes) -> list.addObject().put("path", path).put("bytes", bytes));
  }

  /** The paths of a table's files, below the data folder. */
  List<String> of(String table) {
    return lengths.keySet().stream().filter(path -> path.startsWith(table + "/")).toList();
  }

  /**
   * In what a folder differs from this list: {@code documents/part-0 is missing, …}; files that the
   * list does not name count for nothing. Cost: one listing of every folder.
   */
  List<String> missing(Files files, Path folder) {
    SortedMap<String, Long> found = of(files, folder).lengths;
    List<String> missing = new ArrayList<>();
    lengths.forEach(
        (path, bytes) -> {
          Long there = found.get(path);
          if (there == null) {
            missing.add(path + " is missing");
          } else if (!there.equals(bytes)) {
            missing.add(path + " has " + there + " bytes and not " + bytes);
          }
        });
    return missing;
  }

  /** This list without the files that are not there with their lengths. */
  StoredFiles remaining(Files files, Path folder) {
    SortedMap<String, Long> found = of(files, folder).lengths;
    SortedMap<String, Long> remaining = new TreeMap<>(lengths);
    remaining.entrySet().removeIf(file -> !file.getValue().equals(found.get(file.getKey())));
    return new StoredFiles(remaining);
  }
}
