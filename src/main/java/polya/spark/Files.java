package polya.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** The few file operations that stores and run records need, on any Hadoop file system. */
public final class Files {
  private final Configuration configuration;

  /** Files as this configuration sees them. */
  public Files(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Whether a file or folder is there. */
  public boolean exists(Path path) {
    try {
      return path.getFileSystem(configuration).exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a file, not a folder, is there. */
  public boolean isFile(Path path) {
    try {
      return path.getFileSystem(configuration).getFileStatus(path).isFile();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text, or nothing if there is no such file. */
  public Optional<String> read(Path path) {
    try (FSDataInputStream in = path.getFileSystem(configuration).open(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a small file so that a reader sees the old text or the new one, never a part. */
  public void replace(Path path, String text) {
    Path draft = new Path(path.getParent(), "." + path.getName() + ".new");
    boolean moved = false;
    try {
      try (FSDataOutputStream out = create(draft)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      move(draft, path);
      moved = true;
    } finally { // Not a catch: Hadoop tells of a full disk by an error.
      if (!moved) {
        delete(draft);
      }
    }
  }

  /** Deletes a file or a folder with all it holds; nothing happens where there is none. */
  public void delete(Path path) {
    try {
      path.getFileSystem(configuration).delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a folder holds: nothing if it does not exist. */
  public List<FileStatus> list(Path path) {
    try {
      FileSystem files = path.getFileSystem(configuration);
      return new ArrayList<>(List.of(files.listStatus(path)));
    } catch (FileNotFoundException e) {
      return new ArrayList<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves a file to where a reader sees the old one or this one, whole. */
  public void move(Path from, Path to) {
    try {
      if (to.getFileSystem(configuration) instanceof LocalFileSystem local) {
        // Hadoop would delete the old file first, and move the checksums by themselves.
        local.getRawFileSystem().delete(local.getChecksumFile(to), false);
        local.getRawFileSystem().delete(local.getChecksumFile(from), false);
        java.nio.file.Files.move(
            local.pathToFile(from).toPath(),
            local.pathToFile(to).toPath(),
            StandardCopyOption.ATOMIC_MOVE);
      } else {
        FileContext.getFileContext(to.toUri(), configuration).rename(from, to, Rename.OVERWRITE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's bytes as a stream. */
  FSDataInputStream open(Path path) throws IOException {
    return path.getFileSystem(configuration).open(path);
  }

  /** A stream into a new file; its folder is made where needed. */
  public FSDataOutputStream create(Path path) {
    try {
      return path.getFileSystem(configuration).create(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
