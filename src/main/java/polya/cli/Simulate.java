package polya.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.corpus.Encoding;
import polya.corpus.Vocabulary;
import polya.infer.Generator;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelPlacement;
import polya.infer.ModelState;
import polya.infer.Simulation;
import polya.params.Settings;
import polya.spark.Files;
import polya.spark.pass.SimulatedCorpus;
import polya.spark.store.ModelStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;

/** {@code simulate}: a corpus drawn from a model, with the truth that it was drawn from. */
@Command(
    name = "simulate",
    description = "Draws a corpus from a model whose topics are known.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Topics are drawn from the family's prior (-p; `params FAMILY simulation` lists them) or come"
          + " from a saved model."
    })
final class Simulate implements Runnable {
  private static final int DOCUMENTS_PER_FILE = 20_000;

  @Mixin private SimulateOptions options;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  /** The known model: its family, its terms, its own parameters, and how it came about. */
  private record Known(
      ModelFamily family,
      Vocabulary vocabulary,
      ModelState parameters,
      String inference,
      Map<String, String> settings,
      Encoding labels) {}

  @Override
  public void run() {
    options.check();
    Job.run("simulate", options.output, runId, this::simulate);
  }

  private void simulate(Job job) {
    SparkSession spark = job.spark();
    job.reads(options.topicsFrom);
    Optional.ofNullable(options.truth).ifPresent(path -> job.writesToo(path, OutputKind.MODEL));
    StoreFolder output = claim(job, options.output, OutputKind.CORPUS);
    Optional<StoreFolder> truth =
        Optional.ofNullable(options.truth).map(path -> claim(job, path, OutputKind.MODEL));
    options.source().forEach(job::configure);
    job.configure("output", options.output);
    job.configure("truth", options.truth);
    Known known = job.timed("topics", () -> options.topicsFrom == null ? drawn(spark) : read(job));
    job.configure("model", known.family.name());
    job.configure("parameters", known.settings);
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    Optional.ofNullable(options.labels).ifPresent(f -> LabelFile.demand(files, f, known.labels));
    Simulation simulation =
        known.family.generator().simulation(known.parameters, options.lengths());
    SimulatedCorpus corpus =
        new SimulatedCorpus(
            spark, simulation, known.labels, options.documents, options.seed, partitions(spark));
    CorpusInfo info =
        job.timed(
            "documents",
            () ->
                corpus.write(
                    output,
                    known.vocabulary,
                    source(known),
                    truth.map(
                        folder ->
                            new SimulatedCorpus.Truth(folder, info(known), known.parameters))));
    if (options.labels != null) {
      LabelFile.write(spark, options.output, options.labels, known.labels);
    }
    job.count("documents", info.documents());
    job.count("emptyDocuments", info.emptyDocuments());
    job.count("tokens", info.tokens());
    job.count("terms", info.vocabularySize());
    PrintWriter out = spec.commandLine().getOut();
    out.println(CorpusLine.of(options.output, info));
    if (truth.isPresent()) {
      out.printf(
          "truth %s  %s  k %d%n",
          Printable.text(options.truth), known.family.name(), topics(known));
    }
    out.flush();
  }

  private StoreFolder claim(Job job, String path, OutputKind kind) {
    return job.claim(path, kind, options.overwrite, options.lease.breakLease);
  }

  private int partitions(SparkSession spark) {
    if (options.partitions != null) {
      return options.partitions;
    }
    long files = options.documents / DOCUMENTS_PER_FILE;
    int least = spark.sparkContext().defaultParallelism();
    return (int) Math.max(least, Math.min(files, 1 << 20));
  }

  /** Topics from their prior, over terms w00001, w00002, … */
  private Known drawn(SparkSession spark) {
    ModelFamily family = Families.named(options.model == null ? "lda" : options.model);
    Generator generator = family.generator();
    Settings settings =
        Settings.of(
            generator.parameters(),
            options.parameters.texts(family, spark.sparkContext().hadoopConfiguration()));
    int digits = Math.max(5, Integer.toString(options.terms).length());
    List<String> terms = new ArrayList<>(options.terms);
    for (int w = 1; w <= options.terms; w++) {
      terms.add(String.format(Locale.ROOT, "w%0" + digits + "d", w));
    }
    ModelState parameters =
        generator.truth(
            settings,
            Generator.zipf(options.terms, options.zipf()),
            options.documents * options.meanLength,
            options.seed);
    return new Known(
        family,
        Vocabulary.of(terms),
        parameters,
        Families.SIMULATION,
        settings.texts(),
        generator.labels(parameters, options.documents));
  }

  private Known read(Job job) {
    ModelStore model = job.open(options.topicsFrom, ModelPlacement.DRIVER);
    return new Known(
        model.family(),
        model.vocabulary(),
        model.parameters(),
        model.info().inference(),
        model.info().parameters(),
        separable(model.info().attributes()));
  }

  /** Labels that a column of sets of them can hold. */
  private static Encoding separable(Encoding labels) {
    String separator = labels.syntax().separator();
    for (int i = 0; i < labels.size(); i++) {
      if (labels.value(i).contains(separator)) {
        throw Failure.usage(
            "Cannot simulate labels: "
                + Printable.text(labels.value(i))
                + " has "
                + Printable.text(separator)
                + " in it, which stands between the labels of a document; allowed are labels"
                + " without. Train with another labelSeparator.");
      }
    }
    return labels;
  }

  private static int topics(Known known) {
    return known.family.posterior(known.parameters).topics().topics();
  }

  /** How the corpus was made. */
  private Map<String, String> source(Known known) {
    Map<String, String> source = options.source();
    source.put("model", known.family.name());
    known.settings.forEach((name, value) -> source.put("model." + name, value));
    return source;
  }

  private ModelInfo info(Known known) {
    Map<String, String> provenance = options.source();
    provenance.put("corpus", options.output);
    provenance.put("polya", Version.polya());
    provenance.put("spark", Version.spark());
    provenance.put("java", System.getProperty("java.version"));
    return new ModelInfo(
            known.family.name(),
            known.inference,
            topics(known),
            known.vocabulary.size(),
            known.vocabulary.hash(),
            "",
            known.settings,
            provenance)
        .with(known.labels);
  }
}
