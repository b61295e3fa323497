package polya.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
import org.apache.spark.SparkEnv;
import polya.spark.LocalDisk;

/**
 * The local disk under the scheme {@code crash}, with one {@link FileFault} at a time. A test gives
 * it to this JVM by the methods here, and to JVMs that it starts by {@link #settings}.
 */
public final class FaultyFileSystem extends LocalDisk.Raw {
  private static final String SCHEME = "crash";
  private static final URI NAME = URI.create(SCHEME + ":///");
  private static final String FAULT = "fs.crash.fault";
  private static final String LOG = "fs.crash.log";

  private static final int PIECE = 64;
  private static final long SLOW_MILLIS = 10;
  private static final long WAIT_MILLIS = 3000;
  private static final int KILLED = 137;

  private static final FileFault NONE = FileFault.after(Long.MAX_VALUE, FileFault.Mode.DEAD);
  private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);
  private static final AtomicBoolean TOLD = new AtomicBoolean();
  private static volatile FileFault fault = NONE;
  private static volatile java.nio.file.Path log;

  /** What file contexts ask for: Hadoop's own renaming, but that it replaces in one step. */
  public static final class Context extends DelegateToFileSystem {
    /** Made by Hadoop. */
    public Context(URI name, Configuration configuration) throws IOException, URISyntaxException {
      super(name, of(configuration), configuration, SCHEME, false);
    }

    /** As Hadoop does, it pays no heed to what a file system answers. */
    @Override
    public void renameInternal(Path src, Path dst, boolean overwrite) throws IOException {
      fsImpl.rename(src, dst);
    }

    private static FaultyFileSystem of(Configuration configuration) throws IOException {
      FaultyFileSystem files = new FaultyFileSystem();
      files.initialize(NAME, configuration);
      return files;
    }
  }

  /** Makes a configuration know the scheme; returns a local folder's path under it. */
  public static Path under(Configuration configuration, java.nio.file.Path folder) {
    configuration.set("fs.crash.impl", FaultyFileSystem.class.getName());
    configuration.set("fs.AbstractFileSystem.crash.impl", Context.class.getName());
    return new Path("crash://" + folder.toAbsolutePath());
  }

  /**
   * Options of spark-submit that give another JVM the scheme and a fault. It needs the classes of
   * the tests.
   *
   * @param log gets a line for every operation that changes anything
   */
  public static List<String> settings(FileFault fault, java.nio.file.Path log) {
    String prefix = "spark.hadoop.";
    return List.of(
        "--conf",
        prefix + "fs.crash.impl=" + FaultyFileSystem.class.getName(),
        "--conf",
        prefix + "fs.AbstractFileSystem.crash.impl=" + Context.class.getName(),
        "--conf",
        prefix + FAULT + "=" + fault,
        "--conf",
        prefix + LOG + "=" + log);
  }

  /** From now on this is what goes wrong. */
  public static void set(FileFault next) {
    fault = next;
    LEFT.set(next.sound());
  }

  /**
   * Writes down every operation of this JVM that changes anything, but for writing itself, which
   * lies between a create and a close; nothing more if it is null.
   */
  public static void record(java.nio.file.Path operations) {
    log = operations;
  }

  /** Dies after this many operations from now. */
  public static void crashAfter(long operations) {
    set(FileFault.after(operations, FileFault.Mode.DEAD));
  }

  /** Ends the JVM, as a kill does, after this many operations from now. */
  public static void haltAfter(long operations) {
    set(FileFault.after(operations, FileFault.Mode.HALT));
  }

  /** How many operations are left before something goes wrong; below 0 if it did. */
  public static long left() {
    return LEFT.get();
  }

  /** Comes back, with what is on the disk; returns whether something had gone wrong. */
  public static boolean heal() {
    fault = NONE;
    return LEFT.getAndSet(Long.MAX_VALUE) < 0;
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    super.initialize(uri, configuration);
    if (configuration.get(FAULT) != null && TOLD.compareAndSet(false, true)) {
      log = java.nio.file.Path.of(configuration.get(LOG));
      set(FileFault.parse(configuration.get(FAULT)));
    }
  }

  /**
   * One operation; an exception if it fails.
   *
   * @return whether it lies
   */
  private static boolean lies(String operation, Path path, boolean writes) throws IOException {
    FileFault now = fault;
    boolean ends = now.mode() == FileFault.Mode.HALT || now.mode() == FileFault.Mode.WAIT;
    String named = operation + " " + path.toUri().getPath();
    if (writes && log != null && !operation.equals("write")) {
      Files.writeString(log, named + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    if (!now.befalls().matcher(named).find() || ends && !isDriver()) {
      return false;
    }
    long left = LEFT.decrementAndGet();
    if (left >= 0) {
      return false;
    }
    switch (now.mode()) {
      case DEAD -> throw new IOException("the disk is gone, as the test wants");
      case ONCE -> {
        if (left == -1) {
          throw new IOException("the disk was gone for a moment, as the test wants");
        }
      }
      case LYING -> {
        return left == -1;
      }
      case SLOW -> sleep(SLOW_MILLIS);
      case FULL -> {
        if (writes && !operation.equals("delete")) {
          throw new IOException("No space left on device");
        }
      }
      case HALT -> Runtime.getRuntime().halt(KILLED);
      case WAIT -> {
        if (left == -1) {
          Files.createFile(log.resolveSibling(log.getFileName() + ".waits"));
          sleep(WAIT_MILLIS);
        }
      }
    }
    return false;
  }

  /** Executors that end are another kind of fault. */
  private static boolean isDriver() {
    SparkEnv env = SparkEnv.get();
    return env == null || env.executorId().equals("driver");
  }

  private static void sleep(long milliseconds) {
    long end = System.nanoTime() + 1_000_000 * milliseconds;
    while (System.nanoTime() < end) {
      try {
        Thread.sleep(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataInputStream open(Path f, int bufferSize) throws IOException {
    lies("open", f, false);
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
    boolean lies = lies("create", f, true);
    return written(
        f, lies, super.create(f, overwrite, bufferSize, replication, blockSize, progress));
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
    boolean lies = lies("create", f, true);
    return written(
        f,
        lies,
        super.create(f, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  /**
   * A stream whose every piece is an operation, unbuffered: what is written is there. One that lies
   * keeps no more than the first piece.
   */
  private static FSDataOutputStream written(Path f, boolean lies, FSDataOutputStream sound)
      throws IOException {
    return new FSDataOutputStream(
        new OutputStream() {
          private long written;

          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int at = 0; at < length; at += PIECE) {
              int size = Math.min(PIECE, length - at);
              lies("write", f, true);
              if (!lies || written < PIECE) {
                sound.write(bytes, offset + at, size);
                sound.flush();
              }
              written += size;
            }
          }

          @Override
          public void close() throws IOException {
            sound.close();
            lies("close", f, true);
          }
        },
        null);
  }

  @Override
  public boolean rename(Path src, Path dst) throws IOException {
    return !lies("rename", dst, true) && super.rename(src, dst);
  }

  @Override
  public boolean delete(Path p, boolean recursive) throws IOException {
    if (pathToFile(p).isDirectory() && recursive) {
      for (FileStatus entry : super.listStatus(p)) {
        delete(entry.getPath(), true);
      }
    }
    return !lies("delete", p, true) && super.delete(p, recursive);
  }

  @Override
  public boolean mkdirs(Path f) throws IOException {
    return !lies("mkdirs", f, true) && super.mkdirs(f);
  }

  @Override
  public FileStatus[] listStatus(Path f) throws IOException {
    lies("list", f, false);
    return super.listStatus(f);
  }

  @Override
  public FileStatus getFileStatus(Path f) throws IOException {
    lies("status", f, false);
    return super.getFileStatus(f);
  }
}
