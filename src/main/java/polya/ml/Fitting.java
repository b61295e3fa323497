package polya.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.Failure;
import polya.corpus.Encoding;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.corpus.Vocabulary;
import polya.infer.CorpusFacts;
import polya.infer.Keywords;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.SeedParameters;
import polya.params.Settings;
import polya.spark.Versions;
import polya.spark.exchange.BroadcastExchange;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Placement;
import polya.spark.exchange.ReadPlacement;
import polya.spark.store.KeywordFile;
import polya.spark.store.ModelDigest;
import polya.spark.train.Checkpoint;
import polya.spark.train.KeptSamples;
import polya.spark.train.RoundReport;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;

/**
 * One fit: documents to tiles, tiles to a model. Keeps the tiles while it runs and nothing
 * afterwards; several may run in one context, since none has anything by name.
 *
 * @param stage the Params in force
 * @param uid of the stage that fits, for the model's provenance
 */
record Fitting(JavaSparkContext spark, ModelFamily family, StageParams stage, String uid) {

  /**
   * Trains.
   *
   * @param vocabulary the terms' names, or null for their indices
   */
  FittedTopics run(FeatureDocuments documents, Vocabulary vocabulary) {
    String description = spark.getLocalProperty("spark.job.description");
    spark.sc().setJobDescription(family.name() + " · documents");
    try {
      stage.settings(); // Fails before anything is counted.
      CorpusFacts facts = documents.facts().with(keywords(vocabulary));
      MethodChoice choice =
          stage
              .method()
              .orElseGet(
                  () ->
                      family.choose(
                          Optional.empty(), stage.given(), facts, OptionalDouble.empty()));
      Settings settings = stage.settings(choice.method());
      String name = family.name() + " · " + choice.method();
      ModelFamily.Training training = family.training(choice.method(), settings, facts);
      if (KeptSamples.any(training)) {
        throw Failure.usage(
            "Cannot fit "
                + uid
                + " with keepSamples: a fitted model has one set of topics; allowed is 0. Train"
                + " with submit/polya train, which keeps samples beside the model.");
      }
      Tiling tiling = Tiling.of(facts.documents());
      JavaRDD<Tile> tiles =
          Tiles.of(
                  documents.rdd(),
                  tiling,
                  training.schedule().laneTiles(),
                  spark.defaultParallelism())
              .persist(StorageLevel.MEMORY_AND_DISK());
      try (Exchange exchange = exchange(training, facts.terms())) {
        tiles.count();
        TrainingLoop loop = new TrainingLoop(spark, name, training, null, exchange);
        List<Map<String, Number>> metrics = new ArrayList<>();
        ModelState last =
            loop.run(
                tiles,
                Checkpoint.beginning(loop.start(documents.rdd())),
                (report, after) -> metrics.add(numbers(report)));
        ModelState parameters = BroadcastExchange.here(loop.parameters(tiles, last));
        Vocabulary terms = vocabulary == null ? FittedTopics.indices(facts.terms()) : vocabulary;
        ModelInfo info = info(training, choice, settings, terms, facts, parameters, metrics);
        return new FittedTopics(info, terms, parameters, family.posterior(parameters), metrics);
      } finally {
        tiles.unpersist(false);
      }
    } finally {
      spark.sc().setJobDescription(description);
    }
  }

  /** The keywords that rows are fitted with, as terms of the vocabulary. */
  private Keywords keywords(Vocabulary vocabulary) {
    String path = stage.given().getOrDefault(SeedParameters.SEEDS.name(), "");
    if (path.isEmpty()) {
      return Keywords.none();
    }
    if (vocabulary == null) {
      throw Failure.usage(
          "Cannot fit "
              + uid
              + " with seeds: the elements of its vectors have no names; keywords are words. Set"
              + " vocabulary, or leave seeds out.");
    }
    return KeywordFile.read(spark.hadoopConfiguration(), path)
        .in(vocabulary, Optional.empty())
        .keywords();
  }

  private Exchange exchange(ModelFamily.Training training, int terms) {
    ReadPlacement.demandHere(spark, terms, training.topics());
    boolean folder = spark.sc().getCheckpointDir().isDefined();
    return Placement.of(spark, training, terms, spark.defaultParallelism(), folder).exchange(spark);
  }

  private static Map<String, Number> numbers(RoundReport report) {
    Map<String, Number> numbers = new LinkedHashMap<>();
    report.metrics().forEach((name, value) -> numbers.put(name, (Number) value));
    return numbers;
  }

  private ModelInfo info(
      ModelFamily.Training training,
      MethodChoice choice,
      Settings settings,
      Vocabulary terms,
      CorpusFacts facts,
      ModelState parameters,
      List<Map<String, Number>> metrics) {
    double seconds =
        metrics.isEmpty() ? 0 : metrics.get(metrics.size() - 1).get("trainSeconds").doubleValue();
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("corpus", "rows fitted by " + uid);
    provenance.put("documents", Long.toString(facts.documents()));
    provenance.put("tokens", Long.toString(facts.tokens()));
    provenance.put("rounds", Integer.toString(training.schedule().rounds()));
    provenance.put("trainSeconds", Double.toString(seconds));
    if (!stage.namesMethod()) {
      provenance.put(ModelInfo.CHOSEN, choice.why());
    }
    Encoding attributes = facts.groups().encoding();
    if (facts.groups().leftOut() > 0) {
      provenance.put("leftOutDocuments", Long.toString(facts.groups().leftOut()));
    }
    if (facts.keywords().size() > 0) {
      provenance.put(ModelInfo.KEYWORDS, KeywordFile.text(facts.keywords(), terms));
    }
    if (attributes.size() > 0) {
      provenance.put(ModelInfo.ATTRIBUTES_HASH, attributes.hash());
    }
    provenance.put("polya", Versions.polya());
    provenance.put("spark", Versions.spark());
    provenance.put("java", System.getProperty("java.version"));
    return new ModelInfo(
            family.name(),
            choice.method(),
            training.topics(),
            facts.terms(),
            terms.hash(),
            ModelDigest.of(parameters, training.topics()),
            settings.texts(),
            provenance)
        .with(attributes);
  }
}
