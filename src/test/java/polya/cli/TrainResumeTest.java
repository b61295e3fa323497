package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.faults.FaultyFileSystem;
import polya.spark.LocalSpark;

/** The command train, interrupted and resumed. */
class TrainResumeTest {
  private static final String CVB0 = "subsamplingRate=0.5";
  private static final String VB = "variational=vb";

  private static final String LEFT = "polya-data-20000101T000000-00000000";

  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;
  private Path model;
  private String output;

  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.in(folder);
  }

  @BeforeEach
  void place() {
    model = scratch.resolve("model");
    output =
        FaultyFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), model)
            .toString();
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what the tests break.
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
  }

  /** Trains 24 passes with a checkpoint every second round. */
  private Command train(String... more) {
    return trainOn("train", more);
  }

  private Command trainOn(String corpus, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--corpus", made.path(corpus), "--output", output));
    arguments.addAll(List.of("-p", "k=2", "-p", "passes=24", "-p", "checkpointInterval=2"));
    arguments.addAll(List.of("--checkpoint-seconds", "0"));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  /** Trains until the disk dies, with checkpoints on it. */
  private void interrupted(String... more) {
    FaultyFileSystem.crashAfter(List.of(more).contains(VB) ? 3000 : 900);
    assertThat(train(more).code()).isNotZero();
    assertThat(FaultyFileSystem.heal()).isTrue();
    assertThat(model.resolve(".checkpoint")).isNotEmptyDirectory();
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  private String digest() throws IOException {
    return json(model.resolve("model.json")).path("digest").asText();
  }

  /** Every file by name, with its bytes and when it was written. */
  private Map<String, String> everything() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(
            file.toString(),
            Files.getLastModifiedTime(file)
                + " "
                + java.util.Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return all;
  }

  private void metricsAreUnbroken() throws IOException {
    List<String> lines = Files.readAllLines(model.resolve("metrics.jsonl"));
    double seconds = 0;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      assertThat(line.path("round").asInt()).isEqualTo(i + 1);
      assertThat(line.path("trainSeconds").asDouble()).isGreaterThan(seconds);
      seconds = line.path("trainSeconds").asDouble();
    }
    JsonNode provenance = json(model.resolve("model.json")).path("provenance");
    assertThat(lines).hasSize(provenance.path("rounds").asInt());
    assertThat(provenance.path("trainSeconds").asDouble()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {CVB0, VB})
  void aRunWhoseDiskDiesAgainAndAgainEndsAsIfNothingHadBeen(String how) throws IOException {
    Command whole = train("-p", how, "-p", "subsamplingRate=" + (how.equals(VB) ? 1 : 0.5));
    assertThat(whole.code()).as(whole.err()).isZero();
    String undisturbed = digest();
    model = scratch.resolve("again");
    output = output.replaceFirst("model$", "again");
    Random random = new Random(7);
    int deaths = 0;
    Command run;
    do {
      FaultyFileSystem.crashAfter(50 + random.nextInt(800 * (1 + deaths)));
      run = train("-p", how, "-p", "subsamplingRate=" + (how.equals(VB) ? 1 : 0.5), "--resume");
      deaths += FaultyFileSystem.heal() ? 1 : 0;
      assertThat(run.err()).doesNotContain("is damaged");
    } while (run.code() != 0 && deaths < 40);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(deaths).isGreaterThan(1);
    assertThat(digest()).isEqualTo(undisturbed);
    metricsAreUnbroken();
    assertThat(model.resolve(".checkpoint")).doesNotExist();
    assertThat(json(model.resolve("run.json")).path("status").asText()).isEqualTo("done");
  }

  @Test
  void anOverwritingRunThatDiesKeepsTheOldModelAndItsMetrics() throws IOException {
    assertThat(train("-p", CVB0, "-p", "seed=8").code()).isZero();
    String newer = digest();
    assertThat(train("-p", CVB0, "--overwrite").code()).isZero();
    String old = digest();
    String metrics = Files.readString(model.resolve("metrics.jsonl"));
    Random random = new Random(3);
    Command run;
    int kept = 0;
    do {
      FaultyFileSystem.crashAfter(50 + random.nextInt(300 * (1 + kept)));
      run = train("-p", CVB0, "-p", "seed=8", "--overwrite", "--resume");
      FaultyFileSystem.heal();
      if (digest().equals(old)) {
        kept++;
        assertThat(model.resolve("metrics.jsonl")).hasContent(metrics);
      } else {
        assertThat(digest()).isEqualTo(newer);
      }
    } while (run.code() != 0 && kept < 40);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(kept).isPositive();
    assertThat(digest()).isEqualTo(newer);
    metricsAreUnbroken();
    assertThat(Files.readString(model.resolve("metrics.jsonl"))).isNotEqualTo(metrics);
    try (Stream<Path> left = Files.list(model)) {
      assertThat(left.map(p -> p.getFileName().toString().replaceFirst("-.*", "")))
          .containsExactlyInAnyOrder("polya", "metrics.jsonl", "model.json", "run.json");
    }
  }

  @Test
  void resumingNothingBeginsAndResumingWhatIsFinishedChangesNothing() throws IOException {
    Command first = train("--resume");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("resume: there is no whole checkpoint in ");
    Map<String, String> before = everything();
    for (String[] more : new String[][] {{}, {"--overwrite"}, {"-p", "checkpointInterval=7"}}) {
      Command again =
          train(Stream.concat(Stream.of("--resume"), Stream.of(more)).toArray(String[]::new));
      assertThat(again.code()).as(again.err()).isZero();
      assertThat(again.out()).contains("was finished before; nothing was changed");
      assertThat(everything()).isEqualTo(before);
    }
    Command other = train("--resume", "-p", "seed=2");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("-p seed was 1 and is 2").contains("--overwrite");
    assertThat(trainOn("test", "--resume").code()).isEqualTo(5);
    assertThat(everything()).isEqualTo(before);
    assertThat(train("--resume", "--overwrite", "-p", "seed=2").code()).isZero();
    assertThat(everything()).isNotEqualTo(before);
  }

  @Test
  void whatAKillAfterTheLastRoundLeftIsPutInOrder() throws IOException {
    assertThat(train().code()).isZero();
    Path data;
    try (Stream<Path> entries = Files.list(model)) {
      data =
          entries
              .filter(p -> p.getFileName().toString().startsWith("polya-data-"))
              .findFirst()
              .get();
    }
    String before = Files.readString(model.resolve("metrics.jsonl")).lines().findFirst().get();
    Files.move(model.resolve("metrics.jsonl"), data.resolve("metrics.jsonl"));
    Files.writeString(model.resolve("metrics.jsonl"), before + "\n");
    for (String left : List.of(LEFT, ".checkpoint")) {
      Files.createDirectories(model.resolve(left).resolve("round-5"));
      Files.copy(data.resolve(".polya"), model.resolve(left).resolve(".polya"));
    }
    Files.delete(model.resolve("run.json"));
    assertThat(train("--resume").code()).isZero();
    metricsAreUnbroken();
    assertThat(json(model.resolve("run.json")).path("digest").asText()).isEqualTo(digest());
    assertThat(model.resolve(".checkpoint")).doesNotExist();
    assertThat(model.resolve(LEFT)).doesNotExist();
  }

  @Test
  void aResumedRunMustBeTheSameButForWhatNoModelDependsOn() throws IOException {
    interrupted("-p", CVB0);
    Map<String, String> before = everything();
    before.keySet().removeIf(name -> name.endsWith("run.json"));
    Command otherSeed = train("-p", CVB0, "--resume", "-p", "seed=4", "-p", "pruning=0.01");
    assertThat(otherSeed.code()).as(otherSeed.err()).isEqualTo(2);
    assertThat(otherSeed.err())
        .contains("-p pruning was auto and is 0.01, -p seed was 1 and is 4; only what");
    Command otherCorpus = trainOn("test", "-p", CVB0, "--resume");
    assertThat(otherCorpus.code()).as(otherCorpus.err()).isEqualTo(5);
    assertThat(otherCorpus.err()).contains("corpus data was polya-data-").contains("tokens was ");
    Map<String, String> after = everything();
    after.keySet().removeIf(name -> name.endsWith("run.json"));
    assertThat(after).isEqualTo(before);

    Command resumed =
        train("-p", CVB0, "--resume", "-p", "checkpointInterval=9", "--partitions", "5");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("resume: going on after round ");
    assertThat(json(model.resolve("run.json")).path("resumedAfterRound").asInt()).isPositive();
    metricsAreUnbroken();
  }

  @Test
  void withoutResumeAnInterruptedRunIsBegunAnewAndThatIsSaid() {
    interrupted("-p", CVB0);
    Command anew = train("-p", CVB0);
    assertThat(anew.code()).as(anew.err()).isZero();
    assertThat(anew.err()).contains("beginning anew: ").contains("--resume would");
    assertThat(anew.err()).contains("round 1/");
  }

  @Test
  void aDamagedCheckpointGivesWayToTheOneBefore() throws IOException {
    interrupted("-p", VB, "-p", "subsamplingRate=1");
    List<Path> tables;
    try (Stream<Path> files = Files.walk(model.resolve(".checkpoint"))) {
      tables = files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    }
    Path newest =
        tables.stream()
            .filter(t -> Files.exists(t.resolveSibling("../checkpoint.json").normalize()))
            .max(java.util.Comparator.comparingInt(TrainResumeTest::round))
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(newest);
    bytes[150] ^= 1; // Beyond the page's header, in the numbers.
    Files.write(newest, bytes);
    Command resumed = train("-p", VB, "-p", "subsamplingRate=1", "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .contains("round-" + round(newest) + " is damaged: the states of its tiles")
        .contains("going on after round " + (round(newest) - 2));
    metricsAreUnbroken();
  }

  private static int round(Path table) {
    return Integer.parseInt(table.toString().replaceAll(".*round-(\\d+)/.*", "$1"));
  }

  @Test
  void aNegativeNumberOfSecondsIsRefused() {
    Command run =
        Command.run(
            "train",
            "--corpus",
            made.path("train"),
            "--output",
            output,
            "--checkpoint-seconds",
            "-1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot use --checkpoint-seconds -1.0: allowed is 0 or more.");
  }
}
