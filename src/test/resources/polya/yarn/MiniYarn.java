import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * YARN with one node, on free ports of the loopback, until its input ends: {@code java -cp …
 * MiniYarn.java FOLDER} leaves there the yarn-site.xml for those who submit, and then says READY.
 */
public final class MiniYarn {
  private MiniYarn() {}

  public static void main(String[] arguments) throws Exception {
    Configuration conf = new YarnConfiguration();
    conf.set("yarn.resourcemanager.hostname", "127.0.0.1");
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.setInt("yarn.scheduler.capacity.root.default.capacity", 100);
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    conf.setInt("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", 100);
    conf.setInt("yarn.nodemanager.resource.memory-mb", 4096);
    conf.setBoolean("yarn.nodemanager.pmem-check-enabled", false);
    conf.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    conf.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100");
    MiniYARNCluster yarn = new MiniYARNCluster("polya", 1, 1, 1);
    yarn.init(conf);
    yarn.start();
    try (OutputStream site = Files.newOutputStream(Path.of(arguments[0], "yarn-site.xml"))) {
      yarn.getConfig().writeXml(site);
    }
    System.out.println("READY");
    while (System.in.read() >= 0) {
      // Whoever started this is still there.
    }
    yarn.stop();
    System.exit(0);
  }
}
