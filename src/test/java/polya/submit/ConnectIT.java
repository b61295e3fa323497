package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.ml.CountRows;
import polya.models.lda.Lda;
import polya.models.lda.LdaModel;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

/**
 * A server of Spark Connect with Polya's jar, and a client that is Python alone: what works there,
 * and that it gives the bits of a classic session. The server's default file system is one that
 * there is not.
 */
class ConnectIT {
  private static final String SPARK = "4.1.0";
  private static final double[] PRIOR = {0.1, 0.2, 0.3, 0.4};

  @TempDir private Path folder;

  @Test
  void aClientWithoutJavaFitsTransformsSavesAndLoads() throws Exception {
    Path spark = Tools.spark(SPARK);
    Path python = Tools.python("client-" + SPARK);
    Dataset<Row> counts = CountRows.of(PlantedCorpus.documents(150));
    counts.write().parquet(folder.resolve("counts.parquet").toString());
    List<String> texts = List.of("The ships of the north sea", "Hills and green sheep meadow", "");
    LocalSpark.session()
        .createDataset(texts, Encoders.STRING())
        .toDF("text")
        .write()
        .parquet(folder.resolve("texts.parquet").toString());
    Path scripts = Launch.root().resolve("src/test/resources/polya/connect");

    Launch client;
    try (ConnectServer server = ConnectServer.start(spark, jar(), folder)) {
      client =
          Launch.of(
              folder,
              Map.of(
                  "PATH", "/nowhere",
                  "JAVA_HOME", "/nowhere",
                  "PYTHONPATH", Launch.root().resolve("src/main/python").toString()),
              python,
              scripts.resolve("client.py").toString(),
              server.url(),
              folder.toString(),
              spark.toString());
      assertThat(client.exitCode()).as(client.out() + client.err() + server.log()).isZero();
    }

    assertThat(client.out().lines())
        .contains("tables", "pipeline", "cross-validation", "failures", "backend")
        .contains(
            "digest " + digest(lda(4).setSeed(7).set("passes", "3").setIdCol("id"), counts),
            "backend-digest "
                + digest(lda(4).setSeed(7).setMaxIter(20).setSubsamplingRate(0.05), counts),
            "example-digest " + digest(example(), libsvm(spark)));
  }

  private static Lda lda(int k) {
    return new Lda().setK(k).setDocConcentration(PRIOR);
  }

  private static String digest(Lda lda, Dataset<Row> rows) {
    LdaModel model = lda.fit(rows);
    return model.summary().digest();
  }

  /** What Spark's example of LDA asks for. */
  private static Lda example() {
    return new Lda().setK(10).setMaxIter(10).setSubsamplingRate(0.05);
  }

  private static Dataset<Row> libsvm(Path spark) {
    Path data = spark.resolve("data/mllib/sample_lda_libsvm_data.txt");
    return LocalSpark.session().read().format("libsvm").load(data.toString());
  }

  /** It was compiled against a declaration that is no part of the jar. */
  @Test
  void theBackendIsAPluginOfTheRealServer() throws Exception {
    Path connect = Tools.spark(SPARK).resolve("jars/spark-connect_2.13-" + SPARK + ".jar");
    URL[] jars = {connect.toUri().toURL(), jar().toUri().toURL()};
    ClassLoader spark = LocalSpark.class.getClassLoader();
    try (URLClassLoader loader = new OwnFirst(jars, spark)) {
      Object backend = loader.loadClass("polya.connect.Backend").getConstructor().newInstance();
      Class<?> plugin = loader.loadClass("org.apache.spark.sql.connect.plugin.MLBackendPlugin");
      assertThat(backend).isInstanceOf(plugin);
      assertThat(plugin.getProtectionDomain().getCodeSource().getLocation()).isEqualTo(jars[0]);
      assertThat(
              plugin
                  .getMethod("transform", String.class)
                  .invoke(backend, "org.apache.spark.ml.clustering.LDA"))
          .isEqualTo(Optional.of("polya.connect.ConnectLda"));
      assertThat(
              plugin.getMethod("transform", String.class).invoke(backend, "polya.models.lda.Lda"))
          .isEqualTo(Optional.empty());
    }
  }

  private static Path jar() {
    String version = System.getProperty("project.version");
    return Launch.root().resolve("target/polya-spark4.1_2.13-" + version + ".jar");
  }

  /** Polya's classes from the jar, and not those that the test came with. */
  private static final class OwnFirst extends URLClassLoader {
    OwnFirst(URL[] jars, ClassLoader parent) {
      super(jars, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("polya.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
