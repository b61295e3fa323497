package polya.spark.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import polya.spark.Files;
import polya.spark.Tables;

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
   * metrics, which a commit moves. Of a table that has a list of its files ({@link Tables}) it is
   * those.
   */
  static StoredFiles of(Files files, Path folder) {
    SortedMap<String, Long> lengths = new TreeMap<>();
    collect(files, folder, "", true, lengths);
    return new StoredFiles(lengths);
  }

  /**
   * The same, on an object store also with those of the names that no listing tells of yet.
   *
   * @param names of tables and files below the folder that were written, or may have been
   */
  static StoredFiles of(Files files, Path folder, Set<String> names) {
    StoredFiles stored = of(files, folder);
    if (!files.puts(folder)) {
      return stored;
    }
    for (String name : names) {
      Path path = new Path(folder, name);
      Optional<SortedMap<String, Long>> listed = Tables.listed(files, path);
      if (listed.isPresent()) {
        listed.get().forEach((file, bytes) -> stored.lengths.put(name + "/" + file, bytes));
      } else {
        files.length(path).ifPresent(bytes -> stored.lengths.put(name, bytes));
      }
    }
    return stored;
  }

  private static void collect(
      Files files, Path folder, String prefix, boolean byLists, SortedMap<String, Long> lengths) {
    for (FileStatus entry : files.list(folder)) {
      String name = entry.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".") || name.equals(FolderContents.METRICS)) {
        continue;
      }
      if (entry.isDirectory()) {
        String below = prefix + name + "/";
        Optional<SortedMap<String, Long>> listed =
            byLists ? Tables.listed(files, entry.getPath()) : Optional.empty();
        listed.ifPresentOrElse(
            table -> table.forEach((file, bytes) -> lengths.put(below + file, bytes)),
            () -> collect(files, entry.getPath(), below, byLists, lengths));
      } else if (byLists && files.puts(folder)) {
        // What was deleted may be listed still.
        files.length(entry.getPath()).ifPresent(bytes -> lengths.put(prefix + name, bytes));
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
   * list does not name count for nothing. Cost: one listing of every folder, and a question for
   * every file that it lacks.
   */
  List<String> missing(Files files, Path folder) {
    SortedMap<String, Long> found = found(files, folder);
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

  /** What there is of these files; a listing that comes late tells less. */
  private SortedMap<String, Long> found(Files files, Path folder) {
    SortedMap<String, Long> found = new TreeMap<>();
    collect(files, folder, "", false, found);
    for (String path : lengths.keySet()) {
      if (!found.containsKey(path)) {
        files.length(new Path(folder, path)).ifPresent(bytes -> found.put(path, bytes));
      }
    }
    return found;
  }

  /** This list without the files that are not there with their lengths. */
  StoredFiles remaining(Files files, Path folder) {
    SortedMap<String, Long> found = found(files, folder);
    SortedMap<String, Long> remaining = new TreeMap<>(lengths);
    remaining.entrySet().removeIf(file -> !file.getValue().equals(found.get(file.getKey())));
    return new StoredFiles(remaining);
  }
}
