package polya.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import polya.corpus.CorpusInfo;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.infer.CorpusFacts;
import polya.infer.Keywords;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelPlacement;
import polya.params.Settings;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.spark.store.KeywordFile;
import polya.spark.store.OutputKind;
import polya.spark.store.StagedModel;
import polya.spark.store.StoreFolder;
import polya.spark.train.AssignmentTable;
import polya.spark.train.RunIdentity;

/** {@code train}: a corpus to a model. */
@Command(
    name = "train",
    description = "Trains a topic model on a corpus.",
    mixinStandardHelpOptions = true)
final class Train implements Callable<Integer> {
  @Mixin private TrainOptions options;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelFamily family = Families.named(options.model);
    options.check(family);
    options.later.check(runId);
    Job.run("train", options.output, runId, job -> train(job, family));
    return 0;
  }

  private void train(Job job, ModelFamily family) {
    SparkSession spark = job.spark();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Grace grace = options.grace.in(hadoop);
    job.reads(options.corpus, options.heldOut, options.warmStart, options.parameters.file());
    StoreFolder folder =
        job.claim(
            options.output,
            OutputKind.MODEL,
            options.overwrite || options.resume,
            options.lease.breakLease);
    Optional<String> later = options.later.run(runId, hadoop, folder);
    if (later.isPresent()) {
      job.leaves(false);
      runId.tell("model " + options.output, "is that of the later run " + later.get());
      return;
    }
    Optional<StoreFolder> staged =
        options.gates.any()
            ? Optional.of(
                job.claim(
                    StagedModel.of(options.output),
                    OutputKind.MODEL,
                    true,
                    options.lease.breakLease))
            : Optional.empty();
    job.leaves(options.overwrite || !folder.occupied());
    job.configure("model", family.name());
    job.configure("inference", options.inference);
    job.configure("corpus", options.corpus);
    job.configure("warmStart", options.warmStart);
    if (options.earlyStop != null) {
      job.configure(
          "earlyStop", Map.of("evaluations", options.earlyStop, "gain", options.earlyStopGain));
    }
    Map<String, String> texts = options.parameters.texts(family, hadoop);
    MethodAsked asked = options.method(family, texts.keySet());
    // Fails before anything is read.
    ModelPlacement place = ModelPlacement.of(Settings.of(family.parameters(asked.first()), texts));
    CorpusStore store = CorpusStore.open(spark, options.corpus);
    CorpusInfo info = store.info();
    job.count("documents", info.documents());
    job.count("emptyDocuments", info.emptyDocuments());
    job.count("tokens", info.tokens());
    job.count("terms", info.vocabularySize());
    CommandLine line = spec.commandLine();
    Optional<String> decided = asked.decided().map(MethodChoice::method);
    Optional<WarmStart> opened =
        Optional.ofNullable(options.warmStart)
            .map(path -> WarmStart.open(job, path, place, family, decided, store.vocabulary()));
    MethodAsked known = asked.from(opened).goingOn(begun(hadoop, family, staged, folder, store));
    String first = known.first();
    Map<String, String> given =
        opened.map(e -> e.readingLabels(family, first, texts)).orElse(texts);
    Groups groups =
        TrainingLabels.of(
            family,
            first,
            Settings.of(family.parameters(first), given),
            store,
            opened.map(e -> e.info().attributes()).orElse(Encoding.none()),
            line.getErr());
    Optional<WarmStart> earlier = opened.map(e -> e.withLabels(family, groups.encoding()));
    Map<String, String> inherited =
        new TreeMap<>(earlier.map(e -> e.inherited(family, first, given)).orElse(given));
    Keywords keywords =
        TrainingKeywords.of(
            family,
            first,
            Settings.of(family.parameters(first), inherited),
            store,
            opened.map(WarmStart::info),
            hadoop,
            line.getErr());
    CorpusFacts facts = CorpusGroups.facts(store, groups).with(keywords);
    MethodChoice choice = known.choice(inherited, facts);
    String method = choice.method();
    inherited.putAll(choice.set());
    Settings settings = Settings.of(family.parameters(method), inherited);
    job.configure("inference", method);
    job.configure("parameters", settings.texts());
    if (known.isChoice()) {
      job.configure(ModelInfo.BUDGET, options.budget);
      job.configure(ModelInfo.CHOSEN, choice.why());
      line.getErr().println("inference " + method + ": " + Printable.text(choice.why()));
    }
    job.count("leftOutDocuments", groups.leftOut());
    ModelFamily.Training alone = family.training(method, settings, facts);
    ModelFamily.Training training =
        earlier.map(e -> e.keeping(family, alone, groups)).orElse(alone);
    if (options.assignments) {
      AssignmentTable.require(training);
    }
    Optional<CorpusStore> test = test(spark, info);
    test.flatMap(held -> SameAnalysis.warning(held, store))
        .map(Printable::text)
        .ifPresent(line.getErr()::println);
    KnownLabels testLabels =
        test.map(held -> options.attributes.of(groups.encoding(), held)).orElse(KnownLabels.NONE);
    TrainingPlan plan =
        new TrainingPlan(
            store,
            groups,
            test,
            testLabels,
            options.early(),
            family,
            training,
            earlier,
            options.assignments,
            info(family, method, training.topics(), settings, store, test, facts, earlier)
                .with(told(known, choice)));
    Optional<TrackedTraining> tracked =
        options
            .mlflow
            .server()
            .map(
                server ->
                    new TrackedTraining(
                        server,
                        options.mlflow.experiment(),
                        job,
                        folder,
                        plan,
                        runId.id(),
                        line.getErr()));
    TrainingRun published = run(job, folder, plan, grace);
    if (options.resume && published.isFinished(options.overwrite)) {
      tracked.ifPresent(telling -> telling.over(folder.path()));
      return;
    }
    TrainingRun run = staged.map(waiting -> run(job, waiting, plan, grace)).orElse(published);
    if (staged.isEmpty() || !options.resume || !run.isFinished(true)) {
      int parallelism = spark.sparkContext().defaultParallelism();
      tracked.ifPresent(telling -> telling.begin(options.resume));
      run.carryOut(
          options.resume, options.partitions == null ? parallelism : options.partitions, tracked);
    } else {
      tracked.ifPresent(telling -> telling.over(staged.get().path()));
    }
    Gates judges =
        new Gates(spark, options.gates, options.attributes, store, test, training.seed());
    staged.ifPresent(
        waiting ->
            new GatedModel(job, judges, waiting, folder, line.getOut(), line.getErr()).publish());
  }

  /** The run to go on with, of what lies in the outputs. */
  private Optional<RunIdentity> begun(
      Configuration hadoop,
      ModelFamily family,
      Optional<StoreFolder> staged,
      StoreFolder folder,
      CorpusStore store) {
    return options.resume
        ? BegunRun.in(
            Stream.concat(staged.stream(), Stream.of(folder)),
            hadoop,
            family,
            options.overwrite,
            store.dataName())
        : Optional.empty();
  }

  /** What the manifest says of how the method was found. */
  private static Map<String, String> told(MethodAsked asked, MethodChoice choice) {
    Map<String, String> told = new TreeMap<>();
    asked.text().ifPresent(budget -> told.put(ModelInfo.BUDGET, budget));
    if (asked.isChoice()) {
      told.put(ModelInfo.CHOSEN, choice.why());
    }
    return told;
  }

  private TrainingRun run(Job job, StoreFolder folder, TrainingPlan plan, Grace grace) {
    CommandLine line = spec.commandLine();
    return new TrainingRun(
        job, folder, plan, options.checkpointSeconds, grace, line.getOut(), line.getErr());
  }

  /** The held-out corpus, if one was named. */
  private Optional<CorpusStore> test(SparkSession spark, CorpusInfo training) {
    Optional<CorpusStore> test =
        Optional.ofNullable(options.heldOut).map(path -> CorpusStore.open(spark, path));
    test.ifPresent(
        held ->
            SameVocabulary.check(
                "score " + options.heldOut + " while training on " + options.corpus,
                training.vocabularySize(),
                training.vocabularyHash(),
                held.info(),
                options.corpus));
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
    provenance.put("corpus", options.corpus);
    provenance.put("corpusData", store.dataName());
    provenance.put("documents", Long.toString(facts.documents()));
    provenance.put("tokens", Long.toString(facts.tokens()));
    Encoding labels = facts.groups().encoding();
    if (options.earlyStop != null) {
      provenance.put(
          "earlyStop",
          options.earlyStop
              + " by "
              + options.earlyStopGain
              + " on "
              + test.get().dataName()
              + (options.attributes.areHidden() ? ", labels hidden" : ""));
    }
    if (facts.groups().leftOut() > 0) {
      provenance.put("leftOutDocuments", Long.toString(facts.groups().leftOut()));
    }
    if (labels.size() > 0) {
      provenance.put(ModelInfo.ATTRIBUTES_HASH, labels.hash());
    }
    if (facts.keywords().size() > 0) {
      provenance.put(ModelInfo.KEYWORDS, KeywordFile.text(facts.keywords(), store.vocabulary()));
    }
    List<String> sections = store.info().sections().stream().map(s -> s.name()).toList();
    if (!sections.isEmpty()) {
      provenance.put(ModelInfo.SECTIONS, String.join(",", sections));
    }
    runId.id().ifPresent(id -> provenance.put(RunIdFlag.FIELD, id));
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
