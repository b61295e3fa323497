package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.faults.HaltingExecutors;
import polya.spark.store.ModelManifest;

/** Blocks on the executors of a cluster, some of which are lost in mid-round. */
class ShardedIT {
  private static final List<String> GIBBS =
      List.of("--inference", "gibbs", "-p", "burnIn=4", "-p", "samples=2", "-p", "startPasses=1");

  private static final List<String> SVI =
      List.of("--inference", "svi", "-p", "passes=3", "-p", "checkpointInterval=4");

  @TempDir static Path folder;

  @BeforeAll
  static void aCorpus() {
    Launch.ingested("bible", folder.resolve("corpus"));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String digest(String model) {
    return ModelManifest.read(new Configuration(), at(model)).info().digest();
  }

  private static List<String> train(String model, List<String> method, String placement) {
    List<String> all =
        new ArrayList<>(List.of("train", "--corpus", at("corpus"), "--output", at(model)));
    all.addAll(method);
    all.addAll(List.of("-p", "k=20", "-p", "modelPlacement=" + placement, "--partitions", "4"));
    return all;
  }

  /** Trains on two executors, of which one halts at each of these stages. */
  private static Launch onCluster(String model, List<String> method, List<Integer> stages)
      throws IOException, InterruptedException {
    Path plan = folder.resolve(model + "-plan");
    HaltingExecutors.plan(plan, stages);
    String classes = Launch.root().resolve("target/test-classes").toString();
    List<String> all =
        new ArrayList<>(
            List.of(
                "--master",
                "local-cluster[2,1,1024]",
                "--driver-class-path",
                classes,
                "--conf",
                "spark.executor.extraClassPath=" + classes,
                "--conf",
                "spark.plugins=" + HaltingExecutors.class.getName(),
                "--conf",
                HaltingExecutors.PLAN + "=" + plan));
    all.addAll(train(model, method, "sharded"));
    Launch trained = Launch.polya(all.toArray(String[]::new));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(HaltingExecutors.left(plan)).as("halts that did not come about").isZero();
    return trained;
  }

  private static void undisturbed(String model, List<String> method) {
    Launch trained = Launch.here(train(model, method, "driver").toArray(String[]::new));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  @Test
  void executorsThatAreLostChangeNothing() throws Exception {
    undisturbed("driver", GIBBS);
    onCluster("sharded", GIBBS, List.of(25));
    assertThat(digest("sharded")).isEqualTo(digest("driver"));
  }

  @Test
  @Tag("long")
  void soItIsBySviAndWhereManyAreLost() throws Exception {
    undisturbed("driver-svi", SVI);
    onCluster("sharded-svi", SVI, List.of(20, 60, 61, 150));
    assertThat(digest("sharded-svi")).isEqualTo(digest("driver-svi"));
    undisturbed("driver-gibbs", GIBBS);
    onCluster("sharded-gibbs", GIBBS, List.of(12, 13, 40, 70));
    assertThat(digest("sharded-gibbs")).isEqualTo(digest("driver-gibbs"));
  }
}
