package polya.spark;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** The local disk under the scheme {@code opened}, which remembers every file that is opened. */
public final class OpenedFiles extends LocalDisk.Raw {
  private static final String SCHEME = "opened";
  private static final Set<String> OPENED = new ConcurrentSkipListSet<>();

  /** Makes a configuration know the scheme; returns a local folder's path under it. */
  public static String under(Configuration configuration, java.nio.file.Path folder) {
    configuration.set("fs." + SCHEME + ".impl", OpenedFiles.class.getName());
    return SCHEME + "://" + folder.toAbsolutePath();
  }

  /** The paths of the files that were opened since the last call. */
  public static Set<String> since() {
    Set<String> opened = Set.copyOf(OPENED);
    OPENED.clear();
    return opened;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    OPENED.add(path.toUri().getPath());
    return super.open(path, buffer);
  }
}
