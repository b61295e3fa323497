package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

/** The command train, starting from an earlier model. */
class TrainWarmStartTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;

  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.in(folder);
  }

  private Command train(String corpus, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--corpus", made.path(corpus)));
    arguments.addAll(List.of("--output", scratch.resolve("model").toString(), "-p", "passes=3"));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(Files.readString(scratch.resolve(name)));
  }

  private static String digest(String model) throws IOException {
    String text = Files.readString(Path.of(made.path(model), "model.json"));
    return new ObjectMapper().readTree(text).path("digest").asText();
  }

  @Test
  void theNewModelSaysWhereItStartedAndTakesTopicsFromThere() throws IOException {
    // The foreign corpus has "ocean" where the model has "sea0".
    Command run = train("foreign", "--warm-start", made.path("model"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("warm start from ").contains("11 terms known, 1 new, 1 dropped");
    JsonNode provenance = json("model/model.json").path("provenance");
    assertThat(provenance.path("warmStart").asText()).isEqualTo(made.path("model"));
    assertThat(provenance.path("warmStartDigest").asText()).isEqualTo(digest("model"));
    assertThat(provenance.path("warmStartNewTerms").asText()).isEqualTo("1");
    assertThat(provenance.path("warmStartDroppedTerms").asText()).isEqualTo("1");
    JsonNode parameters = json("model/model.json").path("parameters");
    assertThat(parameters.path("k").asText()).isEqualTo("2");
    assertThat(parameters.path("docConcentration").asText())
        .as("chosen when training is over")
        .isEqualTo("auto");
    assertThat(parameters.path("learningOffset").asText()).isEqualTo("100");
    assertThat(json("model/run.json").path("configuration").path("warmStart").asText())
        .isEqualTo(made.path("model"));
  }

  @Test
  void whatIsGivenIsStronger() throws IOException {
    Command run =
        train(
            "train",
            "--warm-start",
            made.path("model"),
            "-p",
            "docConcentration=0.4,0.3",
            "-p",
            "learningOffset=7");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode parameters = json("model/model.json").path("parameters");
    assertThat(parameters.path("docConcentration").asText()).isEqualTo("0.4,0.3");
    assertThat(parameters.path("learningOffset").asText()).isEqualTo("7");
  }

  @Test
  void theModelIsTheSameForAnyPartitions() throws IOException {
    List<String> digests = new ArrayList<>();
    for (String partitions : List.of("1", "2", "7")) {
      Command run =
          train(
              "foreign",
              "--overwrite",
              "--warm-start",
              made.path("model"),
              "--partitions",
              partitions);
      assertThat(run.code()).as(run.err()).isZero();
      digests.add(json("model/model.json").path("digest").asText());
    }
    assertThat(digests).containsOnly(digests.get(0));
  }

  private void refused(Command run, String... parts) {
    assertThat(run.code()).as(run.err()).isEqualTo(5);
    assertThat(run.err()).startsWith("polya: Cannot ").contains(parts).doesNotContain("\tat ");
    assertThat(scratch.resolve("model/model.json")).doesNotExist();
  }

  /** A copy of the model whose manifest says something else. */
  private String changed(String from, String to) throws IOException {
    Path copy = scratch.resolve("changed");
    Path model = Path.of(made.path("model"));
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(model.relativize(file).toString()));
      }
    }
    Path manifest = copy.resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replace(from, to));
    return copy.toString();
  }

  @Test
  void anotherNumberOfTopicsIsRefused() {
    refused(
        train("train", "--warm-start", made.path("model"), "-p", "k=3"),
        "it has 2 topics, k is 3; they must be equal. Leave k out");
  }

  @Test
  void anotherFamilyIsRefused() throws IOException {
    refused(
        train("train", "--warm-start", changed("\"model\" : \"lda\"", "\"model\" : \"gap\"")),
        "Cannot start from model at ",
        "its family is gap; allowed is lda. Correct --model, or train without --warm-start.");
  }

  @Test
  void aMethodThatCannotBeStartedFromIsRefused() throws IOException {
    String model = changed("\"inference\" : \"svi\"", "\"inference\" : \"magic\"");
    refused(
        train("train", "--warm-start", model),
        "it was trained by magic; svi starts from a model trained by svi or gibbs. Change --inference");
  }

  @Test
  void aModelWithoutATermOfTheCorpusIsRefused() throws IOException {
    Path terms = scratch.resolve("terms.txt");
    Files.write(terms, List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"));
    made.corpus("nothing", "1 1 2\n2 3 1\n", terms.toString());
    refused(
        train("nothing", "--warm-start", made.path("model")),
        "none of its 12 terms is in the corpus; some must be.");
  }

  @Test
  void aMissingOrDamagedModelIsRefused() throws IOException {
    refused(
        train("train", "--warm-start", scratch.resolve("none").toString()),
        "Cannot read model at ",
        "there is no model.json");
    refused(train("train", "--warm-start", changed("{", "")), "Cannot read model at ", "damaged");
  }

  @Test
  void aFinishedRunFromAnotherModelIsNotTheSame() throws IOException {
    assertThat(train("train", "--warm-start", made.path("model"), "--resume").code()).isZero();
    Command again = train("train", "--warm-start", made.path("model"), "--resume");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("was finished before");
    Command cold = train("train", "-p", "k=2", "-p", "learningOffset=100", "--resume");
    assertThat(cold.code()).as(cold.err()).isEqualTo(5);
    assertThat(cold.err()).contains("--warm-start was " + digest("model").substring(0, 40));
  }
}
