package polya.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import polya.Failure;

/**
 * Names that a person gives to paths, and which files are there under them. Globs have Hadoop's
 * grammar, but names with a colon do no harm: Hadoop's own search takes what stands before one for
 * the scheme of a URI, and fails for the whole folder.
 */
public final class InputPaths {
  /** What stands in a name for what the JVM could not read of it. */
  private static final char LOST = '\uFFFD';

  private static final Pattern HAS_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

  private InputPaths() {}

  /** The path of a name that is not empty; a colon without a slash after it is part of the name. */
  static Path of(String name) {
    int colon = name.indexOf(':');
    boolean inFirstPart = colon >= 0 && name.lastIndexOf('/', colon) < 0;
    return inFirstPart && !HAS_SCHEME.matcher(name).matches()
        ? new Path(null, null, name)
        : new Path(name);
  }

  /**
   * The file system that opens a path: the local one without its checksums where the name has a
   * colon, for that is no name of a checksum file to Hadoop.
   */
  public static FileSystem fileSystem(Path path, Configuration configuration) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return files instanceof LocalFileSystem local && path.getName().indexOf(':') >= 0
        ? local.getRawFileSystem()
        : files;
  }

  /** The names in one value: itself where it is there, else those between its commas. */
  public static List<String> names(Configuration configuration, String value) {
    try {
      boolean one = value.indexOf(',') < 0 || named(value, configuration).isPresent();
      return one ? List.of(value) : InputNames.split(value);
    } catch (IllegalArgumentException e) {
      return InputNames.split(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file or folder of exactly this name, if it is there. */
  static Optional<FileStatus> named(String name, Configuration configuration) throws IOException {
    Path path = of(name);
    return status(path.getFileSystem(configuration), path);
  }

  private static Optional<FileStatus> status(FileSystem files, Path path) throws IOException {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The file or folder of exactly this name, or else those that it names as a glob. */
  public static List<FileStatus> find(String name, Configuration configuration) throws IOException {
    Optional<FileStatus> named = named(name, configuration);
    return named.isPresent() ? List.of(named.get()) : matching(name, configuration);
  }

  private static List<FileStatus> matching(String glob, Configuration configuration)
      throws IOException {
    Path pattern = of(glob);
    FileSystem files = pattern.getFileSystem(configuration);
    List<FileStatus> found = new ArrayList<>();
    for (String one : expanded(pattern.toUri().getPath())) {
      // The scheme and the host are the pattern's, whatever stands in its braces.
      Path whole = files.makeQualified(new Path(null, null, one));
      found.addAll(walk(files, whole));
    }
    return found;
  }

  private static List<FileStatus> walk(FileSystem files, Path pattern) throws IOException {
    Path root = pattern;
    List<String> parts = new ArrayList<>();
    for (; root.getParent() != null; root = root.getParent()) {
      parts.add(0, root.getName());
    }
    List<Path> reached = List.of(root);
    for (String part : parts) {
      Optional<GlobFilter> filter = filter(part);
      List<Path> next = new ArrayList<>();
      for (Path folder : reached) {
        if (filter.isPresent()) {
          demandNames(files, folder, name -> filter.get().accept(new Path(null, null, name)));
          children(files, folder)
              .map(FileStatus::getPath)
              .filter(filter.get()::accept)
              .forEach(next::add);
        } else {
          next.add(new Path(folder, new Path(null, null, part.replaceAll("\\\\(.)", "$1"))));
        }
      }
      reached = next;
    }
    List<FileStatus> found = new ArrayList<>();
    for (Path path : reached) {
      status(files, path).ifPresent(found::add);
    }
    return found;
  }

  /** A glob with one of its braces filled in after the other; what is no glob is a name. */
  private static List<String> expanded(String glob) {
    try {
      return GlobExpander.expand(glob);
    } catch (IOException e) {
      return List.of(glob);
    }
  }

  /** What a part of a glob takes; nothing where it is a name: a bracket that is not closed too. */
  private static Optional<GlobFilter> filter(String part) {
    try {
      return Optional.of(new GlobFilter(part)).filter(GlobFilter::hasPattern);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Demands that the JVM can read the names of a local folder's files: Hadoop passes over those
   * that it cannot, without a word.
   *
   * @param wanted which names count
   * @throws Failure (input) if one of them is not UTF-8, or not read as such
   */
  public static void demandNames(FileSystem files, Path folder, Predicate<String> wanted) {
    FileSystem raw = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    String[] names = raw instanceof RawLocalFileSystem disk ? disk.pathToFile(folder).list() : null;
    for (String name : names == null ? new String[0] : names) {
      if (name.indexOf(LOST) >= 0 && wanted.test(name)) {
        throw Failure.input(
            "Cannot read "
                + folder
                + ": the name "
                + name
                + " of a file in it is not UTF-8, or the JVM reads names as "
                + System.getProperty("sun.jnu.encoding")
                + "; names in UTF-8 and a locale of UTF-8 are needed. Rename the file, or set"
                + " LC_ALL=C.UTF-8.");
      }
    }
  }

  private static Stream<FileStatus> children(FileSystem files, Path folder) throws IOException {
    boolean isFolder = status(files, folder).filter(FileStatus::isDirectory).isPresent();
    return isFolder ? Stream.of(files.listStatus(folder)) : Stream.empty();
  }
}
