package polya.spark;

import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session that all tests of this JVM share: local, two threads, no UI, few shuffle
 * partitions, and Kryo, which takes registered classes alone: one that is not, or that only Java
 * serialization can carry, is found out here. It stays open until the JVM ends; a test never stops
 * it. {@code -Dspark.master=local[1,4]} makes it another one.
 */
public final class LocalSpark {
  private LocalSpark() {}

  /** The shared session; opened by the first test that asks. */
  public static SparkSession session() {
    return Holder.SESSION;
  }

  private static final class Holder {
    static final SparkSession SESSION = open();

    private static SparkSession open() {
      SparkSession session =
          SparkSession.builder()
              .master(System.getProperty("spark.master", "local[2,4]"))
              .appName("polya tests")
              .config("spark.ui.enabled", "false")
              .config("spark.sql.shuffle.partitions", "3")
              .config("spark.sql.warehouse.dir", "target/spark-warehouse")
              // Compiling a query costs more than running it on a handful of rows.
              .config("spark.sql.codegen.wholeStage", "false")
              .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
              .config("spark.sql.adaptive.enabled", "false")
              .config("spark.hadoop.fs.file.impl", LocalDisk.class.getName())
              .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
              .config("spark.kryo.registrator", KryoClasses.class.getName())
              .config("spark.kryo.registrationRequired", "true")
              .config("spark.kryo.classesToRegister", TileCounting.class.getName() + "$Count")
              .config("spark.driver.host", "localhost")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .getOrCreate();
      session.sparkContext().setLogLevel("ERROR");
      return session;
    }
  }
}
