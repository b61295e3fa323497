package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Corpus, checkpoints and model on a real HDFS, whose NameNode is restarted and whose DataNodes go
 * while a driver trains, is killed and is run again.
 */
@Tag("long")
class HdfsIT {
  private static final int MOST_RUNS = 8;

  @TempDir private Path folder;

  private final List<Integer> codes = new ArrayList<>();

  @Test
  void aModelOnHdfsIsTheLocalOneWhateverIsLostOnTheWay() throws Exception {
    Launch.ingested("synthetic", folder.resolve("corpus"));
    done(train(folder.resolve("corpus").toString(), folder.resolve("model").toString()));
    String digest = digest(folder.resolve("model").toString());
    Path spark = Tools.spark("4.1.0");
    try (HadoopProcess hdfs =
        HadoopProcess.start(spark, Tools.yarn(), "hdfs/MiniDfs.java", folder, folder)) {
      String root = hdfs.ready();
      String corpus = root + "/polya/corpus";
      String model = root + "/polya/model";
      Path sample = Launch.root().resolve("data-samples/synthetic");
      done(
          "ingest",
          "--format=uci",
          "--input=" + sample.resolve("docword.synthetic.txt.gz"),
          "--vocabulary=" + sample.resolve("vocab.synthetic.txt"),
          "--output=" + corpus);

      Driver killed = Driver.start(folder, "killed", train(corpus, model));
      killed.after("round 4/");
      Launch second = Launch.here(train(corpus, model));
      assertThat(second.exitCode()).as(second.err()).isEqualTo(4);
      assertThat(second.err()).contains("another run writes there, process ");
      killed.process.destroyForcibly().waitFor();

      Driver restarted = Driver.start(folder, "restarted", train(corpus, model));
      restarted.after("resume: going on after round ");
      restarted.after("round 9/");
      hdfs.order("namenode");
      end(restarted);

      Driver fewer = Driver.start(folder, "fewer", train(corpus, model));
      fewer.after("round ");
      hdfs.order("stop");
      end(fewer);

      for (int n = 0; codes.get(codes.size() - 1) != 0 && n < MOST_RUNS; n++) {
        end(Driver.start(folder, "again" + n, train(corpus, model)));
      }
      System.err.println("HdfsIT: exit codes after the kill " + codes);
      assertThat(codes).last().isEqualTo(0);
      assertThat(digest(model)).isEqualTo(digest);
      hdfs.order("start");
      done("perplexity", "--model", model, "--corpus", corpus, "--output", root + "/polya/scores");
      assertThat(names(model))
          .filteredOn(name -> !name.startsWith("polya-data-"))
          .containsExactlyInAnyOrder("metrics.jsonl", "model.json", "run.json");
    }
  }

  /** Waits for a driver's end, which is one that a scheduler knows what to do with. */
  private void end(Driver driver) throws IOException, InterruptedException {
    assertThat(driver.process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    int code = driver.process.exitValue();
    assertThat(code).as(Files.readString(driver.log)).isIn(0, 6, 75);
    codes.add(code);
  }

  private static void done(String... arguments) {
    Launch launch = Launch.here(arguments);
    assertThat(launch.exitCode()).as(launch.err()).isZero();
  }

  /** By vb, whose tiles remember, with a checkpoint every second round. */
  private static String[] train(String corpus, String model) {
    List<String> arguments = new ArrayList<>(List.of("train", "--resume", "-p", "k=8"));
    arguments.addAll(List.of("-p", "variational=vb", "-p", "subsamplingRate=1"));
    arguments.addAll(List.of("-p", "passes=40", "-p", "checkpointInterval=2"));
    arguments.addAll(List.of("--checkpoint-seconds", "0"));
    arguments.addAll(List.of("--corpus", corpus, "--output", model));
    return arguments.toArray(String[]::new);
  }

  private static String digest(String model) throws IOException {
    org.apache.hadoop.fs.Path manifest = new org.apache.hadoop.fs.Path(model, "model.json");
    try (FSDataInputStream in = files(manifest).open(manifest)) {
      JsonNode json = new ObjectMapper().readTree(in.readAllBytes());
      return json.path("digest").asText();
    }
  }

  private static List<String> names(String path) throws IOException {
    List<String> names = new ArrayList<>();
    org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path(path);
    for (var entry : files(place).listStatus(place)) {
      names.add(entry.getPath().getName());
    }
    return names;
  }

  private static FileSystem files(org.apache.hadoop.fs.Path path) throws IOException {
    return path.getFileSystem(new Configuration());
  }

  /** A driver of its own. */
  private record Driver(Process process, Path log) {
    static Driver start(Path folder, String name, String... arguments) throws IOException {
      Path log = folder.resolve(name + ".log");
      List<String> command = new ArrayList<>();
      command.add(Launch.root().resolve("submit/polya").toString());
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      Launch.local(builder.environment());
      return new Driver(builder.start(), log);
    }

    /** Waits until it has said this, or has ended. */
    void after(String text) throws IOException, InterruptedException {
      while (process.isAlive() && !Files.readString(log).contains(text)) {
        Thread.sleep(50);
      }
    }
  }
}
