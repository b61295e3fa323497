package polya.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The file of a {@link Lease}: made only where there is none, and removed only as it was read. */
abstract sealed class LeaseFile {
  /** The file of this path; empty where a file cannot be made in one step. */
  static Optional<LeaseFile> at(Configuration configuration, Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    FileSystem raw = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    if (raw instanceof RawLocalFileSystem disk) {
      return Optional.of(new Local(disk.pathToFile(path).toPath()));
    }
    return files.getScheme().equals("hdfs")
        ? Optional.of(new Distributed(files, path))
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
   * Removes the file if its text is the one given, in a step that only one of several wins.
   *
   * @param text what it must hold; empty for a text that is no mark
   */
  final boolean remove(Optional<String> text) throws IOException {
    String aside = unique();
    if (!moveTo(aside)) {
      return false;
    }
    Optional<String> moved = read(aside);
    delete(aside);
    boolean same = text.isEmpty() ? moved.flatMap(RunMark::parse).isEmpty() : moved.equals(text);
    if (!same && moved.isPresent()) {
      create(moved.get()); // Another run's, made between reading and moving: put back.
    }
    return same;
  }

  private static String unique() {
    return ".polya-lease-" + UUID.randomUUID();
  }

  /** On the local file system, without Hadoop's checksums. */
  private static final class Local extends LeaseFile {
    private final java.nio.file.Path path;

    Local(java.nio.file.Path path) {
      this.path = path;
    }

    @Override
    boolean canBeMade() {
      java.nio.file.Path folder = nearest();
      return java.nio.file.Files.isDirectory(folder) && java.nio.file.Files.isWritable(folder);
    }

    /** Its folder, or the nearest above that exists. */
    private java.nio.file.Path nearest() {
      java.nio.file.Path folder = path.toAbsolutePath().getParent();
      while (folder.getParent() != null && !java.nio.file.Files.exists(folder)) {
        folder = folder.getParent();
      }
      return folder;
    }

    @Override
    boolean create(String text) throws IOException {
      try {
        makeFolder();
        return make(text);
      } catch (NoSuchFileException | AccessDeniedException e) {
        // As Hadoop says it of what it is to write itself.
        throw new IOException("Mkdirs failed to create " + path.getParent(), e);
      }
    }

    private boolean make(String text) throws IOException {
      java.nio.file.Path draft = path.resolveSibling(unique());
      try {
        java.nio.file.Files.writeString(draft, text);
        link(draft, text);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        java.nio.file.Files.deleteIfExists(draft);
      }
    }

    private void makeFolder() throws IOException {
      if (!java.nio.file.Files.isDirectory(nearest())) {
        throw new ParentNotDirectoryException(nearest() + " is no folder");
      }
      java.nio.file.Files.createDirectories(path.toAbsolutePath().getParent());
    }

    /** Whole from the first moment; where a disk knows no links, empty for an instant. */
    private void link(java.nio.file.Path draft, String text) throws IOException {
      try {
        java.nio.file.Files.createLink(path, draft);
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (UnsupportedOperationException | FileSystemException e) {
        java.nio.file.Files.writeString(
            path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    }

    @Override
    Optional<String> read() throws IOException {
      return text(path);
    }

    private static Optional<String> text(java.nio.file.Path path) throws IOException {
      try {
        return Optional.of(java.nio.file.Files.readString(path));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }

    @Override
    Duration age() throws IOException {
      try {
        FileTime renewed = java.nio.file.Files.getLastModifiedTime(path);
        return Duration.between(renewed.toInstant(), Instant.now());
      } catch (NoSuchFileException e) {
        return Duration.ZERO;
      }
    }

    @Override
    void renew() {
      try {
        java.nio.file.Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
      } catch (IOException e) {
        // The next renewal may succeed.
      }
    }

    @Override
    boolean moveTo(String name) throws IOException {
      try {
        java.nio.file.Files.move(path, path.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
        return true;
      } catch (NoSuchFileException e) {
        return false;
      }
    }

    @Override
    void delete(String name) throws IOException {
      java.nio.file.Files.deleteIfExists(path.resolveSibling(name));
    }

    @Override
    Optional<String> read(String name) throws IOException {
      return text(path.resolveSibling(name));
    }
  }

  /** On HDFS, where creating without overwriting and renaming are one step each. */
  private static final class Distributed extends LeaseFile {
    private final FileSystem files;
    private final Path path;

    Distributed(FileSystem files, Path path) {
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
}
