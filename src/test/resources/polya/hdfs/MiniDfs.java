import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;

/**
 * HDFS with two DataNodes on free ports of the loopback, until its input ends: {@code java -cp …
 * MiniDfs.java FOLDER} keeps its blocks there, and says {@code READY hdfs://…}. It obeys the lines
 * {@code namenode} (restarts it), {@code stop} (a DataNode) and {@code start} (the one that was
 * stopped), and says DONE after each.
 */
public final class MiniDfs {
  private MiniDfs() {}

  public static void main(String[] arguments) throws Exception {
    Configuration conf = new HdfsConfiguration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, Path.of(arguments[0], "dfs").toString());
    conf.setInt("dfs.replication", 2);
    conf.setInt("dfs.namenode.safemode.extension", 0);
    conf.setInt("dfs.heartbeat.interval", 1);
    conf.setInt("dfs.namenode.heartbeat.recheck-interval", 1000);
    conf.setBoolean("dfs.permissions.enabled", false);
    MiniDFSCluster dfs = new MiniDFSCluster.Builder(conf).numDataNodes(2).build();
    dfs.waitActive();
    System.out.println("READY " + dfs.getURI());
    DataNodeProperties stopped = null;
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "namenode" -> dfs.restartNameNode(true);
        case "stop" -> stopped = dfs.stopDataNode(0);
        case "start" -> dfs.restartDataNode(stopped, true);
        default -> throw new IllegalArgumentException(line);
      }
      System.out.println("DONE " + line);
    }
    dfs.shutdown();
    System.exit(0);
  }
}
