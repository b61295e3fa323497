package polya.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** The few file operations that stores and run records need, on any Hadoop file system. */
public final class Files {
  private static final int LINE = 1 << 16;
  private static final String DRAFT = ".new";

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
    return length(path).isPresent();
  }

  /** How many bytes a file has; nothing if there is no such file. */
  public Optional<Long> length(Path path) {
    try {
      FileStatus status = path.getFileSystem(configuration).getFileStatus(path);
      return status.isFile() ? Optional.of(status.getLen()) : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file, if its file system can hold it against what was there: an object store's. */
  public Optional<GuardedFile> guarded(Path path) {
    return GuardedFile.of(configuration, path);
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

  /** A file's first line, cut at 64 KiB; nothing if there is no such file. */
  public Optional<String> firstLine(Path path) {
    try (FSDataInputStream in = open(path)) {
      String text = new String(in.readNBytes(LINE), StandardCharsets.UTF_8);
      return text.lines().findFirst();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A path as Spark's readers and globs take it: for the file of this name, whatever characters it
   * has.
   */
  public static String literal(String path) {
    return path.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
  }

  /**
   * Whether this file system is an object store, or is to be treated as one ({@code
   * polya.store.commit}): files come to be by one create there, since a rename is not one step, and
   * what a listing tells may be late.
   *
   * @throws polya.Failure (usage) if the configuration has a value that does not exist
   */
  public boolean puts(Path path) {
    try {
      return StoreCommit.isPut(configuration, path.getFileSystem(configuration).getUri());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a small file so that a reader sees the old text or the new one, never a part. Its draft
   * has a name that no other run's has, and does not stay where it cannot be finished; one that
   * another run has swept away is written again. On an object store there is no draft.
   */
  public void replace(Path path, String text) {
    replace(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a small file of any bytes so. */
  public void replace(Path path, byte[] bytes) {
    if (puts(path)) {
      put(create(path), bytes);
      return;
    }
    for (int again = 2; !replaced(path, bytes, again == 0); again--) {
      // Written again.
    }
  }

  /** Whether a file was written; where its draft is gone, that is no failure unless the last. */
  private boolean replaced(Path path, byte[] bytes, boolean last) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    Path draft = new Path(path.getParent(), "." + path.getName() + "." + unique + DRAFT);
    boolean moved = false;
    try {
      try (FSDataOutputStream out = create(draft)) {
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      demandLength(draft, bytes.length);
      move(draft, path);
      moved = true;
      return true;
    } catch (UncheckedIOException e) {
      if (last || !isGone(e.getCause())) {
        throw e;
      }
      return false;
    } finally {
      if (!moved) {
        discard(draft);
      }
    }
  }

  /** Writes and closes a stream; where it cannot be written to the end, nothing is put. */
  static void put(FSDataOutputStream out, byte[] bytes) {
    boolean written = false;
    try (FSDataOutputStream closing = out) {
      try {
        closing.write(bytes);
        written = true;
      } finally {
        if (!written && closing.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
          closing.abort();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isGone(IOException e) {
    return e instanceof FileNotFoundException || e instanceof NoSuchFileException;
  }

  /** Deletes the drafts of a file that runs left which were killed as they wrote it. */
  public void sweep(Path path) {
    String drafts = Pattern.quote("." + path.getName()) + "\\.[0-9a-f]{8}" + Pattern.quote(DRAFT);
    list(path.getParent()).stream()
        .filter(file -> file.isFile() && file.getPath().getName().matches(drafts))
        .forEach(file -> delete(file.getPath()));
  }

  /** Deletes what failed to be written, if that can be; the failure itself says more. */
  private void discard(Path draft) {
    try {
      delete(draft);
    } catch (UncheckedIOException e) {
      // A disk that refuses one refuses the other.
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
      if (puts(to)) {
        FileUtil.copy(
            from.getFileSystem(configuration),
            from,
            to.getFileSystem(configuration),
            to,
            true,
            true,
            configuration);
      } else if (to.getFileSystem(configuration) instanceof LocalFileSystem local) {
        // Hadoop would delete the old file first, and move the checksums by themselves.
        local.getRawFileSystem().delete(local.getChecksumFile(to), false);
        local.getRawFileSystem().delete(local.getChecksumFile(from), false);
        java.nio.file.Files.move(
            local.pathToFile(from).toPath(),
            local.pathToFile(to).toPath(),
            StandardCopyOption.ATOMIC_MOVE);
      } else {
        FileContext.getFileContext(to.toUri(), configuration).rename(from, to, Rename.OVERWRITE);
        demandMoved(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A disk may say that it wrote what it did not. */
  private void demandLength(Path file, long bytes) throws UncheckedIOException {
    try {
      long there = file.getFileSystem(configuration).getFileStatus(file).getLen();
      if (there != bytes) {
        throw new IOException(file + " has " + there + " bytes of " + bytes + " written");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** File contexts pay no heed to a file system that answers no. */
  private void demandMoved(Path from, Path to) throws IOException {
    if (exists(from) || !exists(to)) {
      throw new IOException("the file system did not rename " + from + " to " + to);
    }
  }

  /** The file system of a path, as whoever asks may use it: for threads that are made to help. */
  public FileSystem system(Path path) {
    try {
      return path.getFileSystem(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's bytes as a stream. */
  public FSDataInputStream open(Path path) throws IOException {
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
