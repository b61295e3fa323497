package polya.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.params.Settings;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StagedModel;
import polya.spark.store.StoreFolder;
import polya.spark.train.AssignmentTable;

/** {@code train}: a corpus to a model. */
@Command(
    name = "train",
    description = "Trains a topic model on a corpus.",
    mixinStandardHelpOptions = true)
final class Train implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "FAMILY",
      defaultValue = "lda",
      completionCandidates = Families.Names.class,
      description = "Model family: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(
      names = "--inference",
      paramLabel = "METHOD",
      completionCandidates = Families.Methods.class,
      description = "Method of inference: ${COMPLETION-CANDIDATES}; the family's first by default.")
  private String inference;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "PATH",
      description = "Corpus to train on.")
  private String corpus;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder of the new model.")
  private String output;

  @Option(
      names = "--held-out",
      paramLabel = "PATH",
      description =
          "Corpus over the same vocabulary, scored by document completion after every pass.")
  private String heldOut;

  @Option(
      names = "--early-stop",
      paramLabel = "N",
      description =
          "End training when N evaluations of --held-out in a row gain too little; the model is"
              + " that of the last round. Default: never.")
  private Integer earlyStop;

  @Option(
      names = "--early-stop-gain",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description =
          "What --early-stop takes for a gain, as a share of the best perplexity. Default: 0.001.")
  private double earlyStopGain;

  @Option(names = "--overwrite", description = "Replace a model that is there.")
  private boolean overwrite;

  @Mixin private GateOptions gates;

  @Mixin private AttributesFlag attributes;

  @Mixin private LeaseFlag lease;

  @Option(
      names = "--resume",
      description =
          "Go on from the last checkpoint of the same run if it was interrupted; begin if there is"
              + " none; do nothing if it is finished.")
  private boolean resume;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "Least seconds between checkpoints for --resume; 0 for one every checkpointInterval"
              + " rounds. Default: 60.")
  private double checkpointSeconds;

  @Option(
      names = "--warm-start",
      paramLabel = "MODEL",
      description =
          "Begin with the topics of this model, which may have another vocabulary; k and"
              + " docConcentration are its own unless given.")
  private String warmStart;

  @Option(
      names = "--assignments",
      description =
          "Keep the topic of every token after the last round, as a table beside the topics: by"
              + " gibbs only.")
  private boolean assignments;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the corpus; the model is the same for any. Default: Spark's parallelism.")
  private Integer partitions;

  @Mixin private ParameterOptions parameters;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelFamily family = Families.named(model);
    String method = Families.inference(family, inference);
    if (partitions != null && partitions < 1) {
      throw Failure.usage("Cannot use --partitions " + partitions + ": allowed is 1 or more.");
    }
    if (!(checkpointSeconds >= 0)) {
      throw Failure.usage(
          "Cannot use --checkpoint-seconds " + checkpointSeconds + ": allowed is 0 or more.");
    }
    if (earlyStop != null && heldOut == null) {
      throw Failure.usage(
          "Cannot use --early-stop "
              + earlyStop
              + " without held-out documents to go by. Give --held-out.");
    }
    Optional.ofNullable(earlyStop).ifPresent(n -> EarlyStop.Rule.of(n, earlyStopGain));
    gates.check(heldOut != null);
    attributes.check();
    Usage.demand(
        attributes.attributes == null
            || heldOut != null && TrainingLabels.areReadBy(family, method),
        "--attributes",
        attributes.attributes,
        "only with --held-out and a model whose documents have labels");
    Job.run("train", output, runId, job -> train(job, family, method));
    return 0;
  }

  private void train(Job job, ModelFamily family, String method) {
    SparkSession spark = job.spark();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    job.reads(corpus, heldOut, warmStart, parameters.file());
    StoreFolder folder = job.claim(output, OutputKind.MODEL, overwrite || resume, lease.breakLease);
    Optional<StoreFolder> staged =
        gates.any()
            ? Optional.of(
                job.claim(StagedModel.of(output), OutputKind.MODEL, true, lease.breakLease))
            : Optional.empty();
    job.leaves(overwrite || !folder.occupied());
    job.configure("model", family.name());
    job.configure("inference", method);
    job.configure("corpus", corpus);
    job.configure("warmStart", warmStart);
    if (earlyStop != null) {
      job.configure("earlyStop", Map.of("evaluations", earlyStop, "gain", earlyStopGain));
    }
    Map<String, String> texts = parameters.texts(family, hadoop);
    Settings.of(family.parameters(method), texts); // Fails before anything is read.
    CorpusStore store = CorpusStore.open(spark, corpus);
    CorpusInfo info = store.info();
    job.count("documents", info.documents());
    job.count("emptyDocuments", info.emptyDocuments());
    job.count("tokens", info.tokens());
    job.count("terms", info.vocabularySize());
    CommandLine line = spec.commandLine();
    Optional<WarmStart> opened =
        Optional.ofNullable(warmStart)
            .map(path -> WarmStart.open(spark, path, family, method, store.vocabulary()));
    Map<String, String> given =
        opened.map(e -> e.readingLabels(family, method, texts)).orElse(texts);
    Groups groups =
        TrainingLabels.of(
            family,
            method,
            Settings.of(family.parameters(method), given),
            store,
            opened.map(e -> e.info().attributes()).orElse(Encoding.none()),
            line.getErr());
    Optional<WarmStart> earlier = opened.map(e -> e.withLabels(family, groups.encoding()));
    Settings settings =
        Settings.of(
            family.parameters(method),
            earlier.map(e -> e.inherited(family, method, given)).orElse(given));
    job.configure("parameters", settings.texts());
    CorpusFacts facts = CorpusGroups.facts(store, groups);
    job.count("leftOutDocuments", groups.leftOut());
    ModelFamily.Training alone = family.training(method, settings, facts);
    ModelFamily.Training training =
        earlier.map(e -> e.keeping(family, alone, groups)).orElse(alone);
    if (assignments) {
      AssignmentTable.require(training);
    }
    Optional<CorpusStore> test = test(spark, info);
    KnownLabels testLabels =
        test.map(held -> attributes.of(groups.encoding(), held)).orElse(KnownLabels.NONE);
    TrainingPlan plan =
        new TrainingPlan(
            store,
            groups,
            test,
            testLabels,
            Optional.ofNullable(earlyStop).map(n -> EarlyStop.Rule.of(n, earlyStopGain)),
            family,
            training,
            earlier,
            assignments,
            info(family, method, training.topics(), settings, store, test, facts, earlier));
    TrainingRun published = run(job, folder, plan);
    if (resume && published.isFinished(overwrite)) {
      return;
    }
    TrainingRun run = staged.map(waiting -> run(job, waiting, plan)).orElse(published);
    if (staged.isEmpty() || !resume || !run.isFinished(true)) {
      int parallelism = spark.sparkContext().defaultParallelism();
      run.carryOut(resume, partitions == null ? parallelism : partitions);
    }
    Gates judges = new Gates(spark, gates, attributes, store, test, training.seed());
    staged.ifPresent(
        waiting ->
            new GatedModel(job, judges, waiting, folder, line.getOut(), line.getErr()).publish());
  }

  private TrainingRun run(Job job, StoreFolder folder, TrainingPlan plan) {
    CommandLine line = spec.commandLine();
    return new TrainingRun(job, folder, plan, checkpointSeconds, line.getOut(), line.getErr());
  }

  /** The held-out corpus, if one was named. */
  private Optional<CorpusStore> test(SparkSession spark, CorpusInfo training) {
    Optional<CorpusStore> test =
        Optional.ofNullable(heldOut).map(path -> CorpusStore.open(spark, path));
    test.ifPresent(
        held ->
            SameVocabulary.check(
                "score " + heldOut + " while training on " + corpus,
                training.vocabularySize(),
                training.vocabularyHash(),
                held.info(),
                corpus));
    return test;
  }

  /** What the model's manifest will say, but for what only the rounds can tell. */
  private ModelInfo info(
      ModelFamily family,
      String method,
      int topics,
      Settings settings,
      CorpusStore store,
      Optional<CorpusStore> test,
      CorpusFacts facts,
      Optional<WarmStart> earlier) {
    CorpusInfo trainedOn = store.info();
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("corpus", corpus);
    provenance.put("corpusData", store.dataName());
    provenance.put("documents", Long.toString(facts.documents()));
    provenance.put("tokens", Long.toString(facts.tokens()));
    Encoding labels = facts.groups().encoding();
    if (earlyStop != null) {
      provenance.put(
          "earlyStop",
          earlyStop
              + " by "
              + earlyStopGain
              + " on "
              + test.get().dataName()
              + (attributes.areHidden() ? ", labels hidden" : ""));
    }
    if (facts.groups().leftOut() > 0) {
      provenance.put("leftOutDocuments", Long.toString(facts.groups().leftOut()));
    }
    if (labels.size() > 0) {
      provenance.put(ModelInfo.ATTRIBUTES_HASH, labels.hash());
    }
    provenance.put("polya", Version.polya());
    provenance.put("spark", Version.spark());
    provenance.put("java", System.getProperty("java.version"));
    provenance.put("processor", System.getProperty("os.arch"));
    earlier.ifPresent(e -> e.tell(provenance));
    return new ModelInfo(
            family.name(),
            method,
            topics,
            trainedOn.vocabularySize(),
            trainedOn.vocabularyHash(),
            "",
            settings.texts(),
            provenance)
        .with(labels);
  }
}
