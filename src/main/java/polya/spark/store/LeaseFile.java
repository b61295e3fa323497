package polya.spark.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import polya.spark.GuardedFile;

/** The file of a {@link Lease}: made only where there is none, and removed only as it was read. */
abstract sealed class LeaseFile permits MovableLeaseFile, StoreLeaseFile {
  /** The file of this path; empty where a file cannot be made in one step. */
  static Optional<LeaseFile> at(Configuration configuration, Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    FileSystem raw = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    if (raw instanceof RawLocalFileSystem disk) {
      return Optional.of(new LocalLeaseFile(disk.pathToFile(path).toPath()));
    }
    return files.getUri().getScheme().equals("hdfs")
        ? Optional.of(new HdfsLeaseFile(files, path))
        : GuardedFile.of(configuration, path).map(StoreLeaseFile::new);
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

  /**
   * Puts another text in the place of the one that was read, or of none, in steps that only one of
   * several runs wins; false if another run was quicker.
   */
  abstract boolean take(Optional<String> from, String text) throws IOException;

  /**
   * Removes the file if its text is the one given, to the letter, in a step that only one of
   * several wins; false if it is not there or has another text.
   */
  abstract boolean remove(String text) throws IOException;
}
