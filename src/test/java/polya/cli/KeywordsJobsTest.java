package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.spark.LocalSpark;
import polya.spark.store.ModelStore;

/** What commands make of a file of keywords. */
class KeywordsJobsTest {
  @TempDir static Path folder;

  private static final String[] OF_A = {"apples", "arrow", "anchor", "atlas"};
  private static final String[] OF_B = {"bread", "bridge", "branch", "butter"};

  @BeforeAll
  static void make() throws IOException {
    LocalSpark.session();
    List<String> texts = new ArrayList<>();
    for (int d = 0; d < 160; d++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append((d % 2 == 0 ? OF_A : OF_B)[(d / 4 + i * i) % 4]).append(' ');
      }
      texts.add(text + "common d" + d % 7);
    }
    Files.write(folder.resolve("texts.txt"), texts);
    Command run =
        Command.run(
            "ingest",
            "--input",
            path("texts.txt"),
            "--format",
            "text",
            "--language",
            "en",
            "--stem",
            "full",
            "--output",
            path("corpus"));
    assertThat(run.code()).as(run.err()).isZero();
    write(
        "seeds.json", "{\"bakery\": [\"Bread\", \"nowhere\"], \"fruit\": [\"APPLE\", \"arrows\"]}");
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static Command train(String output, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("train", "--corpus", path("corpus"), "--output", path(output), "-p", "k=3"));
    line.addAll(List.of(more));
    return Command.run(line.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"svi, mixture", "svi, prior", "gibbs, mixture"})
  void namesAndKeywordsGoToTheFirstTopics(String method, String model) {
    String output = method + model;
    Command run =
        train(
            output,
            "--inference",
            method,
            "-p",
            "seeds=" + path("seeds.json"),
            "-p",
            "seedModel=" + model);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("1 of 4 keywords are no terms of corpus").contains("nowhere");
    Command topics = Command.run("topics", "--model", path(output), "--terms", "4");
    assertThat(topics.out().lines().filter(l -> l.matches(" +0 .*% +bakery .*bread.*")).toList())
        .as(topics.out())
        .hasSize(1);
    assertThat(topics.out().lines().filter(l -> l.matches(" +1 .*% +fruit .*appl.*")).toList())
        .as(topics.out())
        .hasSize(1);
    ModelStore store = ModelStore.open(LocalSpark.session(), path(output));
    assertThat(store.info().provenance().get("keywords"))
        .isEqualTo("{\"bakery\":[\"bread\"],\"fruit\":[\"appl\",\"arrow\"]}");
  }

  @Test
  void aRunGoesOnWithTheSameKeywordsAlone() throws IOException {
    write("first.json", "{\"bakery\": [\"bread\"]}");
    assertThat(train("resumed", "-p", "seeds=" + path("first.json")).code()).isZero();
    String digest = ModelStore.open(LocalSpark.session(), path("resumed")).info().digest();
    Command same = train("resumed", "--resume", "-p", "seeds=" + path("first.json"));
    assertThat(same.code()).as(same.err()).isZero();
    assertThat(ModelStore.open(LocalSpark.session(), path("resumed")).info().digest())
        .isEqualTo(digest);
    write("first.json", "{\"bakery\": [\"butter\"]}");
    Command other = train("resumed", "--resume", "-p", "seeds=" + path("first.json"));
    assertThat(other.code()).isNotZero();
    assertThat(other.err()).contains("keywords was");
  }

  @Test
  void aWarmStartAndAMergeKeepThem() {
    assertThat(train("earlier", "-p", "seeds=" + path("seeds.json")).code()).isZero();
    Command later = train("later", "--warm-start", path("earlier"));
    assertThat(later.code()).as(later.err()).isZero();
    String keywords = "{\"bakery\":[\"bread\"],\"fruit\":[\"appl\",\"arrow\"]}";
    assertThat(
            ModelStore.open(LocalSpark.session(), path("later"))
                .info()
                .provenance()
                .get("keywords"))
        .isEqualTo(keywords);
    Command merged =
        Command.run(
            "merge", "--model", path("earlier"), "--topics", "0+1", "--output", path("merged"));
    assertThat(merged.code()).as(merged.err()).isZero();
    assertThat(
            ModelStore.open(LocalSpark.session(), path("merged"))
                .info()
                .provenance()
                .get("keywords"))
        .isEqualTo("{\"bakery + fruit\":[\"appl\",\"arrow\",\"bread\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"a\"]|it is no object of names and lists",
        "{\"a\": \"b\"}|a has no list",
        "{\"a\": [1]}|which is no text in quotes",
        "{\"a\": [\"b\"], \"a\": [\"c\"]}|a name stands twice",
        "bread, butter|it is no JSON",
        "{\"a\": [], \"b\": [], \"c\": [], \"d\": []}|keywords of 4 topics: k is 3",
      })
  void whatIsNoFileOfKeywordsIsRefusedInASentence(String text, String sentence) throws IOException {
    write("wrong.json", text);
    Command run = train("none", "-p", "seeds=" + path("wrong.json"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(sentence);
    assertThat(folder.resolve("none").resolve("model.json")).doesNotExist();
  }

  @Test
  void noFileAndNoKnownWordAreTold() throws IOException {
    Command none = train("none", "-p", "seeds=" + path("nothing.json"));
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("there is no such file");
    write("foreign.json", "{\"a\": [\"zzz\"], \"b\": []}");
    Command foreign = train("foreign", "-p", "seeds=" + path("foreign.json"));
    assertThat(foreign.code()).as(foreign.err()).isZero();
    assertThat(foreign.err()).contains("none of them is a term");
    assertThat(train("plain").code()).isZero();
    assertThat(ModelStore.open(LocalSpark.session(), path("foreign")).info().digest())
        .isEqualTo(ModelStore.open(LocalSpark.session(), path("plain")).info().digest());
  }
}
