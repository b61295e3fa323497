package polya.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.corpus.Tile;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.Settings;
import polya.spark.CorpusStore;
import polya.spark.Files;
import polya.spark.ModelStore;
import polya.spark.StoreFolder;
import polya.spark.Tiles;
import polya.spark.TrainingLoop;

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
      description = "Model family: lda.")
  private String model;

  @Option(names = "--inference", paramLabel = "METHOD", description = "Method of inference: svi.")
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

  @Option(names = "--overwrite", description = "Replace a model that is there.")
  private boolean overwrite;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the corpus; the model is the same for any. Default: Spark's parallelism.")
  private Integer partitions;

  @Mixin private ParameterOptions parameters;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelFamily family = Families.named(model);
    String method = Families.inference(family, inference);
    if (partitions != null && partitions < 1) {
      throw Failure.usage("Cannot use --partitions " + partitions + ": allowed is 1 or more.");
    }
    Job.run("train", output, job -> train(job, family, method));
    return 0;
  }

  private void train(Job job, ModelFamily family, String method) {
    SparkSession spark = job.spark();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    StoreFolder folder =
        StoreFolder.claim(
            context.hadoopConfiguration(), output, "model", ModelStore.MANIFEST, overwrite);
    Settings settings = parameters.settings(family, method, context.hadoopConfiguration());
    job.configure("model", family.name());
    job.configure("inference", method);
    job.configure("corpus", corpus);
    job.configure("parameters", settings.texts());
    CorpusStore store = CorpusStore.open(spark, corpus);
    CorpusInfo info = store.info();
    job.count("documents", info.documents());
    job.count("emptyDocuments", info.emptyDocuments());
    job.count("tokens", info.tokens());
    job.count("terms", info.vocabularySize());
    Optional<CorpusStore> test = test(spark, info);
    CorpusFacts facts = new CorpusFacts(info.documents(), info.tokens(), store.termFrequencies());
    ModelFamily.Training training = family.training(method, settings, facts);
    JavaRDD<Tile> tiles =
        Tiles.of(
                store,
                training.schedule().laneTiles(),
                partitions == null ? context.defaultParallelism() : partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    boolean done = false;
    Path checkpoints = new Path(folder.path(), ".checkpoints");
    try (RoundLog log =
        new RoundLog(spec.commandLine().getErr(), folder, context.hadoopConfiguration())) {
      job.timed("tiles", tiles::count);
      TrainingLoop.Listener listener =
          test.<TrainingLoop.Listener>map(
                  t -> new HeldOutMonitor(context, family, training, t.documentRdd(), log))
              .orElse(log);
      TrainingLoop loop =
          new TrainingLoop(
              context, family.name() + " · " + method, training, checkpoints.toString());
      ModelState first = job.timed("start", () -> loop.start(store.documentRdd()));
      ModelState last = job.timed("rounds", () -> loop.run(tiles, first, listener));
      ModelState parameters = job.timed("prior", () -> loop.parameters(tiles, last));
      ModelInfo written =
          job.timed(
              "write",
              () ->
                  ModelStore.write(
                      spark,
                      folder,
                      info(family, method, settings, info, training, log),
                      parameters,
                      store.vocabulary()));
      job.count("rounds", training.schedule().rounds());
      job.result("trainSeconds", log.trainSeconds());
      job.result("digest", written.digest());
      job.result("seed", training.seed());
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "model %s  %s · %s  k %d  %d rounds  %.1f s%n",
              output,
              family.name(),
              method,
              training.topics(),
              training.schedule().rounds(),
              log.trainSeconds());
      done = true;
    } finally {
      if (!done) {
        folder.abandon();
      }
      tiles.unpersist(false);
      new Files(context.hadoopConfiguration()).delete(checkpoints);
    }
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

  private ModelInfo info(
      ModelFamily family,
      String method,
      Settings settings,
      CorpusInfo corpusInfo,
      ModelFamily.Training training,
      RoundLog log) {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("corpus", corpus);
    provenance.put("documents", Long.toString(corpusInfo.documents()));
    provenance.put("tokens", Long.toString(corpusInfo.tokens()));
    provenance.put("rounds", Integer.toString(training.schedule().rounds()));
    provenance.put("trainSeconds", Double.toString(log.trainSeconds()));
    provenance.put("polya", Version.polya());
    provenance.put("spark", Version.spark());
    provenance.put("java", System.getProperty("java.version"));
    return new ModelInfo(
        family.name(),
        method,
        training.topics(),
        corpusInfo.vocabularySize(),
        corpusInfo.vocabularyHash(),
        "",
        settings.texts(),
        provenance);
  }
}
