package polya.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * YARN as a process of its own: Hadoop's MiniYARNCluster, whose nodes start real containers.
 *
 * @param process the process
 * @param conf what HADOOP_CONF_DIR is for those who submit
 */
record YarnCluster(HadoopProcess process, Path conf) implements AutoCloseable {
  /**
   * Starts one and waits until its node is there.
   *
   * @param spark a SPARK_HOME, which has Hadoop's own classes
   * @param jars YARN's servers
   * @param folder for what it writes
   */
  static YarnCluster start(Path spark, Path jars, Path folder)
      throws IOException, InterruptedException {
    Path conf = Files.createDirectories(folder.resolve("hadoop"));
    return new YarnCluster(
        HadoopProcess.start(spark, jars, "yarn/MiniYarn.java", folder, conf), conf);
  }

  @Override
  public void close() {
    process.close();
  }
}
