package polya.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.cli.Estimators;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.completion.InSample;
import polya.heldout.marginal.Bound;
import polya.mixing.DirichletDocuments;

/**
 * Rows of every estimator, by the command line: a fiftieth of the synthetic sample under models of
 * the rest, one of each kind that estimators tell apart.
 */
final class HeldOutRows {
  private static final List<String> SAMPLING =
      List.of("--particles=4", "--samples=100", "--temperatures=40", "--chains=2");

  /** Those that score documents which mix topics. */
  private static final List<String> OF_MIXTURES =
      Estimators.scoring(new DirichletDocuments(new double[] {1}));

  private static final String SVI = "passes=4";
  private static final String GIBBS = "burnIn=4,keepSamples=2,samples=2,startPasses=2";

  private final Path folder;
  private final SortedMap<String, String> rows = new TreeMap<>();

  HeldOutRows(Path folder) {
    this.folder = folder;
  }

  SortedMap<String, String> rows() throws IOException {
    Run.done(
        List.of(
            "ingest",
            "--format=uci",
            "--input=" + SampleRows.data("synthetic/docword.synthetic.txt.gz"),
            "--vocabulary=" + SampleRows.data("synthetic/vocab.synthetic.txt"),
            "--held-out=0.02",
            "--held-out-output=" + folder.resolve("test"),
            "--output=" + folder.resolve("train")));
    String lda = train("lda", "svi", SVI);
    words(lda);
    estimate(lda, List.of(Bound.NAME), "--posterior-check");
    estimate(lda, List.of(DocumentCompletion.NAME, Bound.NAME), "--doc-concentration=0.3");
    String sampled = train("lda", "gibbs", GIBBS);
    words(sampled, "--topics=samples");
    words(sampled, "--topics=draws");

    String rates = train("gammapoisson", "svi", SVI + ",rates=topic");
    words(rates);
    counts(rates);
    String gamma = train("gammapoisson", "svi", SVI + ",topics=gamma,variational=vb");
    words(gamma);
    counts(gamma);
    String hierarchy = train("hpf", "svi", SVI);
    words(hierarchy);
    estimate(hierarchy, List.of(Bound.NAME), "--posterior-check");
    String document = train("gammapoisson", "gibbs", GIBBS + ",rates=document");
    words(document, "--topics=samples");
    counts(document, "--topics=samples");
    return rows;
  }

  /** Trains a model and gives its name. */
  private String train(String family, String method, String parameters) throws IOException {
    String name = family + "/" + method + "/" + parameters;
    List<String> all = new ArrayList<>(List.of("k=8"));
    all.addAll(List.of(parameters.split(",")));
    List<String> arguments = List.of("--model", family, "--inference", method);
    Run.train(folder.resolve("train"), folder.resolve(name), arguments, all);
    return name;
  }

  private void words(String model, String... options) throws IOException {
    estimate(model, OF_MIXTURES, options);
  }

  /** Of what scores whole documents. */
  private void counts(String model, String... options) throws IOException {
    List<String> whole = new ArrayList<>(OF_MIXTURES);
    whole.removeAll(List.of(DocumentCompletion.NAME, InSample.NAME));
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--likelihood=counts");
    estimate(model, whole, all.toArray(String[]::new));
  }

  private void estimate(String model, List<String> estimators, String... options)
      throws IOException {
    Path output = folder.resolve("result");
    List<String> all = new ArrayList<>(List.of("perplexity", "--no-overlap-check", "--overwrite"));
    all.addAll(List.of("--model", folder.resolve(model).toString(), "--output=" + output));
    all.addAll(List.of("--corpus=" + folder.resolve("test")));
    all.addAll(List.of("--estimator", String.join(",", estimators)));
    all.addAll(SAMPLING);
    all.addAll(List.of(options));
    Run.done(all);
    String how = String.join("", options).replace("--", ";");
    for (JsonNode e : Run.json(output.resolve("perplexity.json")).path("estimates")) {
      rows.put(
          "heldout/" + model + "/" + e.path("estimator").asText() + how,
          String.format(
                  "%s a token of %s in %s documents, standard error %s, of sampling %s",
                  e.path("logProbabilityPerToken").asText(),
                  e.path("tokens").asText(),
                  e.path("scoredDocuments").asText(),
                  e.path("standardError").asText(),
                  e.path("monteCarloStandardError").asText())
              + judged(e));
    }
  }

  /** How well draws covered a document, where that was judged. */
  private static String judged(JsonNode e) {
    return e.path("paretoKAbove0.5").isNull()
        ? ""
        : String.format(
            ", k above 0.5, 0.7 and 1 in %s, %s and %s of them",
            e.path("paretoKAbove0.5").asText(),
            e.path("paretoKAbove0.7").asText(),
            e.path("paretoKAbove1").asText());
  }
}
