package polya.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import polya.Failure;
import polya.describe.TermOrder;
import polya.describe.TopicTerms;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.HeldOutResult;
import polya.infer.Posterior;
import polya.quality.CoherenceMeasure;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.pass.HeldOutDocuments;
import polya.spark.pass.HeldOutPass;
import polya.spark.pass.MetTerms;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelManifest;
import polya.spark.store.ModelStore;

/**
 * Trains and judges cells of a grid, each in a folder of its own that has {@code model} and, once
 * all is known, {@code cell.json}. What is there already is not done again; a training that was
 * interrupted goes on from its checkpoint.
 */
final class GridRun {
  private static final String SCORES = "cell.json";
  private static final long SEED = 1;

  private final SparkSession spark;
  private final Files files;
  private final List<String> training;
  private final CorpusStore heldOut;
  private final AttributesFlag attributes;
  private final CorpusStore reference;
  private final int topN;
  private final PrintWriter err;

  /**
   * A run.
   *
   * @param training arguments of {@code train} that all cells share
   * @param heldOut documents for perplexity
   * @param attributes whether models are told the labels of those
   * @param reference documents for coherence
   * @param topN top terms a topic for coherence
   * @param err gets the lines of training
   */
  GridRun(
      SparkSession spark,
      List<String> training,
      CorpusStore heldOut,
      AttributesFlag attributes,
      CorpusStore reference,
      int topN,
      PrintWriter err) {
    this.spark = spark;
    this.files = new Files(spark.sparkContext().hadoopConfiguration());
    this.training = training;
    this.heldOut = heldOut;
    this.attributes = attributes;
    this.reference = reference;
    this.topN = topN;
    this.err = err;
  }

  /** A cell's figures, if all of them are there, of this model and this measuring. */
  Optional<GridRow.Scores> finished(Path folder) {
    Optional<String> text = files.read(new Path(folder, SCORES));
    if (text.isEmpty() || !files.exists(new Path(model(folder), ModelStore.MANIFEST))) {
      return Optional.empty();
    }
    try {
      GridRow.Scores scores = Json.convert(Json.read(text.get()), GridRow.Scores.class);
      String digest =
          ModelManifest.read(spark.sparkContext().hadoopConfiguration(), model(folder).toString())
              .info()
              .digest();
      return Optional.of(scores)
          .filter(s -> identity().equals(s.identity()) && digest.equals(s.modelDigest()));
    } catch (JsonProcessingException | IllegalArgumentException | Failure e) {
      return Optional.empty(); // Damaged: done again.
    }
  }

  private static Path model(Path folder) {
    return new Path(folder, "model");
  }

  private String identity() {
    return "completion, seed "
        + SEED
        + ", of "
        + heldOut.dataName()
        + "; npmi of "
        + topN
        + " terms, by "
        + TermOrder.standard().word()
        + ", in "
        + reference.dataName()
        + (attributes.areHidden() ? "; labels hidden" : "");
  }

  /**
   * Does what is left of a cell.
   *
   * @param open reads a model
   */
  GridRow.Scores carryOut(GridCell cell, Path folder, Function<String, ModelStore> open) {
    train(cell, model(folder));
    ModelStore model = open.apply(model(folder).toString());
    KnownLabels labels = attributes.of(model, heldOut);
    HeldOutResult result = perplexity(model, labels);
    TopicMeasures topics =
        TopicMeasures.of(
            model,
            TopicsAtHand.terms(model, TopicTerms.LAMBDA),
            TermOrder.standard(),
            reference,
            topN,
            List.of(CoherenceMeasure.NPMI),
            false);
    Map<String, String> provenance = model.info().provenance();
    GridRow.Scores scores =
        new GridRow.Scores(
            identity(),
            model.info().digest(),
            result.perplexity(),
            finite(result.standardError()),
            finite(topics.mean(CoherenceMeasure.NPMI)),
            finite(topics.standardError(CoherenceMeasure.NPMI)),
            Double.parseDouble(provenance.get("trainSeconds")),
            Integer.parseInt(provenance.get("rounds")),
            labels.how(),
            labels.unseenValues());
    files.replace(new Path(folder, SCORES), Json.pretty(scores));
    return scores;
  }

  private void train(GridCell cell, Path model) {
    List<String> arguments = new ArrayList<>(training);
    arguments.addAll(List.of("--inference", cell.method()));
    arguments.addAll(List.of("--output", model.toString(), "--overwrite"));
    if (files.exists(model)) {
      arguments.add("--resume"); // It would say of every new cell that there is no checkpoint.
    }
    cell.given().forEach((name, value) -> arguments.addAll(List.of("-p", name + "=" + value)));
    Train train = new Train();
    CommandLine command = new CommandLine(train);
    command.setOut(err).setErr(err).parseArgs(arguments.toArray(String[]::new));
    train.call();
  }

  private HeldOutResult perplexity(ModelStore model, KnownLabels labels) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    DocumentCompletion completion = new DocumentCompletion(SEED);
    Posterior posterior = model.posterior();
    JavaRDD<HeldOut> documents = HeldOutDocuments.of(heldOut, labels.groups());
    try (HeldOutPass pass =
        new HeldOutPass(
            context,
            MetTerms.ofHeldOut(context, documents).of(posterior),
            posterior.documents(),
            labels.groups())) {
      HeldOutResult result =
          HeldOutPass.result(pass.scores(documents, completion), completion, SEED);
      if (!(result.perplexity() <= Double.MAX_VALUE)) {
        throw Failure.input(
            "Cannot evaluate on corpus at "
                + heldOut.path()
                + ": its perplexity is "
                + result.perplexity()
                + " over "
                + result.tokens()
                + " tokens scored; a finite one is needed. Give longer documents, or another"
                + " prior.");
      }
      return result;
    }
  }

  private static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }
}
