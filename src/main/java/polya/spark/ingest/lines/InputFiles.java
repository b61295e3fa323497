package polya.spark.ingest.lines;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import polya.Failure;
import polya.spark.InputPaths;

/**
 * The files of an input, in the order of their paths, and how their lines are read: tasks stream
 * {@link FileRanges ranges} of files, so that memory is one line; positions are those of the file.
 */
public final class InputFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SerializableConfiguration configuration;
  private final List<String> paths;
  private final List<Long> lengths;
  private final ReadingLimits limits;

  private InputFiles(
      SerializableConfiguration configuration,
      SortedMap<String, Long> files,
      ReadingLimits limits) {
    this.configuration = configuration;
    this.paths = new ArrayList<>(files.keySet());
    this.lengths = new ArrayList<>(files.values());
    this.limits = limits;
  }

  /**
   * Finds the files.
   *
   * @param inputs each a file, a folder (its files, not those of folders inside; names that begin
   *     with _ or . are left out) or a glob, or several of them with commas between. What is there
   *     under just this name is meant, whatever its characters mean elsewhere
   * @param limits how much is read of a line and of a file
   * @throws Failure (input) if one of the inputs names no file
   */
  public static InputFiles of(
      Configuration configuration, List<String> inputs, ReadingLimits limits) {
    return of(
        configuration,
        inputs,
        limits,
        (input, found) ->
            Failure.input(
                "Cannot read input "
                    + input
                    + ": "
                    + found
                    + "; a file, a folder with files or a glob is needed. Correct --input."));
  }

  /**
   * The one file of a name: as it stands, or a folder or a glob with one file.
   *
   * @param refuse what is thrown if there is no file, or several, given what was found
   */
  public static InputFiles one(
      Configuration configuration,
      String name,
      ReadingLimits limits,
      Function<String, ? extends RuntimeException> refuse) {
    SortedMap<String, Long> found = new TreeMap<>();
    add(configuration, name, found, (input, reason) -> refuse.apply(reason));
    if (found.size() > 1) {
      throw refuse.apply("it is " + found.size() + " files, not one");
    }
    return new InputFiles(new SerializableConfiguration(configuration), found, limits);
  }

  private static InputFiles of(
      Configuration configuration,
      List<String> inputs,
      ReadingLimits limits,
      BiFunction<String, String, RuntimeException> refuse) {
    SortedMap<String, Long> found = new TreeMap<>();
    for (String input : inputs) {
      InputPaths.names(configuration, input)
          .forEach(name -> add(configuration, name, found, refuse));
    }
    return new InputFiles(new SerializableConfiguration(configuration), found, limits);
  }

  private static void add(
      Configuration configuration,
      String name,
      SortedMap<String, Long> found,
      BiFunction<String, String, RuntimeException> refuse) {
    if (name.isEmpty()) {
      throw refuse.apply("\"\"", "a name is empty");
    }
    try {
      List<FileStatus> named = InputPaths.find(name, configuration);
      int files = 0;
      for (FileStatus status : named) {
        files += add(status.getPath().getFileSystem(configuration), status, found);
      }
      if (files == 0) {
        throw refuse.apply(name, named.isEmpty() ? "no such file" : "it holds no file");
      }
    } catch (IllegalArgumentException e) {
      if (e.getCause() == null || e.getCause() instanceof URISyntaxException) {
        throw refuse.apply(name, "its file system has no such names (" + e.getMessage() + ")");
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int add(FileSystem files, FileStatus status, Map<String, Long> paths)
      throws IOException {
    if (status.isFile()) {
      paths.put(status.getPath().toString(), status.getLen());
      return 1;
    }
    int n = 0;
    InputPaths.demandNames(files, status.getPath(), InputFiles::isShown);
    for (FileStatus inside : files.listStatus(status.getPath())) {
      if (inside.isFile() && isShown(inside.getPath().getName())) {
        paths.put(inside.getPath().toString(), inside.getLen());
        n++;
      }
    }
    return n;
  }

  private static boolean isShown(String name) {
    return !name.startsWith("_") && !name.startsWith(".");
  }

  /** How many files there are. */
  public int size() {
    return paths.size();
  }

  /** How many bytes they have together, as they lie there, compressed or not. */
  public long bytes() {
    return lengths.stream().mapToLong(Long::longValue).sum();
  }

  /** How many bytes a file has, as it lies there. */
  public long length(int file) {
    return lengths.get(file);
  }

  /** Whether a file is compressed, by its name. */
  boolean isCompressed(int file) {
    Path at = new Path(paths.get(file));
    return new CompressionCodecFactory(configuration.value()).getCodec(at) != null;
  }

  /** The path of a file. */
  public String path(int file) {
    return paths.get(file);
  }

  /** The longest line that is read, in bytes. */
  public int maxLineLength() {
    return limits.lineLength();
  }

  /** Opens a file, here and now. */
  public LineReader open(int file) {
    return open(FileRange.whole(file));
  }

  private LineReader open(FileRange range) {
    return LineReader.open(configuration.value(), paths.get(range.file), range, limits);
  }

  /** All lines, in the order of the files. */
  public JavaRDD<Line> lines(JavaSparkContext context) {
    return ranges(context).flatMap(this::openInTask);
  }

  /** What tasks read, in the order of the files. */
  public JavaRDD<FileRange> ranges(JavaSparkContext context) {
    List<FileRange> ranges = FileRanges.of(this, context);
    return context.parallelize(ranges, FileRanges.tasks(this, ranges, context));
  }

  /** One range for each file, in the order of the files. */
  public JavaRDD<FileRange> wholes(JavaSparkContext context) {
    List<FileRange> wholes = IntStream.range(0, size()).mapToObj(FileRange::whole).toList();
    return context.parallelize(wholes, FileRanges.tasks(this, wholes, context));
  }

  /** Some bytes of a file, as they lie there; fewer if it has not as many. */
  public byte[] bytes(int file, long from, int n) throws IOException {
    try (FSDataInputStream in = opened(file)) {
      in.seek(Math.max(0, from));
      return in.readNBytes(n);
    }
  }

  private FSDataInputStream opened(int file) throws IOException {
    Path at = new Path(paths.get(file));
    return InputPaths.fileSystem(at, configuration.value()).open(at);
  }

  /** Whether the lines of a file end with carriage returns. */
  boolean isByReturns(int file) {
    return LineBreak.isReturn(configuration.value(), new Path(paths.get(file)), limits);
  }

  /** How many lines begin in a range of a file that is not compressed. */
  long countLines(FileRange range) throws IOException {
    try (FSDataInputStream in = opened(range.file)) {
      in.seek(Math.max(0, range.begin - 1));
      return LineCount.of(in, range);
    }
  }

  /** Opens a range that is closed when the task ends, however it ends. */
  public LineReader openInTask(FileRange range) {
    LineReader reader = open(range);
    TaskCompletionListener close = context -> reader.close();
    TaskContext.get().addTaskCompletionListener(close);
    return reader;
  }

  /**
   * What stands before a position in the id of a document that has no other id: nothing if there is
   * one file, else the file's name, or its path where two files have one name.
   */
  public List<String> idPrefixes() {
    List<String> prefixes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean distinct = true;
    for (String path : paths) {
      String name = new Path(path).getName();
      distinct &= names.add(name);
      prefixes.add(name + ":");
    }
    if (paths.size() == 1) {
      return List.of("");
    }
    return distinct ? prefixes : paths.stream().map(path -> path + ":").toList();
  }
}
