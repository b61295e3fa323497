package polya.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk as Hadoop has it, but that this JVM sets permissions itself. Hadoop without its
 * native library starts a process {@code chmod} for every file and folder that it makes, some
 * thirty-six for a corpus of two lines, which was a good part of the tests' time.
 */
public final class LocalDisk extends LocalFileSystem {
  /** Made by Hadoop. */
  public LocalDisk() {
    super(new Raw());
  }

  /** The same without checksums. */
  public static class Raw extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      if (permission.getStickyBit()) {
        super.setPermission(path, permission);
      } else {
        Files.setPosixFilePermissions(
            pathToFile(path).toPath(), PosixFilePermissions.fromString(permission.toString()));
      }
    }
  }
}
