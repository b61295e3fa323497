package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.Files;
import polya.spark.LocalDisk;

class WholeTablesTest {
  private static final Set<String> USERS = new ConcurrentSkipListSet<>();

  @TempDir private Path folder;

  /** A disk that writes down who reads. */
  public static final class Asking extends LocalDisk.Raw {
    @Override
    public URI getUri() {
      return URI.create("asking:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int size) throws IOException {
      USERS.add(UserGroupInformation.getCurrentUser().getShortUserName());
      return super.open(path, size);
    }
  }

  @Test
  void filesAreReadByTheUserWhoAsks() throws Exception {
    for (int i = 0; i < 20; i++) {
      java.nio.file.Files.writeString(folder.resolve("part-" + i + ".parquet"), "PAR1 PAR1");
    }
    Configuration configuration = new Configuration();
    configuration.set("fs.asking.impl", Asking.class.getName());
    Files files = new Files(configuration);
    PrivilegedExceptionAction<Void> looks =
        () -> {
          WholeTables.demand(files, new org.apache.hadoop.fs.Path("asking://" + folder));
          return null;
        };
    UserGroupInformation.createRemoteUser("another").doAs(looks);
    assertThat(USERS).containsExactly("another");
  }
}
