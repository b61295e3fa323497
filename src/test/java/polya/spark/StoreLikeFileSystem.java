package polya.spark;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * An object store in this JVM's memory, as {@code s3a://store-like}: keys and no folders; a file is
 * there, whole, when its stream is closed, and not before; a rename copies and deletes key by key;
 * a write may be on a condition; and a listing is late, by up to {@link #lag} changes, both for
 * what came and for what went. What is asked by name is told as it is. Only Spark's own
 * checkpoints, which it finds by listing, are listed at once.
 *
 * <p>It dies when it is told to, between any two steps.
 */
public final class StoreLikeFileSystem extends FileSystem {
  private static final URI NAME = URI.create("s3a://store-like");
  private static final String SPARKS_OWN = "/lineage/";
  private static final Object LOCK = new Object();
  private static final Map<String, Stored> OBJECTS = new TreeMap<>();
  private static final Map<String, Long> GONE = new TreeMap<>();
  private static final Set<String> RENAMED = new TreeSet<>();
  private static long changes;
  private static long left = Long.MAX_VALUE;
  private static int lag;
  private static boolean conditional = true;
  private static boolean silent;

  /** An object. */
  private record Stored(byte[] bytes, long change, long time) {}

  /** A status with a tag. */
  private static final class Tagged extends FileStatus implements EtagSource {
    private static final long serialVersionUID = 1;
    private final String tag;

    Tagged(Path path, Stored stored) {
      super(stored.bytes.length, false, 1, 1 << 20, stored.time, path);
      tag = Long.toString(stored.change);
    }

    @Override
    public String getEtag() {
      return tag;
    }
  }

  /** Makes a configuration know the store; returns a place in it. */
  public static Path under(Configuration configuration, String folder) {
    configuration.set("fs.s3a.impl", StoreLikeFileSystem.class.getName());
    return new Path(NAME + "/" + folder);
  }

  /** Makes a configuration name the class again that Hadoop's own files name. */
  public static void forget(Configuration configuration) {
    configuration.set("fs.s3a.impl", new Configuration().get("fs.s3a.impl"));
  }

  /**
   * Empties the store.
   *
   * @param late by how many changes listings may be late
   * @param compares whether it writes on conditions
   */
  public static void reset(int late, boolean compares) {
    synchronized (LOCK) {
      OBJECTS.clear();
      GONE.clear();
      RENAMED.clear();
      left = Long.MAX_VALUE;
      silent = false;
      lag = late;
      conditional = compares;
    }
  }

  /** Dies after this many steps from now. */
  public static void crashAfter(long steps) {
    synchronized (LOCK) {
      left = steps;
    }
  }

  /** Does the next write, and says that it failed. */
  public static void loseAnswer() {
    synchronized (LOCK) {
      silent = true;
    }
  }

  /** Comes back, with what it has; returns whether it had died. */
  public static boolean heal() {
    synchronized (LOCK) {
      boolean died = left < 0;
      left = Long.MAX_VALUE;
      return died;
    }
  }

  /** What was renamed, Spark's own checkpoints aside. */
  public static List<String> renamed() {
    synchronized (LOCK) {
      return List.copyOf(RENAMED);
    }
  }

  /** The text of an object, or null. */
  public static String text(Path path) {
    synchronized (LOCK) {
      Stored stored = OBJECTS.get(path.toUri().getPath());
      return stored == null
          ? null
          : new String(stored.bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** All keys below a folder. */
  public static List<String> keys(Path folder) {
    synchronized (LOCK) {
      String prefix = folder.toUri().getPath() + "/";
      return OBJECTS.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }
  }

  private static void live() throws IOException {
    if (--left < 0) {
      throw new IOException("the store is gone, as the test wants");
    }
  }

  private static String key(Path path) {
    return path.toUri().getPath();
  }

  private static void put(String key, byte[] bytes) {
    OBJECTS.put(key, new Stored(bytes, ++changes, System.currentTimeMillis()));
    GONE.remove(key);
  }

  private static void remove(String key) {
    if (OBJECTS.remove(key) != null) {
      GONE.put(key, ++changes);
    }
  }

  /** Whether a change of a key is seen in listings yet: each key is late by its own number. */
  private static boolean isSeen(String key, long change) {
    int own = lag == 0 || key.contains(SPARKS_OWN) ? 0 : Math.floorMod(key.hashCode(), lag);
    return change + own <= changes;
  }

  /** The keys that a listing tells of. */
  private static List<String> listed(String prefix) {
    Set<String> listed = new TreeSet<>();
    OBJECTS.forEach(
        (key, stored) -> {
          if (key.startsWith(prefix) && isSeen(key, stored.change)) {
            listed.add(key);
          }
        });
    GONE.forEach(
        (key, change) -> {
          if (key.startsWith(prefix) && !isSeen(key, change)) {
            listed.add(key);
          }
        });
    return List.copyOf(listed);
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    setConf(configuration);
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return "s3a";
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return switch (capability) {
      case CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE,
          CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG ->
          conditional;
      default -> super.hasPathCapability(path, capability);
    };
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    synchronized (LOCK) {
      live();
      Stored stored = OBJECTS.get(key(path));
      if (stored == null) {
        throw new FileNotFoundException("no object " + path);
      }
      return new FSDataInputStream(new Bytes(stored.bytes));
    }
  }

  /** An object's bytes. */
  private static final class Bytes extends FSInputStream {
    private final byte[] bytes;
    private int at;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void seek(long to) throws IOException {
      if (to < 0 || to > bytes.length) {
        throw new EOFException("no byte " + to);
      }
      at = (int) to;
    }

    @Override
    public long getPos() {
      return at;
    }

    @Override
    public boolean seekToNewSource(long to) {
      return false;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 255 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (length > 0 && at == bytes.length) {
        return -1;
      }
      int n = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, into, from, n);
      at += n;
      return n;
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    synchronized (LOCK) {
      live();
      if (!overwrite && OBJECTS.containsKey(key(path))) {
        throw new FileAlreadyExistsException(path + " is there");
      }
    }
    return stream(path, null);
  }

  /** A stream that puts its object when it is closed, if that has this tag; null is any. */
  private static FSDataOutputStream stream(Path path, String tag) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new FSDataOutputStream(
        new OutputStream() {
          private boolean closed;

          @Override
          public void write(int b) {
            bytes.write(b);
          }

          @Override
          public void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
          }

          @Override
          public void close() throws IOException {
            if (!closed) {
              closed = true;
              close(path, bytes.toByteArray(), tag);
            }
          }

          private void close(Path path, byte[] all, String tag) throws IOException {
            synchronized (LOCK) {
              live();
              Stored there = OBJECTS.get(key(path));
              String found = there == null ? "" : Long.toString(there.change);
              if (tag != null && !tag.equals(found)) {
                throw new IOException("412: " + path + " has another tag");
              }
              put(key(path), all);
              boolean lost = silent;
              silent = false;
              if (lost) {
                throw new IOException("412: a second try of what the first has done");
              }
              live(); // Its answer may not come.
            }
          }
        },
        null);
  }

  @Override
  public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
    return new OnCondition(this, path);
  }

  /** What {@link #createFile} gives. */
  private static final class OnCondition
      extends FSDataOutputStreamBuilder<FSDataOutputStream, OnCondition> {
    OnCondition(FileSystem files, Path path) {
      super(files, path);
      create().overwrite(true);
    }

    @Override
    public OnCondition getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      String none = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
      String tag = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG;
      rejectUnknownMandatoryKeys(Set.of(none, tag), " of this store");
      synchronized (LOCK) {
        live();
      }
      return stream(
          getPath(), getOptions().getBoolean(none, false) ? "" : getOptions().get(tag, null));
    }
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("stores do not append");
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    String source = key(from);
    List<String> keys = new ArrayList<>();
    synchronized (LOCK) {
      live();
      if (!source.contains(SPARKS_OWN)) {
        RENAMED.add(source);
      }
      if (OBJECTS.containsKey(key(to))) {
        return false;
      }
      if (OBJECTS.containsKey(source)) {
        keys.add(source);
      }
      keys.addAll(listed(source + "/"));
    }
    for (String key : keys) {
      synchronized (LOCK) {
        live();
        Stored stored = OBJECTS.get(key);
        if (stored != null) {
          put(key(to) + key.substring(source.length()), stored.bytes);
        }
      }
    }
    for (String key : keys) {
      synchronized (LOCK) {
        live();
        remove(key);
      }
    }
    return !keys.isEmpty();
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    List<String> keys = new ArrayList<>();
    synchronized (LOCK) {
      live();
      keys.add(key(path));
      keys.add(key(path) + "/");
      List<String> below = listed(key(path) + "/");
      if (!recursive && !below.isEmpty()) {
        throw new IOException(path + " is not empty");
      }
      keys.addAll(below);
    }
    boolean some = false;
    for (String key : keys) {
      synchronized (LOCK) {
        live();
        some |= OBJECTS.containsKey(key);
        remove(key);
      }
    }
    return some;
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    synchronized (LOCK) {
      live();
      Stored own = OBJECTS.get(key(path));
      if (own != null) {
        return new FileStatus[] {new Tagged(makeQualified(path), own)};
      }
      String prefix = key(path).equals("/") ? "/" : key(path) + "/";
      Map<String, FileStatus> entries = new TreeMap<>();
      for (String key : listed(prefix)) {
        String name = key.substring(prefix.length());
        if (name.isEmpty()) {
          continue;
        }
        int slash = name.indexOf('/');
        if (slash >= 0) {
          String folder = name.substring(0, slash);
          entries.put(
              folder, new FileStatus(0, true, 1, 1, 0, makeQualified(new Path(path, folder))));
        } else {
          Stored stored = OBJECTS.getOrDefault(key, new Stored(new byte[0], 0, 0));
          entries.put(name, new Tagged(makeQualified(new Path(path, name)), stored));
        }
      }
      if (entries.isEmpty() && !OBJECTS.containsKey(prefix)) {
        throw new FileNotFoundException("nothing at " + path);
      }
      return entries.values().toArray(FileStatus[]::new);
    }
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    // There is one.
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(NAME + "/");
  }

  /** A marker, as S3A leaves it. */
  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    synchronized (LOCK) {
      live();
      put(key(path) + "/", new byte[0]);
      return true;
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    synchronized (LOCK) {
      live();
      Stored stored = OBJECTS.get(key(path));
      if (stored != null) {
        return new Tagged(makeQualified(path), stored);
      }
      String prefix = key(path).equals("/") ? "/" : key(path) + "/";
      if (OBJECTS.containsKey(prefix) || !listed(prefix).isEmpty()) {
        return new FileStatus(0, true, 1, 1, 0, makeQualified(path));
      }
      throw new FileNotFoundException("nothing at " + path);
    }
  }
}
