package polya.contract;

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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polya.cli.Command;
import polya.cli.Estimators;
import polya.cli.TrainedModel;
import polya.corpus.Covariates;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.faults.FaultyFileSystem;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.marginal.Exact;
import polya.infer.CorpusFacts;
import polya.infer.CovariateParameters;
import polya.infer.LabelParameters;
import polya.infer.ModelFamily;
import polya.infer.ModelPlacement;
import polya.infer.PureLoop;
import polya.infer.gibbs.GibbsParameters;
import polya.mixing.DocumentPrior;
import polya.spark.LocalSpark;
import polya.spark.exchange.ReadPlacement;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelDigest;
import polya.spark.store.ModelStore;

/**
 * What every command makes of a family by every method: ingest → train → resume → perplexity →
 * transform → topics → … → simulate through {@code Main}, on the corpora of {@link TrainedModel}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class JobsContract implements ModelContract {
  private static final int TERMS = 12;
  private static final int TOPICS = 2;

  /** Perplexities of 12 terms in two groups. */
  private static final double LEAST = 3;

  private static final double MOST = 13;

  /** Of the disk, before it dies: a first checkpoint is written, and the run not over. */
  private static final int OPERATIONS = 300;

  private Path folder;
  private TrainedModel made;
  private final Set<String> trained = new HashSet<>();

  @BeforeAll
  final void ingest(@TempDir Path place) {
    LocalSpark.session();
    folder = place;
    made = TrainedModel.corpora(folder);
  }

  private Map<String, String> parameters(String method) {
    Map<String, String> all = new TreeMap<>(brief(method, TOPICS));
    if (isSampler(method)) {
      all.put(GibbsParameters.KEEP_SAMPLES.name(), "2");
    }
    return all;
  }

  private boolean isSampler(String method) {
    return family().parameters(method).contains(GibbsParameters.KEEP_SAMPLES);
  }

  private static Command command(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return Command.run(all.toArray(String[]::new));
  }

  private static Command done(Command run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static void refused(Command run, int code, String... parts) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err().lines().filter(line -> line.startsWith("polya: Cannot ")))
        .as(run.err())
        .singleElement()
        .satisfies(line -> assertThat(line).contains(parts));
  }

  private List<String> train(ModelFamily family, String method, Map<String, String> parameters) {
    List<String> all = new ArrayList<>(List.of("train", "--corpus", made.path("train")));
    all.addAll(List.of("--model", family.name(), "--inference", method));
    parameters.forEach((name, value) -> all.addAll(List.of("-p", name + "=" + value)));
    return all;
  }

  private Command train(String method, String output, String... more) {
    return command(
        train(family(), method, parameters(method)),
        Stream.concat(Stream.of("--output", made.path(output)), Stream.of(more))
            .toArray(String[]::new));
  }

  /** The model by this method, watched while it was trained: trained once. */
  private String model(String method) {
    if (trained.add(method)) {
      List<String> more = new ArrayList<>(List.of("--held-out", made.path("test")));
      more.add("--partitions=5");
      if (isSampler(method)) {
        more.add("--assignments");
      }
      Command run = done(train(method, method, more.toArray(String[]::new)));
      assertThat(run.out()).contains(family().name() + " · " + method + "  k 2");
      assertThat(run.err()).contains("held-out");
    }
    return method;
  }

  private String model() {
    return model(methods().get(0));
  }

  private Command on(String command, String model, String output, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--model", made.path(model)));
    all.addAll(List.of("--corpus", made.path("test"), "--output", made.path(output)));
    return command(all, more);
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  private List<Row> rows(String output, String manifest, String table) throws IOException {
    String data = json(output + "/" + manifest).path("data").asText();
    return LocalSpark.session()
        .read()
        .parquet(made.path(output + "/" + data + "/" + table))
        .collectAsList();
  }

  private String digest(String model) throws IOException {
    return json(model + "/model.json").path("digest").asText();
  }

  /** Of the same run without Spark, files or commands: the models that it may end with. */
  private List<String> plainDigests(String method) {
    CorpusStore corpus = CorpusStore.open(LocalSpark.session(), made.path("train"));
    Groups groups =
        family().parameters(method).contains(LabelParameters.COLUMN)
            ? CorpusGroups.of(corpus, "label", ";")
            : family().parameters(method).contains(CovariateParameters.COLUMNS)
                ? CorpusGroups.of(corpus, Encoding.none(), covariates(method))
                : Groups.none(corpus.info().documents());
    List<Document> documents = CorpusGroups.documents(corpus, groups).collect();
    CorpusFacts plain = PureLoop.facts(documents, TERMS);
    CorpusFacts facts =
        new CorpusFacts(plain.documents(), plain.tokens(), plain.termFrequencies(), groups);
    PureLoop loop =
        new PureLoop(family(), method, documents, facts, parameters(method), null).run();
    return loop.inference.candidates(loop.state).stream()
        .map(last -> ModelDigest.of(loop.inference.parameters(last), TOPICS))
        .toList();
  }

  private Covariates covariates(String method) {
    return Covariates.parse(parameters(method).get(CovariateParameters.COLUMNS.name()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void trainWritesTheModelOfThePlainRun(String method) throws IOException {
    assertThat(plainDigests(method)).contains(digest(model(method)));
    assertThat(json(method + "/model.json").path("model").asText()).isEqualTo(family().name());
    assertThat(json(method + "/run.json").path("status").asText()).isEqualTo("done");
    assertThat(Files.readAllLines(folder.resolve(method + "/metrics.jsonl")))
        .hasSize(json(method + "/model.json").at("/provenance/rounds").asInt());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aRunWhoseDiskDiesIsResumedToTheSameModel(String method) throws IOException {
    String output =
        FaultyFileSystem.under(
                LocalSpark.session().sparkContext().hadoopConfiguration(),
                folder.resolve(method + "-resumed"))
            .toString();
    List<String> train = train(family(), method, parameters(method));
    train.addAll(List.of("--checkpoint-seconds=0", "--resume", "--output", output));
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what is broken here.
    try {
      FaultyFileSystem.crashAfter(OPERATIONS);
      assertThat(command(train).code()).isNotZero();
    } finally {
      assertThat(FaultyFileSystem.heal()).isTrue();
      LocalSpark.session().sparkContext().setLogLevel("ERROR");
    }
    assertThat(folder.resolve(method + "-resumed/.checkpoint")).isNotEmptyDirectory();
    done(command(train));
    assertThat(digest(method + "-resumed")).isEqualTo(digest(model(method)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void itsModelIsScoredReadAndListed(String method) throws IOException {
    String model = model(method);
    done(on("transform", model, method + "-mixtures"));
    List<Row> mixtures = rows(method + "-mixtures", "transform.json", "mixtures");
    assertThat(mixtures).hasSize(41);
    for (Row row : mixtures) {
      List<Float> mixture = row.getList(row.fieldIndex("mixture"));
      assertThat(mixture).hasSize(TOPICS).allMatch(share -> share >= 0);
      assertThat(mixture.get(0) + mixture.get(1)).isCloseTo(1, within(1e-5f));
    }
    Command topics = done(Command.run("topics", "--json", "--model", made.path(model)));
    JsonNode json = new ObjectMapper().readTree(topics.out()).path("topics");
    assertThat(json).hasSize(TOPICS);
    for (JsonNode topic : json) {
      double before = 1;
      assertThat(topic.path("terms")).isNotEmpty();
      for (JsonNode term : topic.path("terms")) {
        assertThat(term.path("probability").asDouble()).isBetween(0.0, before);
        before = term.path("probability").asDouble();
      }
    }
    for (String of : isSampler(method) ? List.of("samples", "draws") : List.of("plug-in")) {
      done(on("perplexity", model, method + "-" + of, "--topics", of, "--estimator", whole()));
      double perplexity =
          json(method + "-" + of + "/perplexity.json").at("/estimates/0/perplexity").asDouble();
      assertThat(perplexity).as(of).isBetween(LEAST, MOST);
    }
  }

  @Tag("long")
  @Test
  public void itsTopicsMayLieOnExecutorsWhileTheyAreRead() throws IOException {
    isReadAlike(model(), false);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("methods")
  void whateverIsAskedOfThem(String method) throws IOException {
    isReadAlike(model(method), true);
  }

  /** The same files but for the times and names of runs, and the same lines. */
  private void isReadAlike(String model, boolean all) throws IOException {
    List<String> lines = new ArrayList<>();
    for (ModelPlacement place : List.of(ModelPlacement.DRIVER, ModelPlacement.SHARDED)) {
      LocalSpark.session().conf().set(ReadPlacement.SETTING, place.word());
      try {
        lines.add(read(model, model + "-" + place.word(), all));
        JsonNode read = json(model + "-" + place.word() + "-scores/run.json").at("/modelsRead/0");
        assertThat(read.path("model").asText()).isEqualTo(made.path(model));
        assertThat(read.path("modelPlacement").asText()).isEqualTo(place.word());
        assertThat(read.path("onDriver").asLong()).isBetween(1L, read.path("room").asLong());
      } finally {
        LocalSpark.session().conf().unset(ReadPlacement.SETTING);
      }
    }
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
  }

  /** What commands tell of a model, and the rows that they write, in an order. */
  private String read(String model, String output, boolean all) throws IOException {
    List<Object> told = new ArrayList<>();
    told.add(done(Command.run("topics", "--json", "--model", made.path(model))).out());
    done(on("transform", model, output + "-mixtures", "--overwrite"));
    told.add(sorted(rows(output + "-mixtures", "transform.json", "mixtures")));
    List<String> more = new ArrayList<>(List.of("--estimator", whole(), "--overwrite"));
    if (all) {
      more.addAll(List.of("--topics", isSampler(model) ? "draws" : "plug-in"));
    }
    done(on("perplexity", model, output + "-scores", more.toArray(String[]::new)));
    told.add(json(output + "-scores/perplexity.json").path("estimates"));
    if (all) {
      done(on("describe", model, output + "-told", "--overwrite"));
      for (JsonNode table : json(output + "-told/describe.json").path("tables")) {
        told.add(sorted(rows(output + "-told", "describe.json", table.asText())));
      }
      done(on("recommend", model, output + "-lists", "--top=3", "--overwrite"));
      told.add(sorted(rows(output + "-lists", "recommend.json", "recommendations")));
      if (family().predicts()) {
        done(on("predict", model, output + "-predictions", "--overwrite"));
        told.add(sorted(rows(output + "-predictions", "predict.json", "predictions")));
      }
      for (String where : List.of("driver", "sharded")) {
        done(
            train(
                model,
                output + "-on-" + where,
                "--warm-start",
                made.path(model),
                "--overwrite",
                "-p",
                ModelPlacement.PARAMETER.name() + "=" + where));
        told.add(digest(output + "-on-" + where));
      }
      assertThat(told.get(told.size() - 1)).isEqualTo(told.get(told.size() - 2));
    }
    return told.toString();
  }

  private static List<String> sorted(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().toList();
  }

  private DocumentPrior documents() {
    return ModelStore.open(LocalSpark.session(), made.path(model())).posterior().documents();
  }

  /** The best estimator that all models of the family have. */
  private String whole() {
    return documents().exact().isPresent() ? Exact.NAME : DocumentCompletion.NAME;
  }

  @Test
  void everyEstimatorScoresOrIsRefusedInASentence() throws IOException {
    List<String> scoring = Estimators.scoring(documents());
    List<String> sampling =
        List.of("--particles=4", "--samples=100", "--temperatures=10", "--chains=2");
    List<String> perplexity = new ArrayList<>(List.of("--estimator=" + String.join(",", scoring)));
    perplexity.addAll(sampling);
    done(on("perplexity", model(), "scores", perplexity.toArray(String[]::new)));
    List<String> names = new ArrayList<>();
    for (JsonNode estimate : json("scores/perplexity.json").path("estimates")) {
      names.add(estimate.path("estimator").asText());
      assertThat(estimate.path("perplexity").asDouble()).as(names + "").isBetween(LEAST, MOST);
    }
    assertThat(names).containsExactlyInAnyOrderElementsOf(scoring);
    for (String name : Estimators.NAMES) {
      if (!scoring.contains(name)) {
        refused(
            on("perplexity", model(), "none", "--estimator", name),
            2,
            "Cannot use estimator " + name + " with model at ",
            "its family is " + family().name());
      }
    }
  }

  @Test
  void itsModelRecommendsPredictsIsJudgedAndCompared() throws IOException {
    done(on("recommend", model(), "lists", "--top=3"));
    assertThat(rows("lists", "recommend.json", "recommendations")).isNotEmpty();
    Command predict = on("predict", model(), "predictions");
    if (family().predicts()) {
      done(predict);
      assertThat(rows("predictions", "predict.json", "predictions")).hasSize(41);
    } else {
      refused(predict, 2, "Cannot predict with model at ");
    }
    done(on("coherence", model(), "coherence", "--top-n=3"));
    List<String> compare = new ArrayList<>(List.of("compare", "--corpus", made.path("test")));
    compare.addAll(List.of("--models", made.path(model()) + "," + made.path(model())));
    done(command(compare, "--output", made.path("compared")));
    JsonNode compared = json("compared/compare.json");
    assertThat(compared.path("perplexityA")).isEqualTo(compared.path("perplexityB"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aRunGoesOnFromAModelOfItsFamilyAlone(String method) throws IOException {
    // From one of the same method: InferenceContract.
    String earlier =
        family().startsFrom(method).stream()
            .filter(m -> !m.equals(method))
            .findFirst()
            .orElse(method);
    String output = method + "-from-" + earlier;
    done(train(method, output, "--warm-start", made.path(model(earlier))));
    assertThat(digest(output)).isNotEqualTo(digest(model(method)));
    ModelFamily other =
        ModelFamily.all().stream()
            .filter(f -> !f.name().equals(family().name()))
            .findFirst()
            .orElseThrow();
    if (trained.add("other")) {
      Map<String, String> few = Map.of("k", "2", "passes", "2");
      done(command(train(other, "svi", few), "--output", made.path("other")));
    }
    refused(
        train(method, "none", "--warm-start", made.path("other")),
        5,
        "its family is " + other.name() + "; allowed is " + family().name());
  }

  @Test
  void whatThereIsNotIsAUsageError() {
    refused(
        command(train(family(), "gips", Map.of()), "--output", made.path("none")),
        2,
        "Cannot use inference gips: there are auto, " + String.join(", ", methods()));
    for (String method : methods()) {
      refused(train(method, "none", "-p", "pases=3"), 2, "Cannot set pases");
    }
  }

  @Test
  void itsStoryIsSimulatedAndItsTruthIsAModel() throws IOException {
    boolean counted =
        family().generator().parameters().stream().anyMatch(p -> p.name().equals("k"));
    List<String> simulate = new ArrayList<>(List.of("simulate", "--model", family().name()));
    simulate.addAll(List.of("--documents=60", "--terms=40", "--mean-length=30"));
    simulate.addAll(List.of("-p", (counted ? "k" : "labels") + "=3"));
    done(command(simulate, "--output", made.path("simulated"), "--truth", made.path("truth")));
    assertThat(json("truth/model.json").path("model").asText()).isEqualTo(family().name());
    assertThat(json("simulated/corpus.json").path("documents").asInt()).isEqualTo(60);
    done(Command.run("topics", "--model", made.path("truth")));
    done(
        command(
            List.of("perplexity", "--model", made.path("truth")),
            "--corpus",
            made.path("simulated"),
            "--output",
            made.path("of-truth")));
    done(
        command(
            List.of("simulate", "--topics-from", made.path(model())),
            "--documents=20",
            "--output",
            made.path("more")));
  }
}
