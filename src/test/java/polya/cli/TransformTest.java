package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.infer.Posterior;
import polya.mixing.FoldInSweeps;
import polya.mixing.Mixtures;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/** The command transform: what it writes, and what it refuses without leaving anything. */
class TransformTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @BeforeAll
  static void train() {
    made = TrainedModel.in(folder);
  }

  private static Command transform(String corpus, String output, String... more) {
    List<String> all = new ArrayList<>(List.of("transform", "--model", made.path("model")));
    all.addAll(List.of("--corpus", made.path(corpus), "--output", made.path(output)));
    all.addAll(Arrays.asList(more));
    return Command.run(all.toArray(String[]::new));
  }

  private static void done(Command run) {
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(new File(made.path(file)));
  }

  /** The rows in the order of their ids. */
  private static List<Row> rows(String output) throws IOException {
    String data = json(output + "/transform.json").path("data").asText();
    return LocalSpark.session()
        .read()
        .parquet(made.path(output + "/" + data + "/mixtures"))
        .orderBy("id")
        .collectAsList();
  }

  private static Posterior posterior() {
    return ModelStore.open(LocalSpark.session(), made.path("model")).posterior();
  }

  @Test
  void everyDocumentGetsTheMixtureThatTheKernelGives() throws IOException {
    Command run = transform("test", "plain");
    done(run);
    List<Row> rows = rows("plain");
    assertThat(rows).hasSize(41);
    Map<String, Document> documents = new HashMap<>();
    CorpusStore.open(LocalSpark.session(), made.path("test"))
        .documentRdd()
        .collect()
        .forEach(d -> documents.put(d.id(), d));
    Mixtures kernel = new Mixtures(posterior().topics(), posterior().documents());
    for (Row row : rows) {
      Document document = documents.get(row.getString(0));
      assertThat(row.<Long>getAs("tokens")).isEqualTo(document.tokens());
      assertThat(row.<Long>getAs("outOfVocabularyTokens")).isZero();
      List<Float> mixture = row.getList(row.fieldIndex("mixture"));
      assertThat(mixture).hasSize(2).allMatch(share -> share > 0);
      assertThat(mixture.get(0) + mixture.get(1)).isCloseTo(1, within(1e-6f));
      double[] expected = kernel.of(document.terms(), document.counts());
      assertThat(mixture).containsExactly((float) expected[0], (float) expected[1]);
    }
    JsonNode manifest = json("plain/transform.json");
    assertThat(manifest.path("format").asInt()).isEqualTo(1);
    assertThat(manifest.path("modelDigest").asText()).hasSize(64);
    assertThat(manifest.path("documents").asLong()).isEqualTo(41);
    JsonNode record = json("plain/run.json");
    assertThat(record.path("status").asText()).isEqualTo("done");
    assertThat(record.path("counts").path("tokens"))
        .isEqualTo(manifest.path("tokens"))
        .isEqualTo(json("test/corpus.json").path("tokens"));
    assertThat(run.out())
        .isEqualTo(
            "mixtures %s  41 documents (0 empty)  %d tokens  0 out of vocabulary  k 2%n"
                .formatted(made.path("plain"), manifest.path("tokens").asLong()));
  }

  @Test
  void aFewSweepsAreTheKernelsAndAreTold() throws IOException {
    done(transform("test", "swept", "--sweeps", "3"));
    Posterior posterior = posterior();
    Mixtures kernel = new Mixtures(posterior.topics(), posterior.documents(), FoldInSweeps.of(3));
    Map<String, Row> byId = new HashMap<>();
    rows("swept").forEach(row -> byId.put(row.getString(0), row));
    CorpusStore.open(LocalSpark.session(), made.path("test"))
        .documentRdd()
        .collect()
        .forEach(
            d -> {
              double[] expected = kernel.of(d.terms(), d.counts());
              assertThat(byId.get(d.id()).<Float>getList(3))
                  .containsExactly((float) expected[0], (float) expected[1]);
            });
    assertThat(json("swept/transform.json").path("sweeps").asInt()).isEqualTo(3);
    assertThat(json("swept/run.json").at("/configuration/sweeps").asInt()).isEqualTo(3);
    Command none = transform("test", "no", "--sweeps", "0");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("Cannot use --sweeps: 0; allowed is a whole number ≥ 1");
  }

  @Test
  void anyPartitionsGiveTheSameRowsAndTheTruthIsNear() throws IOException {
    String[] drawn = {"--topics-from", made.path("model"), "--mean-length", "40"};
    List<Row> expected = null;
    for (String partitions : List.of("1", "2", "7")) {
      String corpus = "drawn-" + partitions;
      List<String> simulate = new ArrayList<>(List.of("simulate", "--documents", "120"));
      simulate.addAll(List.of("--output", made.path(corpus), "--partitions", partitions));
      simulate.addAll(List.of("--truth", made.path(corpus + "-truth")));
      simulate.addAll(List.of(drawn));
      done(Command.run(simulate.toArray(String[]::new)));
      done(transform(corpus, corpus + "-mixtures"));
      List<Row> rows = rows(corpus + "-mixtures");
      assertThat(rows).hasSize(120);
      assertThat(rows).isEqualTo(expected == null ? rows : expected);
      expected = rows;
    }
    String data = json("drawn-1-truth/model.json").path("data").asText();
    List<Row> truth =
        LocalSpark.session()
            .read()
            .parquet(made.path("drawn-1-truth/" + data + "/mixtures"))
            .orderBy("id")
            .collectAsList();
    double off = 0;
    for (int d = 0; d < 120; d++) {
      List<Float> mixture = expected.get(d).getList(3);
      List<Double> drawnWith = truth.get(d).getList(1);
      off += Math.abs(mixture.get(0) - drawnWith.get(0)) / 120;
    }
    // 40 tokens leave a share's standard deviation at 0.08 where topics do not overlap.
    assertThat(off).isLessThan(0.08);
  }

  @Test
  void anEmptyDocumentGetsThePriorMean() throws IOException {
    made.corpus("gap", "1 1 3\n3 8 2\n", "vocabulary.txt");
    Command run = transform("gap", "gap-mixtures");
    done(run);
    assertThat(run.out()).contains("3 documents (1 empty)");
    double[] alpha = posterior().documents().alpha();
    Row empty = rows("gap-mixtures").get(1);
    assertThat(empty.getLong(1)).isZero();
    assertThat(empty.<Float>getList(3))
        .containsExactly(
            (float) (alpha[0] / (alpha[0] + alpha[1])), (float) (alpha[1] / (alpha[0] + alpha[1])));
  }

  @Test
  void tokensOutsideTheVocabularyAreCounted() throws IOException {
    Path lines = folder.resolve("lines.jsonl");
    Files.writeString(lines, "{\"id\":\"a\",\"text\":\"sea1 hill7 moon moon sun sea2\"}\n");
    done(
        Command.run(
            "ingest",
            "--format",
            "jsonl",
            "--input",
            lines.toString(),
            "--vocabulary-of",
            made.path("train"),
            "--output",
            made.path("worded")));
    done(transform("worded", "worded-mixtures"));
    Row row = rows("worded-mixtures").get(0);
    assertThat(row.getLong(1)).isEqualTo(3);
    assertThat(row.getLong(2)).isEqualTo(3);
    assertThat(json("worded-mixtures/transform.json").path("outOfVocabularyTokens").asLong())
        .isEqualTo(3);
  }

  @Test
  void theLargestSharesComeWithTheirTopics() throws IOException {
    done(transform("test", "all"));
    done(transform("test", "one", "--top", "1"));
    done(transform("test", "most", "--top", "9"));
    List<Row> all = rows("all");
    List<Row> one = rows("one");
    List<Row> most = rows("most");
    for (int d = 0; d < all.size(); d++) {
      List<Float> mixture = all.get(d).getList(3);
      int best = mixture.get(1) > mixture.get(0) ? 1 : 0;
      List<Row> first = one.get(d).getList(one.get(d).fieldIndex("topics"));
      assertThat(first).hasSize(1);
      assertThat(first.get(0).getInt(0)).isEqualTo(best);
      assertThat(first.get(0).getFloat(1)).isEqualTo(mixture.get(best));
      List<Row> both = most.get(d).getList(3);
      assertThat(both).hasSize(2);
      assertThat(both.get(0)).isEqualTo(first.get(0));
      assertThat(both.get(1).getInt(0)).isEqualTo(1 - best);
    }
  }

  @Test
  void aRowForEachShareHasTheKeptColumns() throws IOException {
    done(transform("test", "plain-too"));
    done(transform("test", "long", "--long", "--min-share", "0.3"));
    String data = json("long/transform.json").path("data").asText();
    List<Row> shares =
        LocalSpark.session()
            .read()
            .parquet(made.path("long/" + data + "/mixtures"))
            .orderBy("id", "topic")
            .collectAsList();
    List<String> expected = new ArrayList<>();
    for (Row row : rows("plain-too")) {
      List<Float> mixture = row.getList(3);
      for (int k = 0; k < 2; k++) {
        if (mixture.get(k) >= 0.3) {
          expected.add(row.getString(0) + " " + k + " " + mixture.get(k));
        }
      }
    }
    assertThat(shares.get(0).schema().fieldNames())
        .containsExactly("id", "topic", "share", "label");
    assertThat(shares.stream().map(r -> r.get(0) + " " + r.get(1) + " " + r.get(2)))
        .isEqualTo(expected)
        .hasSizeLessThan(82);
    assertThat(shares.stream().map(row -> row.getString(3))).contains("sea", "hill", "");
    assertThat(json("long/transform.json").path("rows").asLong()).isEqualTo(expected.size());
    done(transform("test", "best", "--long", "--top", "1"));
    assertThat(json("best/transform.json").path("rows").asLong()).isEqualTo(41);
    assertThat(transform("test", "bad", "--min-share", "0.1").err()).contains("only with --long");
  }

  @Test
  void badInputsAreSentencesThatLeaveNothing() throws IOException {
    Command none = transform("test", "bad", "--top", "0");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("Cannot use --top: 0; allowed is a whole number ≥ 1");

    Command foreign = transform("foreign", "bad");
    assertThat(foreign.code()).isEqualTo(5);
    assertThat(foreign.err())
        .contains("Cannot apply model at " + made.path("model") + " on corpus at ")
        .contains("12 terms (hash ", "they must be equal")
        .contains("--vocabulary-of " + made.path("train"));
    assertThat(json("bad/run.json").path("exitCode").asInt()).isEqualTo(5);
    assertThat(transform("model", "bad").code()).isEqualTo(3);

    // A documents table that is damaged half-way.
    made.corpus("damaged", "1 1 3\n2 8 2\n3 9 1\n", "vocabulary.txt");
    String data = json("damaged/corpus.json").path("data").asText();
    File[] files =
        new File(made.path("damaged/" + data + "/documents"))
            .listFiles((f, name) -> name.endsWith(".parquet"));
    Files.delete(files[0].toPath());
    Command damaged = transform("damaged", "bad");
    assertThat(damaged.code()).as(damaged.err()).isEqualTo(5);
    assertThat(damaged.err()).contains("its manifest says 3 documents").contains("ingest it again");
    assertThat(new File(made.path("bad")).list((f, name) -> !name.startsWith(".")))
        .containsExactly("run.json");

    done(transform("test", "twice"));
    List<Row> before = rows("twice");
    assertThat(transform("test", "twice").code()).isEqualTo(4);
    assertThat(transform("test", "model", "--overwrite").code()).isEqualTo(4);
    done(transform("test", "twice", "--overwrite"));
    assertThat(rows("twice")).isEqualTo(before);
    assertThat(new File(made.path("twice")).list((f, n) -> n.startsWith("polya-data-"))).hasSize(1);
  }
}
