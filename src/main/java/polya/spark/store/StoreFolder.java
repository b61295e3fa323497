package polya.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.Files;
import polya.spark.GuardedFile;
import polya.spark.Json;

/**
 * A folder that holds one store (a corpus, a model, a result), claimed by one run until it is
 * closed. Data go to a folder of their own run; the manifest, written last in one step ({@link
 * Files#replace}), names it and lists its files. Without its manifest the store does not exist for
 * any reader, so no reader ever sees half an output.
 *
 * <p>What is deleted or replaced is what the manifest names, or what carries the mark of a run of
 * this very output; a folder that holds anything else is in the way and stays as it is.
 */
public final class StoreFolder implements AutoCloseable {
  /**
   * To the millisecond, since names tell which of two runs began first; sorts after whole seconds.
   */
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final Files files;
  private final Path path;
  private final OutputKind kind;
  private final String data;
  private final FolderContents before;
  private final Lease lease;

  /** The manifest, where the file system can hold it against what was there, and what that was. */
  private final Optional<GuardedFile> guarded;

  private final String tag;

  /** What was asked for below the data folder. */
  private final Set<String> names = new HashSet<>();

  /** Whether this run has metrics of its own. */
  private boolean hasMetrics;

  private boolean committed;

  private StoreFolder(
      Files files,
      Path path,
      OutputKind kind,
      FolderContents before,
      Lease lease,
      Optional<GuardedFile> guarded,
      String tag) {
    this.files = files;
    this.path = path;
    this.kind = kind;
    this.before = before;
    this.lease = lease;
    this.guarded = guarded;
    this.tag = tag;
    this.data =
        FolderContents.DATA
            + STAMP.format(Instant.now())
            + "-"
            + lease.mark().run().substring(0, 8);
  }

  /**
   * Claims a folder: checks that a store may be written here, and keeps other runs away until it is
   * closed. Nothing in the folder changes yet.
   *
   * @param overwrite whether a store of the same kind may be replaced
   * @param breakLease whether a run that has the folder loses it
   * @throws Failure (output in the way) if a store is there and {@code overwrite} is false, if the
   *     path is a file or holds anything that no Polya job wrote, or if another run writes there
   */
  public static StoreFolder claim(
      Configuration configuration,
      String path,
      OutputKind kind,
      boolean overwrite,
      boolean breakLease) {
    String what = kind.what();
    Files files = new Files(configuration);
    Path folder = new Path(path);
    if (files.isFile(folder)) {
      throw inTheWay(what, path, "a file is there", "Name a folder with --output.");
    }
    Lease lease = Lease.take(configuration, path, what, breakLease);
    boolean claimed = false;
    try {
      Optional<GuardedFile> guarded = files.guarded(new Path(folder, kind.manifest()));
      // First, so that what is read later is no older.
      String tag = guarded.map(GuardedFile::tag).orElse(GuardedFile.NONE);
      FolderContents contents = FolderContents.of(files, folder, lease.mark().output(), kind);
      if (!contents.foreign().isEmpty()) {
        throw foreign(what, path, contents);
      }
      if (contents.manifest() && !overwrite) {
        throw inTheWay(
            what,
            path,
            "a " + what + " is there already",
            "Give --overwrite to replace it, or another --output.");
      }
      StoreFolder store = new StoreFolder(files, folder, kind, contents, lease, guarded, tag);
      claimed = true;
      return store;
    } finally {
      if (!claimed) {
        lease.close();
      }
    }
  }

  /**
   * What a message says of a folder that holds what is not Polya's.
   *
   * @param what the noun for messages: corpus, model, …
   */
  static Failure foreign(String what, String path, FolderContents contents) {
    int others = contents.foreign().size() - 1;
    return inTheWay(
        what,
        path,
        "the folder holds "
            + contents.foreign().get(0)
            + (others > 0 ? " and " + others + " more" : "")
            + ", which is no part of a "
            + what
            + " of Polya's",
        "Name another --output; --overwrite replaces a " + what + ", never a folder.");
  }

  private static Failure inTheWay(String what, String path, String found, String remedy) {
    return Failure.outputInTheWay(
        "Cannot write " + what + " to " + path + ": " + found + "; nothing was changed. " + remedy);
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  /** The name of this run's data folder, for the manifest. */
  public String dataName() {
    return data;
  }

  /** This run's data folder, which is made and marked as this run's. */
  public String dataPath() {
    Path folder = new Path(path, data);
    mark(folder);
    return folder.toString();
  }

  /** A place inside this run's data folder, which is made and marked as this run's. */
  public String dataPath(String name) {
    names.add(name);
    return new Path(dataPath(), name).toString();
  }

  /**
   * Tells what is written below the data folder without {@link #dataPath(String)}: an object store
   * may not list it yet when it is published.
   */
  void holds(String... below) {
    names.addAll(List.of(below));
  }

  /**
   * A folder beside this run's data for what no manifest names, made and marked as this run's:
   * {@link #removeBeside} is due when it has served.
   */
  public Path beside(String name) {
    Path folder = new Path(path, data + "-" + name);
    mark(folder);
    return folder;
  }

  /** Removes such a folder; nothing happens where there is none. */
  public void removeBeside(String name) {
    delete(data + "-" + name);
  }

  /** Makes a folder inside this one and marks it as this run's, unless an earlier run did. */
  public void mark(Path folder) {
    if (!RunMark.isFor(files, folder, lease.mark().output())) {
      lease.mark().put(files, folder);
    }
  }

  /** Whether a store was here when the folder was claimed. */
  public boolean occupied() {
    return before.manifest();
  }

  /**
   * Where this run writes its metrics, a line a round: in the folder itself, or, as long as a store
   * is there with metrics of its own, and on object stores, beside this run's data.
   */
  public Path metrics() {
    hasMetrics = true;
    return occupied() || files.puts(path)
        ? new Path(dataPath(), FolderContents.METRICS)
        : new Path(path, FolderContents.METRICS);
  }

  /**
   * Demands that no other run took the folder over; asked before anything is published.
   *
   * @throws Failure (output in the way) if one did
   */
  public void demandLease() {
    lease.demand();
  }

  /** Whether no other run is known to have taken the folder over. */
  public boolean isHeld() {
    return lease.isHeld();
  }

  /**
   * Publishes the store: writes the manifest, with the list of the data's files added to it, then
   * puts the folder in order.
   *
   * @throws Failure (output in the way) if another run took the folder over
   */
  public void commit(String manifestText) {
    WholeTables.demand(files, new Path(path, data));
    String text = listing(manifestText);
    demandLease();
    if (guarded.isPresent()) {
      if (!guarded.get().replace(tag, text)) {
        demandLease();
        throw inTheWay(
            kind.what(),
            path.toString(),
            "another run published there meanwhile",
            "Let one run at a time write there.");
      }
    } else {
      files.replace(new Path(path, kind.manifest()), text);
    }
    committed = true;
    settle(data);
  }

  private String listing(String manifestText) {
    StoredFiles stored = StoredFiles.of(files, new Path(path, data), names);
    if (stored.lengths().isEmpty()) {
      return manifestText;
    }
    try {
      ObjectNode json = (ObjectNode) Json.read(manifestText);
      stored.addTo(json);
      return Json.pretty(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is JSON", e);
    }
  }

  /**
   * What follows a commit, again and again without harm: puts the metrics of the store's run in
   * their place and removes the data that the manifest named before, and those that ended runs of
   * this output left. A run that another took the folder from leaves it as it is.
   *
   * @param published the name of the data folder that the manifest names
   */
  public void settle(String published) {
    if (!isHeld()) {
      return;
    }
    Path metrics = new Path(new Path(path, published), FolderContents.METRICS);
    if (files.isFile(metrics)) {
      files.move(metrics, new Path(path, FolderContents.METRICS));
    } else if (published.equals(data) && !hasMetrics) {
      files.delete(new Path(path, FolderContents.METRICS)); // They tell of the store before.
    }
    before.data().filter(name -> !name.equals(published)).ifPresent(this::delete);
    for (FolderContents.Marked folder : before.marked()) {
      if (folder.name().startsWith(FolderContents.DATA)
          && !folder.name().equals(published)
          && lease.isLeftOver(folder.mark())) {
        delete(folder.name());
      }
    }
    if (lease.isExclusive()) {
      before.begun().forEach(this::delete);
    }
  }

  private void delete(String name) {
    RunMark.delete(files, new Path(path, name));
  }

  /**
   * Removes what this run wrote; a store that was there before stays as it was. What was published
   * stays too, whatever failed after that.
   */
  public void abandon() {
    if (!committed && !isPublished()) {
      delete(data);
    }
  }

  /** Whether the manifest names the data: a rename may fail for this side alone. */
  private boolean isPublished() {
    return FolderContents.data(files, new Path(path, kind.manifest()))
        .filter(data::equals)
        .isPresent();
  }

  /**
   * Takes back the store that was published here: its manifest first, so that it is gone for every
   * reader, then its data and what runs recorded of it. The folder goes too if nothing else is in
   * it.
   */
  public void retract() {
    demandLease();
    FolderContents now = FolderContents.of(files, path, lease.mark().output(), kind);
    files.delete(new Path(path, kind.manifest()));
    now.data().ifPresent(this::delete);
    now.marked().forEach(folder -> delete(folder.name()));
    files.delete(new Path(path, FolderContents.METRICS));
    // A store has no folders, and may show less than there is.
    if (!files.puts(path)
        && files.list(path).stream().allMatch(e -> Lease.isLease(e.getPath().getName()))) {
      files.delete(path);
    }
  }

  /** Lets other runs have the folder. */
  @Override
  public void close() {
    lease.close();
  }
}
