package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.spark.LocalSpark;
import polya.spark.store.ModelStore;
import polya.topics.Phi;

/** Corpora that hold one text many times, or fewer texts than there are topics. */
@Tag("long")
class AlikeTopicsJobsTest {
  private static final int THEMES = 10;

  /** Enough to tell topics apart; to the end it would be five times as long. */
  private static final String SVI = " -p passes=12";

  private static final String GIBBS = " --inference gibbs -p burnIn=20 -p samples=5";

  @TempDir static Path folder;

  /** 600 copies of one text and 400 of ten themes; and five texts, twenty times each. */
  @BeforeAll
  static void ingest() throws IOException {
    List<String> lines = new ArrayList<>();
    String copied = text("boiler", 30, Streams.of(1, Purpose.TEST, 0, 0));
    for (int d = 0; d < 1000; d++) {
      RandomStream stream = Streams.of(1, Purpose.TEST, 1, d);
      lines.add(d % 5 < 3 ? copied : text("t" + stream.nextInt(THEMES) + "w", 15, stream));
    }
    ingest("dups", lines, "copies  599 of 1,000 records");
    List<String> few = new ArrayList<>();
    for (int d = 0; d < 100; d++) {
      few.add(text("t" + d % 5 + "w", 15, Streams.of(1, Purpose.TEST, 2, d % 5)));
    }
    ingest("few", few, "copies  95 of 100 records");
  }

  private static String text(String word, int words, RandomStream stream) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append(word).append(stream.nextInt(words)).append(' ');
    }
    return text.toString();
  }

  private static void ingest(String name, List<String> lines, String told) throws IOException {
    Path input = Files.write(folder.resolve(name + ".txt"), lines);
    Command run =
        Command.run(
            ("ingest --format text --input " + input + " --output " + folder.resolve(name))
                .split(" "));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains(told);
  }

  private Command train(String corpus, String options) {
    String all =
        "train --overwrite --corpus "
            + folder.resolve(corpus)
            + " --output "
            + folder.resolve("model")
            + " "
            + options;
    Command run = Command.run(all.strip().split(" +"));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static JsonNode record() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("model/run.json").toFile());
  }

  private static Set<Integer> numbers(JsonNode list) {
    Set<Integer> numbers = new HashSet<>();
    list.forEach(k -> numbers.add(k.asInt()));
    return numbers;
  }

  /** φ, K rows. */
  private static double[][] topics() {
    ModelStore model = ModelStore.open(LocalSpark.session(), folder.resolve("model").toString());
    Phi phi = model.posterior().topics();
    double[][] topics = new double[phi.topics()][phi.terms()];
    double[] row = new double[phi.topics()];
    for (int w = 0; w < phi.terms(); w++) {
      phi.expand(w, row, 0);
      for (int k = 0; k < row.length; k++) {
        topics[k][w] = row[k];
      }
    }
    return topics;
  }

  private static double distance(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(w -> Math.abs(one[w] - other[w])).sum() / 2;
  }

  /** What was told of topics is what can be seen in them; no two with tokens have equal bits. */
  private static void isTold(Command run, double[][] topics) throws IOException {
    Set<Integer> empty = numbers(record().get("emptyTopics"));
    Set<Set<Integer>> groups = new HashSet<>();
    record().get("equalTopics").forEach(group -> groups.add(numbers(group)));
    Set<Integer> grouped = new HashSet<>();
    groups.forEach(grouped::addAll);
    Set<Integer> near = new HashSet<>();
    for (int j = 0; j < topics.length; j++) {
      for (int k = 0; k < j; k++) {
        if (!empty.contains(j) && !empty.contains(k)) {
          assertThat(Arrays.equals(topics[j], topics[k])).as("%d = %d", j, k).isFalse();
          if (distance(topics[j], topics[k]) <= 0.1) {
            near.addAll(List.of(j, k));
          }
        }
      }
    }
    assertThat(grouped).isEqualTo(near);
    assertThat(
            run.err()
                .contains(
                    "warning: "
                        + near.size()
                        + " of "
                        + topics.length
                        + " topics are equal or nearly so"))
        .isEqualTo(!near.isEmpty());
    assertThat(run.err().contains("note: " + empty.size() + " of " + topics.length))
        .isEqualTo(!empty.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {SVI, GIBBS, "--model gammapoisson" + SVI, "--model hpf" + SVI})
  void copiesOfOneTextTakeFewTopicsAndEqualOnesAreTold(String options) throws IOException {
    fewTopicsAreOfTheCopiedText(options);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      strings = {
        SVI + " -p variational=vb",
        SVI + " -p variational=hybrid",
        "--model gammapoisson -p topics=gamma" + SVI,
        "--model gammapoisson" + GIBBS
      })
  void copiesOfOneTextTakeFewTopicsByEveryOtherMethod(String options) throws IOException {
    fewTopicsAreOfTheCopiedText(options);
  }

  private void fewTopicsAreOfTheCopiedText(String options) throws IOException {
    Command run = train("dups", "-p k=30 " + options);
    double[][] topics = topics();
    isTold(run, topics);
    List<String> terms =
        ModelStore.open(LocalSpark.session(), folder.resolve("model").toString())
            .vocabulary()
            .terms();
    Set<Integer> empty = numbers(record().get("emptyTopics"));
    long copied =
        IntStream.range(0, topics.length)
            .filter(k -> !empty.contains(k))
            .filter(
                k ->
                    IntStream.range(0, terms.size())
                            .filter(w -> terms.get(w).startsWith("boiler"))
                            .mapToDouble(w -> topics[k][w])
                            .sum()
                        > 0.5)
            .count();
    assertThat(copied).isBetween(1L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " -p variational=vb", " --model gammapoisson -p topics=gamma"})
  void moreTopicsThanTextsBeginApartWhateverThePartitions(String options) throws IOException {
    Command run = train("few", "-p k=12 --partitions 1" + SVI + options);
    isTold(run, topics());
    String digest = record().get("digest").asText();
    train("few", "-p k=12 --partitions 5" + SVI + options);
    assertThat(record().get("digest").asText()).isEqualTo(digest);
  }

  @Test
  void ofOneTopicNothingIsWarned() throws IOException {
    Command run = train("few", "-p k=1" + SVI);
    assertThat(run.err()).doesNotContain("warning", "note");
    assertThat(record().get("equalTopics")).isEmpty();
  }

  @Test
  void topicsTellsOfEqualOnesToo() {
    String told =
        train("few", "-p k=12 -p variational=vb" + SVI)
            .err()
            .lines()
            .filter(line -> line.startsWith("warning: ") || line.startsWith("note: "))
            .findFirst()
            .orElseThrow();
    Command topics = Command.run("topics", "--model", folder.resolve("model").toString());
    assertThat(topics.err()).contains(told);
    Command json = Command.run("topics", "--json", "--model", folder.resolve("model").toString());
    assertThat(json.out()).contains("\"equalTopics\"", "\"emptyTopics\"");
  }
}
