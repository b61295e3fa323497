package polya.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import polya.Failure;
import polya.describe.TopicMap;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.spark.store.KeywordFile;
import polya.spark.store.ModelStore;
import polya.topics.Globals;
import polya.topics.MergedColumns;

/** What becomes of a saved model some topics of which are merged. */
final class MergedModel {
  private final ModelStore store;
  private final ModelFamily family;

  /**
   * Of a model of a family whose topics add up.
   *
   * @throws Failure (usage) if they do not
   */
  MergedModel(ModelStore store) {
    this.store = store;
    family = store.family();
    family
        .merged(store.parameters().globals(), numbers -> numbers.clone())
        .orElseThrow(this::refusal);
  }

  private Failure refusal() {
    return Failure.usage(
        "Cannot merge topics of model at "
            + store.path()
            + ": it is of family "
            + family.name()
            + ", "
            + family.whyNotMerged()
            + "; allowed are models whose topics have weights and concentrations alone, as lda's."
            + " Train one with fewer topics instead.");
  }

  /** Parameters with rows and concentrations added up. */
  ModelState of(ModelState parameters, TopicMap map) {
    int[] newK = IntStream.range(0, map.topics()).map(map::of).toArray();
    Globals globals = family.merged(parameters.globals(), map::add).orElseThrow();
    return ModelState.of(parameters.topics().map(new MergedColumns(newK, map.size())), globals);
  }

  /** What the manifest says: parameters with a number a topic are those that it has now. */
  ModelInfo info(ModelState merged, TopicMap map) {
    ModelInfo info = store.info();
    Map<String, String> parameters = new TreeMap<>(info.parameters());
    parameters.put("k", Integer.toString(map.size()));
    merged
        .globals()
        .vectors()
        .forEach(
            (name, values) ->
                parameters.computeIfPresent(
                    name,
                    (same, text) ->
                        values.length == map.size()
                                && (text.split(",").length == map.topics() || differ(values))
                            ? text(values)
                            : text));
    return new ModelInfo(
            info.model(),
            info.inference(),
            map.size(),
            info.vocabularySize(),
            info.vocabularyHash(),
            "",
            parameters,
            provenance(map),
            info.attributes())
        .with(
            Map.of(
                "mergedFrom", store.path(),
                "mergedFromDigest", info.digest(),
                "mergedFromTopics", Integer.toString(map.topics()),
                "mergedTopics", map.toString()));
  }

  /** That of the old model; topics that had keywords have all of theirs together. */
  private Map<String, String> provenance(TopicMap map) {
    Map<String, String> provenance = new TreeMap<>(store.info().provenance());
    KeywordFile.of(store.info())
        .ifPresent(file -> provenance.put(ModelInfo.KEYWORDS, file.merged(map::of).text()));
    return provenance;
  }

  private static boolean differ(double[] values) {
    return Arrays.stream(values).distinct().count() > 1;
  }

  private static String text(double[] values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
  }
}
