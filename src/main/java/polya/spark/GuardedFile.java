package polya.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * A file of an object store that is replaced only as it was seen: the store itself compares, in the
 * step that makes the file. So of several who replace the same text one wins, and the others are
 * told. Known by Hadoop's path capabilities, which S3A has from 3.4.2 on.
 */
public final class GuardedFile {
  /** The tag of a file that is not there. */
  public static final String NONE = "";

  private final Configuration configuration;
  private final FileSystem files;
  private final Path path;

  private GuardedFile(Configuration configuration, FileSystem files, Path path) {
    this.configuration = configuration;
    this.files = files;
    this.path = path;
  }

  /** The file of this path; empty where the file system compares nothing. */
  public static Optional<GuardedFile> of(Configuration configuration, Path path) {
    try {
      FileSystem files = path.getFileSystem(configuration);
      Path whole = files.makeQualified(path);
      boolean compares =
          files.hasPathCapability(
                  whole, CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)
              && files.hasPathCapability(
                  whole, CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG);
      return compares
          ? Optional.of(new GuardedFile(configuration, files, whole))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What tells this text of the file from every other one, and from none. */
  public String tag() {
    try {
      FileStatus status = files.getFileStatus(path);
      if (status instanceof EtagSource source && source.getEtag() != null) {
        return source.getEtag();
      }
      throw new IllegalStateException(path + " has no ETag, though its file system compares them");
    } catch (FileNotFoundException e) {
      return NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its text, if it is there. */
  public Optional<String> read() {
    return new Files(configuration).read(path);
  }

  /** When it was written, in milliseconds since 1970; nothing if it is not there. */
  public Optional<Long> written() {
    try {
      return Optional.of(files.getFileStatus(path).getModificationTime());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the file if it still has this tag.
   *
   * @return whether this text is there now
   */
  public boolean replace(String tag, String text) {
    try {
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
      if (tag.equals(NONE)) {
        builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
      } else {
        builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG, tag);
      }
      FSDataOutputStream out = builder.build();
      Files.put(out, text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException | UncheckedIOException e) {
      // A store may refuse a second try of what its first, unheard, has done.
      if (read().filter(text::equals).isPresent()) {
        return true;
      }
      if (tag().equals(tag)) {
        throw e instanceof UncheckedIOException u ? u : new UncheckedIOException((IOException) e);
      }
      return false;
    }
  }
}
