package polya.spark;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The local disk under the scheme {@code vault}, whose paths may have a user and a password, as
 * those of stores do: {@code vault://KEY:SECRET@bucket/folder}.
 */
public final class VaultFileSystem extends LocalDisk.Raw {
  private URI name;

  /** What file contexts ask for. */
  public static final class Context extends DelegateToFileSystem {
    /** Made by Hadoop. */
    public Context(URI name, Configuration configuration) throws IOException, URISyntaxException {
      super(name, of(name, configuration), configuration, "vault", false);
    }

    /** In one step, which is what the promises rest on. */
    @Override
    public void renameInternal(Path src, Path dst, boolean overwrite) throws IOException {
      if (!fsImpl.rename(src, dst)) {
        throw new IOException("cannot rename " + src);
      }
    }

    private static VaultFileSystem of(URI name, Configuration configuration) throws IOException {
      VaultFileSystem files = new VaultFileSystem();
      files.initialize(name, configuration);
      return files;
    }
  }

  /** Makes a configuration know the scheme. */
  public static void in(Configuration configuration) {
    configuration.set("fs.vault.impl", VaultFileSystem.class.getName());
    configuration.set("fs.AbstractFileSystem.vault.impl", Context.class.getName());
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    super.initialize(uri, configuration);
    name = URI.create("vault://" + uri.getRawAuthority());
  }

  /** Without one, Hadoop's file contexts make no address of one with a user. */
  @Override
  protected int getDefaultPort() {
    return 9000;
  }

  @Override
  public URI getUri() {
    return name == null ? URI.create("vault:///") : name;
  }

  @Override
  public String getScheme() {
    return "vault";
  }

  /** Whatever stands before the host. */
  @Override
  protected void checkPath(Path path) {}
}
