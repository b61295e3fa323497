package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;
import polya.spark.store.ModelStore;
import polya.topics.Phi;
import polya.topics.TopTerms;

/** The commands that tell of topics: topics in other orders, describe, trends, merge. */
class DescribeTest {
  @TempDir static Path folder;
  private static TalesOfTopics made;

  @BeforeAll
  static void make() {
    made = TalesOfTopics.in(folder);
  }

  private static Command refused(int code, Command run) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    return run;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void topicsAreFoundByTermsAndByOtherTopics() throws IOException {
    Command found = TalesOfTopics.done(made.on("topics", "--find", "ship,new_york"));
    List<String> lines = found.out().lines().toList();
    assertThat(lines.get(0)).startsWith("topic   share    ship  new_york  terms");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
    assertThat(refused(2, made.on("topics", "--find", "shipp")).err())
        .contains("has no such term; the nearest that it has is ship. Correct --find.");
    Command like = TalesOfTopics.done(made.on("topics", "--like", "2", "--order", "frex"));
    assertThat(like.out().lines().toList()).hasSize(5);
    assertThat(like.out().lines().skip(1).findFirst().orElseThrow())
        .startsWith("    2")
        .contains("  0.0000  ");
    assertThat(refused(2, made.on("topics", "--like", "9")).err()).contains("it has 0 … 3");
    assertThat(refused(2, made.on("topics", "--order", "relevanse")).err())
        .contains("the nearest is relevance");
    String labels = file("labels.csv", "2,Wool\n");
    assertThat(TalesOfTopics.done(made.on("topics", "--like", "wool", "--labels", labels)).out())
        .contains("Wool");
    assertThat(refused(2, made.on("topics", "--like", "wol", "--labels", labels)).err())
        .contains("the nearest is that of 2, Wool");
  }

  @Test
  void labelsThatAreNoneAreRefusedInASentence() throws IOException {
    assertThat(refused(3, made.on("topics", "--labels", file("far.csv", "7,Sea\n"))).err())
        .isEqualTo(
            "polya: Cannot use labels of "
                + made.path("far.csv")
                + ": line 1, there is no topic 7; allowed is topics of the model, 0 … 3. Correct the"
                + " file.");
    assertThat(refused(3, made.on("topics", "--labels", made.path("none.csv"))).err())
        .contains("there is no such file");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "0,Müll\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused(3, made.on("topics", "--labels", latin.toString())).err())
        .contains("it is not UTF-8");
  }

  @Test
  void tablesHaveTheFiguresOfTheModelAndOfItsDocuments() throws IOException {
    String[] line = {
      "--corpus",
      made.path("news"),
      "--output",
      made.path("described"),
      "--terms",
      "6",
      "--order",
      "probability",
      "--representatives",
      "2",
      "--neighbours",
      "9",
      "--excerpts",
      "story",
      "--prompt",
      "--card"
    };
    Command run = TalesOfTopics.done(made.on("describe", line));
    Path data = made.data("described", "describe.json");
    assertThat(run.out()).contains("tables in " + data.getFileName());
    ModelStore model = ModelStore.open(LocalSpark.session(), made.path("model"));
    Phi phi = model.posterior().topics();
    TopTerms top = TopTerms.of(phi, 6);
    List<Row> terms = TalesOfTopics.table(data, "terms").orderBy("topic", "rank").collectAsList();
    assertThat(terms).hasSize(24);
    for (int i = 0; i < 24; i++) {
      Row row = terms.get(i);
      assertThat(row.getString(2)).isEqualTo(model.vocabulary().term(top.term(i / 6, i % 6)));
      assertThat(row.getDouble(3)).isEqualTo(top.weight(i / 6, i % 6));
      assertThat(row.getDouble(5))
          .isCloseTo(
              Math.log(row.getDouble(3)) - 0.4 * Math.log(row.getDouble(3) / row.getDouble(4)),
              within(1e-9));
    }
    List<Row> topics = TalesOfTopics.table(data, "topics").orderBy("topic").collectAsList();
    assertThat(topics).hasSize(4);
    assertThat(topics.stream().mapToDouble(row -> row.getDouble(2)).sum())
        .isCloseTo(1, within(1e-9));
    // One of the 122 documents has no words.
    assertThat(topics.stream().mapToLong(row -> row.getLong(3)).sum()).isEqualTo(121);
    assertThat(topics).extracting(row -> row.getString(1)).contains("new york");
    assertThat(topics).allSatisfy(row -> assertThat(row.getDouble(6)).isBetween(-1.0, 1.0));
    List<Row> documents =
        TalesOfTopics.table(data, "representatives").orderBy("topic", "rank").collectAsList();
    assertThat(documents).hasSize(8);
    assertThat(documents.get(0).schema().fieldNames())
        .containsExactly("topic", "rank", "id", "share", "tokens", "date", "share_", "excerpt");
    for (int i = 0; i < 8; i += 2) {
      assertThat(documents.get(i).getDouble(3)).isBetween(documents.get(i + 1).getDouble(3), 1.0);
      assertThat(documents.get(i).getString(7)).endsWith("…").hasSizeLessThanOrEqualTo(301);
    }
    List<Row> neighbours = TalesOfTopics.table(data, "neighbours").collectAsList();
    assertThat(neighbours).hasSize(12);
    assertThat(neighbours).allSatisfy(row -> assertThat(row.getDouble(2)).isBetween(0.0, 1.0));

    String csv = Files.readString(data.resolve("terms.csv"));
    assertThat(csv.lines().count()).isEqualTo(25);
    assertThat(csv).contains(",'=law,").doesNotContain(",=law,");
    assertThat(Files.readString(data.resolve("representatives.csv"))).contains(",'=Ada,");
    assertThat(Files.readString(data.resolve("prompts/2.txt")))
        .contains("Topic 2 of 4", "2,<name>", "«");
    assertThat(Files.readString(data.resolve("card.md"))).contains("| topics | 4 |", "## Topics");

    // What was written can be edited and given back as labels; a rerun changes nothing by itself.
    Command again =
        made.on("topics", "--labels", data.resolve("topics.csv").toString(), "--terms", "1");
    assertThat(TalesOfTopics.done(again).out()).contains("name").contains("new york");
    assertThat(refused(4, made.on("describe", line)).err()).contains("Give --overwrite");
    assertThat(Files.readString(data.resolve("terms.csv"))).isEqualTo(csv);
    line = Arrays.copyOf(line, line.length + 1);
    line[line.length - 1] = "--overwrite";
    TalesOfTopics.done(made.on("describe", line));
    Path newer = made.data("described", "describe.json");
    assertThat(Files.readString(newer.resolve("terms.csv"))).isEqualTo(csv);
    assertThat(data).doesNotExist();
  }

  @Test
  void describingNeedsNoCorpusAndLeavesNothingWhereItFails() {
    TalesOfTopics.done(made.on("describe", "--output", made.path("alone"), "--prompt"));
    Path data = made.data("alone", "describe.json");
    assertThat(data.resolve("representatives")).doesNotExist();
    Row topic = TalesOfTopics.table(data, "topics").first();
    assertThat(topic.isNullAt(3)).isTrue();
    assertThat(topic.isNullAt(6)).isTrue();
    String[] unknown = {
      "--corpus", made.path("news"), "--excerpts", "text", "--output", made.path("failed")
    };
    assertThat(refused(2, made.on("describe", unknown)).err())
        .contains("Cannot use --excerpts: text; allowed is a kept column of the corpus: date,");
    assertThat(folder.resolve("failed").toFile().list((f, n) -> !n.startsWith(".")))
        .containsExactly("run.json");
  }

  @Test
  void trendsFollowTheDocuments() throws IOException {
    Command run =
        TalesOfTopics.done(
            made.on(
                "trends", "--by", "date", "--granularity", "year", "--output", made.path("years")));
    assertThat(run.err())
        .contains("note: 1 of the documents without date in date: in no group")
        .contains(
            "note: 1 group has documents without any token of the vocabulary, and no shares: 2005");
    Path data = made.data("years", "trends.json");
    List<Row> rows = TalesOfTopics.table(data, "trends").orderBy("topic", "group").collectAsList();
    assertThat(rows).hasSize(40);
    double[] sums = new double[10];
    double[] mean = new double[4];
    for (int i = 0; i < 40; i++) {
      sums[i % 10] += rows.get(i).getDouble(5);
      mean[i / 10] += rows.get(i).getDouble(5) * rows.get(i).getLong(2);
    }
    assertThat(sums).containsExactly(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, within(1e-9));
    double tokens = made.json("years/trends.json").path("tokens").asLong();
    for (int k = 0; k < 4; k++) {
      assertThat(mean[k] / tokens)
          .isCloseTo(
              made.json("years/trends.json").path("all").get(k).path("share").asDouble(),
              within(1e-9));
    }
    // The sky rises: of its topic the last year has more than the first, by several errors.
    Row sky =
        TalesOfTopics.table(data, "trends").where("label like '%moon%'").orderBy("group").first();
    Row last =
        TalesOfTopics.table(data, "trends")
            .where("topic = " + sky.getInt(3) + " and group = '1999'")
            .first();
    assertThat(last.getDouble(7)).isGreaterThan(sky.getDouble(8));
    assertThat(Files.readString(data.resolve("trends.svg"))).startsWith("<svg").contains("1999");
    assertThat(Files.readString(data.resolve("trends.vl.json"))).contains("vega-lite");
    Command two =
        TalesOfTopics.done(
            made.on("trends", "--by", "share", "--drawn", "2", "--output", made.path("two")));
    assertThat(two.err()).contains("have the 2 of 4 topics that move most, in 2 groups");
    assertThat(made.data("two", "trends.json").resolve("trends.vl.json"))
        .content()
        .contains("moon")
        .doesNotContain("bread");

    Command months =
        made.on(
            "trends", "--by", "date", "--granularity", "month", "--output", made.path("months"));
    assertThat(TalesOfTopics.done(months).out()).contains("groups by date");
    assertThat(refused(2, made.on("trends", "--by", "dat", "--output", made.path("bad"))).err())
        .contains("a kept column of the corpus: date, share, story; the nearest is date");
    String[] none = {"--by", "share", "--granularity", "year", "--output", made.path("bad")};
    assertThat(refused(3, made.on("trends", none)).err())
        .contains("no document has both a date there and tokens");
  }

  @Test
  void mergedTopicsAreAModelOfTheirOwn() throws IOException {
    TalesOfTopics.done(made.on("merge", "--topics", "3+1", "--output", made.path("merged")));
    ModelStore old = ModelStore.open(LocalSpark.session(), made.path("model"));
    ModelStore merged = ModelStore.open(LocalSpark.session(), made.path("merged"));
    double[] before = old.parameters().topics().columnSums(4);
    double[] after = merged.parameters().topics().columnSums(3);
    assertThat(after)
        .containsExactly(new double[] {before[0], before[1] + before[3], before[2]}, within(1e-3));
    double[] alpha = old.posterior().documents().alpha();
    assertThat(merged.posterior().documents().alpha())
        .containsExactly(alpha[0], alpha[1] + alpha[3], alpha[2]);
    for (int w = 0; w < 24; w++) {
      float[] row = old.parameters().topics().row(w);
      float[] sums = merged.parameters().topics().row(w);
      assertThat(sums[1]).isEqualTo((float) ((double) row[1] + row[3]));
    }
    Path data = made.data("merged", "model.json");
    assertThat(TalesOfTopics.table(data, "mapping").orderBy("old").collectAsList())
        .extracting(row -> row.getInt(1))
        .containsExactly(0, 1, 2, 1);
    assertThat(TalesOfTopics.table(data, "hierarchy").count()).isEqualTo(3);

    Command topics = Command.run("topics", "--model", made.path("merged"));
    assertThat(TalesOfTopics.done(topics).out().lines().count()).isEqualTo(4);
    Command onMerged =
        Command.run(
            "perplexity",
            "--model",
            made.path("merged"),
            "--corpus",
            made.path("news"),
            "--estimator",
            "completion",
            "--output",
            made.path("scored"));
    TalesOfTopics.done(onMerged);
    Command further =
        Command.run(
            "train",
            "--corpus",
            made.path("news"),
            "--warm-start",
            made.path("merged"),
            "-p",
            "k=3",
            "-p",
            "passes=1",
            "--output",
            made.path("further"));
    TalesOfTopics.done(further);

    TalesOfTopics.done(made.on("merge", "--to", "1", "--output", made.path("one")));
    assertThat(refused(2, made.on("merge", "--to", "4", "--output", made.path("four"))).err())
        .contains("fewer topics than the model has, 4");
    assertThat(refused(2, made.on("merge", "--output", made.path("none"))).err())
        .contains("Cannot use --topics and --to: missing; allowed is one of them");
    assertThat(refused(4, made.on("merge", "--to", "2", "--output", made.path("one"))).code())
        .isEqualTo(4);
    Path metrics = Path.of(made.path("one"), "metrics.jsonl");
    Files.writeString(metrics, "{\"round\": 1, \"trainSeconds\": 1.0}\n");
    TalesOfTopics.done(made.on("merge", "--to", "2", "--output", made.path("one"), "--overwrite"));
    assertThat(metrics).as("they told of the model before").doesNotExist();
  }
}
