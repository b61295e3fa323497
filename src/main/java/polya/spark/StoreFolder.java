package polya.spark;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import polya.Failure;

/**
 * A folder that holds one store (a corpus, a model, a result). Data go to a folder of their own
 * run; the manifest, written last by one replacing rename, names it. Without its manifest the store
 * does not exist for any reader, so no reader ever sees half an output.
 */
public final class StoreFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private static final String METRICS = "metrics.jsonl";

  private final Files files;
  private final Path path;
  private final String manifest;
  private final String data;
  private final boolean occupied;

  private StoreFolder(Files files, Path path, String manifest, String data, boolean occupied) {
    this.files = files;
    this.path = path;
    this.manifest = manifest;
    this.data = data;
    this.occupied = occupied;
  }

  /**
   * Checks that a store may be written here; changes nothing yet.
   *
   * @param what the noun for messages: corpus, model, …
   * @param manifest the manifest's file name
   * @param overwrite whether a store of the same kind may be replaced
   * @throws Failure (output in the way) if a store is there and {@code overwrite} is false, or if
   *     the path is a file or holds anything that no Polya job wrote
   */
  public static StoreFolder claim(
      Configuration configuration, String path, String what, String manifest, boolean overwrite) {
    Files files = new Files(configuration);
    Path folder = new Path(path);
    if (files.isFile(folder)) {
      throw inTheWay(what, path, "a file is there", "Name a folder with --output.");
    }
    boolean occupied = false;
    for (FileStatus entry : files.list(folder)) {
      String name = entry.getPath().getName();
      occupied |= name.equals(manifest);
      if (name.equals(manifest) && !overwrite) {
        throw inTheWay(
            what,
            path,
            "a " + what + " is there already",
            "Give --overwrite to replace it, or another --output.");
      }
      if (!ours(name, manifest)) {
        throw inTheWay(
            what,
            path,
            "the folder holds " + name + ", which is no part of a " + what,
            "Name another --output.");
      }
    }
    String run = STAMP.format(Instant.now()) + "-" + UUID.randomUUID().toString().substring(0, 8);
    return new StoreFolder(files, folder, manifest, "data-" + run, occupied);
  }

  private static Failure inTheWay(String what, String path, String found, String remedy) {
    return Failure.outputInTheWay(
        "Cannot write " + what + " to " + path + ": " + found + "; nothing was changed. " + remedy);
  }

  private static boolean ours(String name, String manifest) {
    return name.equals(manifest)
        || name.equals("run.json")
        || name.equals(METRICS)
        || name.startsWith("data-")
        || name.startsWith(".");
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  /** The name of this run's data folder, for the manifest. */
  public String dataName() {
    return data;
  }

  /** A place inside this run's data folder. */
  public String dataPath(String name) {
    return new Path(new Path(path, data), name).toString();
  }

  /** Whether a store was here when the folder was claimed. */
  public boolean occupied() {
    return occupied;
  }

  /**
   * Where this run writes its metrics, a line a round: in the folder itself, or, as long as a store
   * is there with metrics of its own, beside this run's data.
   */
  public Path metrics() {
    return new Path(occupied ? new Path(path, data) : path, METRICS);
  }

  /** Publishes the store: writes the manifest, then puts the folder in order. */
  public void commit(String manifestText) {
    files.replace(new Path(path, manifest), manifestText);
    settle(data);
  }

  /**
   * What follows a commit, again and again without harm: puts the metrics of the store's run in
   * their place and removes the data of other runs.
   *
   * @param published the name of the data folder that the manifest names
   */
  public void settle(String published) {
    Path metrics = new Path(new Path(path, published), METRICS);
    if (files.isFile(metrics)) {
      files.move(metrics, new Path(path, METRICS));
    }
    for (FileStatus entry : files.list(path)) {
      String name = entry.getPath().getName();
      if (name.startsWith("data-") && !name.equals(published)) {
        files.delete(entry.getPath());
      }
    }
  }

  /** Removes what this run wrote; a store that was there before stays as it was. */
  public void abandon() {
    files.delete(new Path(path, data));
  }
}
