package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.CorpusInfo;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/** The command simulate: what it draws, and what it refuses without leaving anything. */
class SimulateTest {
  @TempDir private Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Command simulate(String output, String... more) {
    List<String> all = new ArrayList<>(List.of("simulate", "--output", path(output)));
    all.addAll(List.of(more));
    return Command.run(all.toArray(String[]::new));
  }

  private Command small(String output, String... more) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--documents", "300", "--terms", "70", "--mean-length", "12", "-p", "k=4"));
    all.addAll(List.of(more));
    return simulate(output, all.toArray(String[]::new));
  }

  private static void done(Command run) {
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  private CorpusStore corpus(String name) {
    return CorpusStore.open(LocalSpark.session(), path(name));
  }

  private List<Row> documents(String name) {
    return corpus(name).documents().orderBy("id").collectAsList();
  }

  private List<Row> mixtures(String name) throws IOException {
    String data = json(folder.resolve(name + "/model.json")).path("data").asText();
    return LocalSpark.session()
        .read()
        .parquet(path(name + "/" + data + "/mixtures"))
        .orderBy("id")
        .collectAsList();
  }

  @Test
  void aCorpusItsTruthAndARecordAreLeft() throws IOException {
    Command run =
        small("corpus", "--truth", path("truth"), "--zipf", "1", "--length-dispersion", "0.8");
    done(run);
    CorpusInfo info = corpus("corpus").info();
    assertThat(info.documents()).isEqualTo(300);
    assertThat(info.vocabularySize()).isEqualTo(70);
    assertThat(info.source())
        .containsEntry("format", "simulation")
        .containsEntry("zipf", "1.0")
        .containsEntry("model.k", "4");
    assertThat(run.out().lines().toList())
        .containsExactly(
            "corpus %s  300 documents (%d empty)  70 terms  %,d tokens  0 out of vocabulary  0 quarantined"
                .formatted(path("corpus"), info.emptyDocuments(), info.tokens()),
            "truth %s  lda  k 4".formatted(path("truth")));
    assertThat(corpus("corpus").vocabulary().terms()).startsWith("w00001", "w00002");

    ModelStore truth = ModelStore.open(LocalSpark.session(), path("truth"));
    assertThat(truth.info().vocabularyHash()).isEqualTo(info.vocabularyHash());
    assertThat(truth.info().k()).isEqualTo(4);
    assertThat(truth.posterior().documents().alpha()).containsOnly(0.1);
    List<Row> mixtures = mixtures("truth");
    List<Row> documents = documents("corpus");
    assertThat(mixtures).hasSize(300);
    for (int d = 0; d < 300; d++) {
      assertThat(mixtures.get(d).getString(0)).isEqualTo(documents.get(d).getString(0));
      List<Double> mixture = mixtures.get(d).getList(1);
      assertThat(mixture).hasSize(4);
      assertThat(mixture.stream().mapToDouble(x -> x).sum()).isCloseTo(1, within(1e-12));
    }
    JsonNode record = json(folder.resolve("corpus/run.json"));
    assertThat(record.path("status").asText()).isEqualTo("done");
    assertThat(record.path("counts").path("tokens").asLong()).isEqualTo(info.tokens());
    assertThat(record.path("configuration").path("seed").asText()).isEqualTo("1");
    assertThat(Command.run("topics", "--model", path("truth")).code()).isZero();
  }

  @Test
  void sameSeedSameBitsForAnyPartitionsAndAnotherSeedIsAnotherCorpus() throws IOException {
    done(small("c1", "--truth", path("t1"), "--partitions", "1"));
    List<Row> documents = documents("c1");
    String digest = json(folder.resolve("t1/model.json")).path("digest").asText();
    for (String partitions : List.of("2", "7")) {
      String c = "c" + partitions;
      String t = "t" + partitions;
      done(small(c, "--truth", path(t), "--partitions", partitions));
      assertThat(documents(c)).isEqualTo(documents);
      assertThat(mixtures(t)).isEqualTo(mixtures("t1"));
      assertThat(json(folder.resolve(t + "/model.json")).path("digest").asText()).isEqualTo(digest);
    }
    done(small("other", "--truth", path("other-truth"), "--seed", "2"));
    assertThat(documents("other")).isNotEqualTo(documents);
    // From the saved truth, with the seed that it was drawn with, the very same documents.
    done(
        simulate(
            "again",
            "--topics-from",
            path("t1"),
            "--documents",
            "300",
            "--mean-length",
            "12",
            "--truth",
            path("t-again")));
    assertThat(documents("again")).isEqualTo(documents);
    assertThat(json(folder.resolve("t-again/model.json")).path("digest").asText())
        .isEqualTo(digest);
  }

  @Test
  void trainingFindsTheTopicsAgainAndTheTruthPredictsNoWorse() throws IOException {
    done(
        simulate(
            "train",
            "--documents",
            "1500",
            "--terms",
            "100",
            "--mean-length",
            "60",
            "-p",
            "k=5",
            "--truth",
            path("truth")));
    done(
        simulate(
            "test",
            "--topics-from",
            path("truth"),
            "--documents",
            "300",
            "--mean-length",
            "60",
            "--seed",
            "2"));
    done(Command.run("train", "--corpus", path("train"), "--output", path("model"), "-p", "k=5"));
    double[][] found = topics("model");
    Set<Integer> matched = new HashSet<>();
    for (double[] truth : topics("truth")) {
      int best = 0;
      for (int k = 1; k < found.length; k++) {
        best = cosine(truth, found[k]) > cosine(truth, found[best]) ? k : best;
      }
      assertThat(cosine(truth, found[best])).as("cosine of a true topic").isGreaterThan(0.97);
      matched.add(best);
    }
    assertThat(matched).hasSize(5);
    assertThat(perplexity("truth")).isLessThan(1.01 * perplexity("model"));
  }

  private double perplexity(String model) throws IOException {
    String output = path(model + "-result");
    done(
        Command.run(
            "perplexity", "--model", path(model), "--corpus", path("test"), "--output", output));
    return json(Path.of(output, "perplexity.json")).at("/estimates/0/perplexity").asDouble();
  }

  private double[][] topics(String name) {
    ModelStore model = ModelStore.open(LocalSpark.session(), path(name));
    double[][] topics = new double[model.info().k()][model.vocabulary().size()];
    double[] row = new double[topics.length];
    for (int w = 0; w < model.vocabulary().size(); w++) {
      model.posterior().topics().expand(w, row, 0);
      for (int k = 0; k < topics.length; k++) {
        topics[k][w] = row[k];
      }
    }
    return topics;
  }

  private static double cosine(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  private void refused(Command run, int code, String... parts) throws IOException {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(parts).startsWith("polya: Cannot ").doesNotContain("Exception");
    for (String output : List.of("bad", "bad-truth")) {
      if (Files.exists(folder.resolve(output))) {
        try (Stream<Path> left = Files.list(folder.resolve(output))) {
          assertThat(left.map(p -> p.getFileName().toString()))
              .allMatch(name -> name.startsWith(".") || name.equals("run.json"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--documents 0",
        "--documents -5",
        "--terms 0",
        "--mean-length 0",
        "--mean-length NaN",
        "--mean-length 1e9",
        "--length-dispersion -1",
        "--length-dispersion 11",
        "--zipf -0.5",
        "--zipf NaN",
        "--partitions 0"
      })
  void optionsOutOfRangeAreUsage(String option) throws IOException {
    String[] nameAndValue = option.split(" ");
    List<String> all =
        new ArrayList<>(List.of("--documents", "3", "--terms", "5", "--mean-length", "4"));
    int at = all.indexOf(nameAndValue[0]);
    if (at >= 0) {
      all.set(at + 1, nameAndValue[1]);
    } else {
      all.addAll(List.of(nameAndValue));
    }
    refused(
        simulate("bad", all.toArray(String[]::new)),
        2,
        "Cannot use " + nameAndValue[0] + ": ",
        "; allowed is ");
  }

  @Test
  void whatDoesNotGoTogetherIsUsage() throws IOException {
    refused(simulate("bad", "--documents", "3"), 2, "--terms: missing");
    refused(small("bad", "--topics-from", path("m")), 2, "--terms: 70", "the saved model says it");
    refused(
        simulate("bad", "--documents", "3", "--topics-from", path("m"), "-p", "k=3"),
        2,
        "-p and --conf");
    refused(small("bad", "--truth", path("bad")), 2, "--truth", "another folder than --output");
    refused(small("bad", "--model", "lad"), 2, "Did you mean lda?");
    refused(small("bad", "-p", "passes=3"), 2, "no such parameter");
    refused(small("bad", "-p", "docConcentration=1,2"), 2, "allowed are 1 or 4");
    refused(
        simulate("bad", "--documents", "2", "--terms", "5", "--mean-length", "1e-9"),
        2,
        "none of them has a token");
  }

  @Test
  void whatIsThereStaysUnlessItMayBeReplaced() throws IOException {
    refused(simulate("bad", "--documents", "3", "--topics-from", path("none")), 5, "model.json");
    done(small("corpus", "--truth", path("truth")));
    List<Row> before = documents("corpus");
    refused(small("corpus", "--seed", "2"), 4, "--overwrite");
    // A truth in the way leaves no corpus either.
    refused(small("bad", "--truth", path("truth")), 4, "--overwrite");
    refused(small("bad", "--truth", path("corpus"), "--overwrite"), 4, "no part of a model");
    assertThat(documents("corpus")).isEqualTo(before);
    done(small("corpus", "--truth", path("truth"), "--overwrite", "--seed", "2"));
    assertThat(documents("corpus")).isNotEqualTo(before);
  }
}
