package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.faults.FaultyFileSystem;
import polya.spark.LocalSpark;
import polya.spark.OpenedFiles;

/** The command train where no method is named. */
class TrainAutoTest {
  private static final String VOCABULARY = "vocabulary.txt";

  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;

  /** Documents long enough for gibbs; {@code large} has some more. */
  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.corpora(folder);
    made.corpus("long", documents(130), VOCABULARY);
    made.corpus("longer", documents(150), VOCABULARY);
  }

  private static String documents(int howMany) {
    return IntStream.rangeClosed(1, howMany)
        .mapToObj(d -> d + " " + (1 + d % 6) + " 300\n" + d + " " + (7 + d % 5) + " 150\n")
        .collect(Collectors.joining());
  }

  private Command train(String corpus, String... more) {
    return at(scratch.resolve("model").toString(), corpus, more);
  }

  private static Command at(String output, String corpus, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--corpus", made.path(corpus)));
    words.addAll(List.of("--output", output, "-p", "k=2"));
    words.addAll(List.of(more));
    return Command.run(words.toArray(String[]::new));
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(Files.readString(scratch.resolve(name)));
  }

  private String digest(String model) throws IOException {
    return json(model + "/model.json").path("digest").asText();
  }

  @Test
  void whatWasChosenAndWhyIsToldEverywhere() throws IOException {
    Command run = train("long", "-p", "maxIter=3");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode model = json("model/model.json");
    assertThat(model.path("inference").asText()).isEqualTo("gibbs");
    String why = model.path("provenance").path("inferenceChosen").asText();
    assertThat(why).contains("for each of 2 topics").contains(" s by calculation");
    assertThat(run.err()).contains("inference gibbs: " + why);
    assertThat(run.out()).contains("lda · gibbs");
    JsonNode configuration = json("model/run.json").path("configuration");
    assertThat(configuration.path("inference").asText()).isEqualTo("gibbs");
    assertThat(configuration.path("inferenceChosen").asText()).isEqualTo(why);
    assertThat(configuration.path("parameters").has("burnIn")).isTrue();
  }

  @Test
  void aTinyCorpusAndANamedMethodAreAsTheyWere() throws IOException {
    Command tiny = train("train", "-p", "maxIter=3");
    assertThat(tiny.code()).as(tiny.err()).isZero();
    assertThat(tiny.err()).contains("inference svi: of corpora of ");
    Command named = at(scratch + "/named", "train", "-p", "maxIter=3", "--inference", "svi");
    assertThat(named.err()).doesNotContain("inference svi");
    assertThat(json("named/model.json").path("provenance").has("inferenceChosen")).isFalse();
    assertThat(digest("named")).isEqualTo(digest("model"));
  }

  @Test
  void parametersAndOptionsOfOneMethodDecide() throws IOException {
    Command run = train("train", "-p", "burnIn=1", "-p", "samples=1", "-p", "startPasses=1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("inference gibbs: burnIn is a parameter of it alone");
    Command both = train("train", "-p", "burnIn=1", "-p", "passes=1", "--overwrite");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("burnIn and passes").contains("of one method");
    Command named = train("train", "-p", "burnIn=1", "--inference", "svi", "--overwrite");
    assertThat(named.code()).isEqualTo(2);
    assertThat(named.err()).contains("Cannot set burnIn: there is no such parameter.");
    Command warm =
        at(scratch + "/warm", "train", "--warm-start", scratch + "/model", "-p", "maxIter=2");
    assertThat(warm.code()).as(warm.err()).isZero();
    assertThat(warm.err()).contains("inference gibbs: the earlier model was trained by it");
    Command kept = at(scratch + "/kept", "train", "--assignments", "-p", "maxIter=3");
    assertThat(kept.code()).as(kept.err()).isZero();
    assertThat(kept.err()).contains("inference gibbs: it alone keeps --assignments");
  }

  @Test
  void whatARunHasIsNeverChosenAgain() throws IOException {
    Path output = scratch.resolve("model");
    String path =
        FaultyFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), output)
            .toString();
    String[] brief = {"-p", "checkpointInterval=1", "--checkpoint-seconds", "0", "-p", "maxIter=9"};
    List<String> begun = new ArrayList<>(List.of(brief));
    begun.addAll(List.of("--budget", "1.5"));
    String[] budget = begun.toArray(String[]::new);
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what is broken here.
    try {
      FaultyFileSystem.crashAfter(200);
      assertThat(at(path, "long", budget).code()).isNotZero();
    } finally {
      assertThat(FaultyFileSystem.heal()).isTrue();
      LocalSpark.session().sparkContext().setLogLevel("ERROR");
    }
    assertThat(output.resolve(".checkpoint")).isNotEmptyDirectory();

    Command grown = at(path, "longer", with(budget, "--resume"));
    assertThat(grown.code()).as(grown.err()).isEqualTo(5);
    assertThat(grown.err())
        .contains("corpus data was ")
        .contains("documents was 130 and is 150")
        .doesNotContain("--inference was")
        .doesNotContain("-p ");
    Command otherBudget = at(path, "long", with(brief, "--budget", "2", "--resume"));
    assertThat(otherBudget.code()).as(otherBudget.err()).isEqualTo(2);
    assertThat(otherBudget.err()).contains("--budget was 1.5 and is 2.0");
    Command without = at(path, "long", with(brief, "--resume"));
    assertThat(without.code()).as(without.err()).isEqualTo(2);
    assertThat(without.err()).contains("--budget was 1.5 and is none");
    Command other = at(path, "long", with(brief, "-p", "burnIn=2", "--resume"));
    assertThat(other.code()).as(other.err()).isEqualTo(2);

    Command resumed = at(path, "long", with(budget, "--resume"));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("resume: going on after round ");
    String digest = digest("model");
    Command again = at(path, "long", with(budget, "--resume"));
    assertThat(again.out()).contains("was finished before");
    assertThat(at(scratch + "/whole", "long", budget).code()).isZero();
    assertThat(digest("whole")).isEqualTo(digest);
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aBusyMachineChoosesTheSame() throws IOException {
    String[] brief = {"--budget", "1", "-p", "maxIter=4"};
    assertThat(train("long", brief).code()).isZero();
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> load = IntStream.range(0, 2).mapToObj(i -> new Thread(() -> loop(over))).toList();
    load.forEach(Thread::start);
    try {
      assertThat(at(scratch + "/busy", "long", brief).code()).isZero();
    } finally {
      over.set(true);
    }
    JsonNode quiet = json("model/model.json");
    JsonNode busy = json("busy/model.json");
    for (String field : List.of("inference", "parameters", "digest")) {
      assertThat(busy.path(field)).as(field).isEqualTo(quiet.path(field));
    }
    assertThat(busy.path("provenance").path("inferenceChosen"))
        .isEqualTo(quiet.path("provenance").path("inferenceChosen"));
  }

  private static void loop(AtomicBoolean over) {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void trainingReadsNoCorpusButItsOwn() {
    String opened =
        OpenedFiles.under(LocalSpark.session().sparkContext().hadoopConfiguration(), folder);
    OpenedFiles.since();
    Command run =
        Command.run(
            "train",
            "--corpus",
            opened + "/train",
            "--output",
            scratch + "/model",
            "-p",
            "k=2",
            "-p",
            "maxIter=2");
    assertThat(run.code()).as(run.err()).isZero();
    Set<String> files = OpenedFiles.since();
    assertThat(files)
        .anyMatch(file -> file.endsWith(".parquet"))
        .allMatch(file -> file.startsWith(made.path("train") + "/"));
  }

  @Test
  void aBudgetIsANumberOfSecondsForAFamilyWithCosts() {
    Command none = train("train", "--budget", "0");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--budget: 0.0; ").contains("a number of seconds > 0");
    Command other = train("train", "--budget", "9", "--model", "mixture");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("Cannot keep a budget of 9.0 s");
  }
}
