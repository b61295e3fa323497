package polya.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** On HDFS, where creating without overwriting and renaming are one step each. */
final class HdfsLeaseFile extends MovableLeaseFile {
  private final FileSystem files;
  private final Path path;

  HdfsLeaseFile(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  @Override
  boolean canBeMade() {
    return true; // Permissions are told by the attempt.
  }

  @Override
  boolean create(String text) throws IOException {
    Path draft = new Path(path.getParent(), unique());
    try {
      try (OutputStream out = files.create(draft, false)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return files.rename(draft, path); // HDFS replaces no file.
    } finally {
      files.delete(draft, false);
    }
  }

  @Override
  Optional<String> read() throws IOException {
    return text(path);
  }

  private Optional<String> text(Path path) throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  Duration age() throws IOException {
    try {
      long renewed = files.getFileStatus(path).getModificationTime();
      return Duration.between(Instant.ofEpochMilli(renewed), Instant.now());
    } catch (FileNotFoundException e) {
      return Duration.ZERO;
    }
  }

  @Override
  void renew() {
    try {
      files.setTimes(path, System.currentTimeMillis(), -1);
    } catch (IOException e) {
      // The next renewal may succeed.
    }
  }

  @Override
  boolean moveTo(String name) throws IOException {
    return files.rename(path, new Path(path.getParent(), name));
  }

  @Override
  void delete(String name) throws IOException {
    files.delete(new Path(path.getParent(), name), false);
  }

  @Override
  Optional<String> read(String name) throws IOException {
    return text(new Path(path.getParent(), name));
  }
}
