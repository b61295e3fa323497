package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.store.ModelManifest;

/** A cluster whose members know a secret, as conf/spark/cluster.conf has it. */
@Tag("long")
class SecretClusterIT {
  private static final Path SPARK = Launch.root().resolve("target/spark");

  @TempDir private Path folder;

  /** A Spark whose settings have this secret. */
  private Path spark(String secret) throws IOException {
    Path spark = Files.createDirectory(folder.resolve("spark-" + secret));
    Files.createSymbolicLink(spark.resolve("jars"), SPARK.resolve("jars"));
    Path settings = Files.createDirectory(spark.resolve("conf"));
    Files.writeString(
        settings.resolve("spark-defaults.conf"),
        "spark.authenticate true\nspark.authenticate.secret "
            + secret
            + "\nspark.network.crypto.enabled true\n"
            + "spark.master.rest.enabled false\n");
    return spark;
  }

  private Launch train(Path settings, String master, String model, String... options)
      throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("--master", master, "--driver-memory", "1g"));
    words.addAll(List.of("--conf", "spark.kryo.registrationRequired=true"));
    words.addAll(List.of(options));
    words.addAll(List.of("train", "--inference", "gibbs", "-p", "k=8", "-p", "burnIn=3"));
    words.addAll(List.of("-p", "samples=1", "-p", "startPasses=1", "-p", "modelPlacement=sharded"));
    words.addAll(List.of("--corpus", at("corpus"), "--output", at(model)));
    return Launch.of(
        Launch.root(),
        Map.of("SPARK_CONF_DIR", settings.toString()),
        Launch.root().resolve("submit/polya"),
        words.toArray(String[]::new));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private String digest(String model) {
    return ModelManifest.read(new Configuration(), at(model)).info().digest();
  }

  @Test
  void modelsAreTheSameAndStrangersAreRefused() throws Exception {
    Launch.ingested("synthetic", folder.resolve("corpus"));
    Path none = Files.createDirectory(folder.resolve("none"));
    Launch here = train(none, "local[2]", "here");
    assertThat(here.exitCode()).as(here.err()).isZero();

    Path own = spark("0123456789abcdef");
    try (StandaloneCluster cluster = StandaloneCluster.start(own, folder)) {
      Launch trained = train(own.resolve("conf"), cluster.master(), "trained");
      assertThat(trained.exitCode()).as(trained.err()).isZero();
      assertThat(trained.err()).doesNotContain("warning", "0123456789abcdef");
      assertThat(digest("trained")).isEqualTo(digest("here"));

      Launch stranger =
          train(spark("fedcba9876543210").resolve("conf"), cluster.master(), "stranger");
      assertThat(stranger.exitCode()).as(stranger.err()).isBetween(2, 75);
      assertThat(stranger.err()).contains("polya: Cannot ", "secret").doesNotContain("\tat ");
    }
  }

  @Test
  void aClusterOfOneMachineTakesASecretOfItsOwn() throws Exception {
    Launch.ingested("synthetic", folder.resolve("corpus"));
    Path none = Files.createDirectory(folder.resolve("none"));
    String master = "local-cluster[2,1,1024]";
    assertThat(train(none, master, "open").exitCode()).isZero();
    String secret = "spark.authenticate.secret=0123456789abcdef";
    Launch closed = train(none, master, "closed", "--conf", secret);
    assertThat(closed.exitCode()).as(closed.err()).isZero();
    assertThat(digest("closed")).isEqualTo(digest("open"));
  }
}
