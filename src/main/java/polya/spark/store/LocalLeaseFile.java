package polya.spark.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.ParentNotDirectoryException;

/** On the local file system, without Hadoop's checksums. */
final class LocalLeaseFile extends MovableLeaseFile {
  private final Path path;

  LocalLeaseFile(Path path) {
    this.path = path;
  }

  @Override
  boolean canBeMade() {
    Path folder = nearest();
    return Files.isDirectory(folder) && Files.isWritable(folder);
  }

  /** Its folder, or the nearest above that exists. */
  private Path nearest() {
    Path folder = path.toAbsolutePath().getParent();
    while (folder.getParent() != null && !Files.exists(folder)) {
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
    Path draft = path.resolveSibling(unique());
    try {
      Files.writeString(draft, text);
      link(draft, text);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void makeFolder() throws IOException {
    if (!Files.isDirectory(nearest())) {
      throw new ParentNotDirectoryException(nearest() + " is no folder");
    }
    Files.createDirectories(path.toAbsolutePath().getParent());
  }

  /** Whole from the first moment; where a disk knows no links, empty for an instant. */
  private void link(Path draft, String text) throws IOException {
    try {
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.writeString(path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }

  @Override
  Optional<String> read() throws IOException {
    return text(path);
  }

  private static Optional<String> text(Path path) throws IOException {
    try {
      return Optional.of(Files.readString(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  Duration age() throws IOException {
    try {
      FileTime renewed = Files.getLastModifiedTime(path);
      return Duration.between(renewed.toInstant(), Instant.now());
    } catch (NoSuchFileException e) {
      return Duration.ZERO;
    }
  }

  @Override
  void renew() {
    try {
      Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // The next renewal may succeed.
    }
  }

  @Override
  boolean moveTo(String name) throws IOException {
    try {
      Files.move(path, path.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  void delete(String name) throws IOException {
    Files.deleteIfExists(path.resolveSibling(name));
  }

  @Override
  Optional<String> read(String name) throws IOException {
    return text(path.resolveSibling(name));
  }
}
