package polya.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under the scheme {@code crash}, which dies when it is told to: after a number of
 * operations and written pieces that is given, everything fails, as it does for a process that was
 * killed there.
 */
public final class CrashingFileSystem extends LocalDisk.Raw {
  private static final URI NAME = URI.create("crash:///");
  private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);
  private static final AtomicBoolean HALTS = new AtomicBoolean();

  /** What file contexts ask for. */
  public static final class Context extends DelegateToFileSystem {
    /** Made by Hadoop. */
    public Context(URI name, Configuration configuration) throws IOException, URISyntaxException {
      super(name, of(configuration), configuration, "crash", false);
    }

    /** In one step, which is what the promises rest on. */
    @Override
    public void renameInternal(Path src, Path dst, boolean overwrite) throws IOException {
      if (!fsImpl.rename(src, dst)) {
        throw new IOException("cannot rename " + src);
      }
    }

    private static CrashingFileSystem of(Configuration configuration) throws IOException {
      CrashingFileSystem files = new CrashingFileSystem();
      files.initialize(NAME, configuration);
      return files;
    }
  }

  /** Makes a configuration know the scheme; returns a local folder's path under it. */
  public static Path under(Configuration configuration, java.nio.file.Path folder) {
    configuration.set("fs.crash.impl", CrashingFileSystem.class.getName());
    configuration.set("fs.AbstractFileSystem.crash.impl", Context.class.getName());
    return new Path("crash://" + folder.toAbsolutePath());
  }

  /** Dies after this many operations from now. */
  public static void crashAfter(long operations) {
    LEFT.set(operations);
  }

  /** Ends the JVM, as a kill does, after this many operations from now. */
  public static void haltAfter(long operations) {
    HALTS.set(true);
    LEFT.set(operations);
  }

  /** How many operations are left before it dies. */
  public static long left() {
    return LEFT.get();
  }

  /** Comes back, with what is on the disk; returns whether it had died. */
  public static boolean heal() {
    return LEFT.getAndSet(Long.MAX_VALUE) < 0;
  }

  private static void live() throws IOException {
    if (LEFT.decrementAndGet() < 0) {
      if (HALTS.get()) {
        Runtime.getRuntime().halt(9);
      }
      throw new IOException("the disk is gone, as the test wants");
    }
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return "crash";
  }

  @Override
  public FSDataInputStream open(Path f, int bufferSize) throws IOException {
    live();
    return super.open(f, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path f,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    live();
    return dying(super.create(f, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public FSDataOutputStream create(
      Path f,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    live();
    return dying(
        super.create(f, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  /**
   * A stream whose every piece of 64 bytes is an operation, unbuffered: what is written is there.
   */
  private static FSDataOutputStream dying(FSDataOutputStream sound) throws IOException {
    return new FSDataOutputStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int at = 0; at < length; at += 64) {
              live();
              sound.write(bytes, offset + at, Math.min(64, length - at));
              sound.flush();
            }
          }

          @Override
          public void close() throws IOException {
            sound.close();
            live();
          }
        },
        null);
  }

  @Override
  public boolean rename(Path src, Path dst) throws IOException {
    live();
    return super.rename(src, dst);
  }

  @Override
  public boolean delete(Path p, boolean recursive) throws IOException {
    if (pathToFile(p).isDirectory() && recursive) {
      for (FileStatus entry : super.listStatus(p)) {
        delete(entry.getPath(), true);
      }
    }
    live();
    return super.delete(p, recursive);
  }

  @Override
  public boolean mkdirs(Path f) throws IOException {
    live();
    return super.mkdirs(f);
  }

  @Override
  public FileStatus[] listStatus(Path f) throws IOException {
    live();
    return super.listStatus(f);
  }

  @Override
  public FileStatus getFileStatus(Path f) throws IOException {
    live();
    return super.getFileStatus(f);
  }
}
