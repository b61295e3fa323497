package polya.spark.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.Files;

/**
 * What runs that crashed left in the folder of an output: data that no manifest names, files that
 * never came to their place, and checkpoints. Only what carries the output's own {@link RunMark},
 * or lies under a name of Polya's beside its manifest, counts.
 */
public final class LeftOvers implements AutoCloseable {
  private final Files files;
  private final Path folder;
  private final Lease lease;

  private LeftOvers(Files files, String path, Lease lease) {
    this.files = files;
    this.folder = new Path(path);
    this.lease = lease;
  }

  /**
   * Something left over.
   *
   * @param path where
   * @param bytes how many bytes it holds
   * @param checkpoint whether a run can go on from it
   */
  public record Item(Path path, long bytes, boolean checkpoint) {}

  /**
   * Looks into an output, which no run may be writing to until this is closed.
   *
   * @throws Failure (input) if there is no such folder, or no run of Polya wrote there; (output in
   *     the way) if one does
   */
  public static LeftOvers of(Configuration configuration, String path, boolean breakLease) {
    Files files = new Files(configuration);
    Lease lease =
        files.exists(new Path(path))
            ? Lease.take(configuration, path, "clean-up", breakLease)
            : null;
    LeftOvers left = new LeftOvers(files, path, lease);
    if (lease == null || !left.isPolyas()) {
      left.close();
      throw Failure.input(
          "Cannot clean "
              + path
              + ": no manifest or mark of Polya's is in it; one is needed. Give the folder of a"
              + " corpus, model, result or grid.");
    }
    return left;
  }

  private boolean isPolyas() {
    return !kinds().isEmpty() || !contents(OutputKind.MODEL).marked().isEmpty();
  }

  private FolderContents contents(OutputKind kind) {
    return FolderContents.of(files, folder, lease.mark().output(), kind);
  }

  /** The kinds of output whose manifests are here. */
  private List<FolderContents> kinds() {
    List<FolderContents> kinds = new ArrayList<>();
    for (FileStatus entry : files.list(folder)) {
      String name = entry.getPath().getName();
      if (entry.isFile() && name.matches("[a-z]+\\.json") && !name.equals(FolderContents.RECORD)) {
        FolderContents contents = contents(OutputKind.result(name));
        if (contents.manifest()) {
          kinds.add(contents);
        }
      }
    }
    return kinds;
  }

  /** What is left over, in the order of the names; of a grid, what its cells' models left too. */
  public List<Item> items() {
    List<FolderContents> kinds = kinds();
    FolderContents any = kinds.isEmpty() ? contents(OutputKind.MODEL) : kinds.get(0);
    List<Item> items = new ArrayList<>();
    for (FileStatus entry : files.list(folder)) {
      String name = entry.getPath().getName();
      boolean named = kinds.stream().anyMatch(kind -> kind.data().filter(name::equals).isPresent());
      Optional<RunMark> mark =
          any.marked().stream()
              .filter(folder -> folder.name().equals(name))
              .map(FolderContents.Marked::mark)
              .findAny();
      boolean data = mark.isPresent() && name.startsWith(FolderContents.DATA);
      boolean old = !kinds.isEmpty() && entry.isDirectory() && FolderContents.isOldData(name);
      boolean checkpoint = mark.isPresent() && name.equals(OutputKind.CHECKPOINTS);
      boolean dead = mark.isEmpty() || lease.isLeftOver(mark.get());
      if (!named && dead && (data || old || checkpoint || any.begun().contains(name))) {
        items.add(new Item(entry.getPath(), bytes(entry), checkpoint));
      }
    }
    return items;
  }

  private long bytes(FileStatus entry) {
    return entry.isFile()
        ? entry.getLen()
        : files.list(entry.getPath()).stream().mapToLong(this::bytes).sum();
  }

  /** The models of a grid's cells, which are outputs of their own; none elsewhere. */
  public List<String> inner() {
    List<String> models = new ArrayList<>();
    Path cells = new Path(folder, OutputKind.CELLS);
    boolean grid =
        files.isFile(new Path(folder, OutputKind.GRID.manifest()))
            || RunMark.in(files, cells).isPresent();
    for (FileStatus cell : grid ? files.list(cells) : List.<FileStatus>of()) {
      Path model = new Path(cell.getPath(), "model");
      if (files.exists(new Path(model, ModelStore.MANIFEST))
          || files.exists(new Path(model, OutputKind.CHECKPOINTS))) {
        models.add(model.toString());
      }
    }
    return models;
  }

  /** Removes one of the items. */
  public void remove(Item item) {
    lease.demand();
    RunMark.delete(files, item.path());
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
