package polya.spark.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The file of a {@link Lease}: made only where there is none, and removed only as it was read. */
abstract sealed class LeaseFile permits LocalLeaseFile, HdfsLeaseFile {
  /** The file of this path; empty where a file cannot be made in one step. */
  static Optional<LeaseFile> at(Configuration configuration, Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    FileSystem raw = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    if (raw instanceof RawLocalFileSystem disk) {
      return Optional.of(new LocalLeaseFile(disk.pathToFile(path).toPath()));
    }
    return files.getScheme().equals("hdfs")
        ? Optional.of(new HdfsLeaseFile(files, path))
        : Optional.empty();
  }

  /** Whether its folder, or the nearest that exists above it, lets a file be made. */
  abstract boolean canBeMade() throws IOException;

  /** Makes the file with its text, and its folder where needed; false if there is one. */
  abstract boolean create(String text) throws IOException;

  /** Its text, if it is there. */
  abstract Optional<String> read() throws IOException;

  /** How long ago it was renewed; nothing if it is not there. */
  abstract Duration age() throws IOException;

  /** Renews it; what goes wrong shows in its age. */
  abstract void renew();

  /** Puts the file aside in one step; false if it is not there. */
  abstract boolean moveTo(String name) throws IOException;

  abstract void delete(String name) throws IOException;

  abstract Optional<String> read(String name) throws IOException;

  /**
   * Removes the file if its text is the one given, to the letter, in a step that only one of
   * several wins; false if it is not there or has another text.
   */
  final boolean remove(String text) throws IOException {
    String aside = unique();
    if (!moveTo(aside)) {
      return false;
    }
    Optional<String> moved = read(aside);
    delete(aside);
    boolean same = moved.filter(text::equals).isPresent();
    if (!same && moved.isPresent()) {
      create(moved.get()); // Another run's, made between reading and moving: put back.
    }
    return same;
  }

  static String unique() {
    return ".polya-lease-" + UUID.randomUUID();
  }
}
