package polya.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.infer.CorpusFacts;
import polya.infer.Keywords;
import polya.infer.ModelFamily;
import polya.params.Parameter;
import polya.spark.PlantedCorpus;

/**
 * Tests that a family inherits, as a class of its own that says what is the family's. Such classes
 * are named in {@code META-INF/services/polya.contract.ModelContract} among the tests' resources:
 * {@link ModelContractsTest} finds there what a registered family lacks, and {@code golden} the
 * rows that are kept.
 */
public interface ModelContract {
  /** The contracts of all families. */
  static List<ModelContract> all() {
    List<ModelContract> all = new ArrayList<>();
    ServiceLoader.load(ModelContract.class).forEach(all::add);
    return all;
  }

  /** The family under test. */
  ModelFamily family();

  /** Its methods under test: by default all. */
  default List<String> methods() {
    return family().inferences();
  }

  /** So many documents for it, of {@link PlantedCorpus}, each in its group. */
  default List<Document> documents(int howMany) {
    return PlantedCorpus.documents(howMany);
  }

  /** What {@link #documents} have beside their counts; one group where they have nothing. */
  default Groups groups(int howMany) {
    return Groups.none(howMany);
  }

  /** What is known of {@link #documents}. */
  default CorpusFacts facts(int howMany) {
    CorpusFacts plain = PlantedCorpus.facts(documents(howMany));
    return new CorpusFacts(
        plain.documents(), plain.tokens(), plain.termFrequencies(), groups(howMany), keywords());
  }

  /** What topics are to be about; none by default. */
  default Keywords keywords() {
    return Keywords.none();
  }

  /** How a configuration says that there are so many topics. */
  default Map<String, String> ofTopics(int k) {
    return Map.of("k", Integer.toString(k));
  }

  /** A configuration of so many topics that makes a run short, whatever the method. */
  default Map<String, String> brief(String method, int k) {
    Map<String, String> all = new TreeMap<>(ofTopics(k));
    Map<String, String> few =
        Map.of("passes", "3", "startPasses", "2", "burnIn", "3", "samples", "3");
    for (Parameter<?> parameter : family().parameters(method)) {
      if (few.containsKey(parameter.name())) {
        all.put(parameter.name(), few.get(parameter.name()));
      }
    }
    return all;
  }

  /** The keys of the golden rows that these tests hold what they compute against. */
  default Set<String> goldenKeys() {
    return Set.of();
  }

  /**
   * Computes the golden rows.
   *
   * @param folder for what is written on the way
   */
  default SortedMap<String, String> golden(Path folder) {
    return new TreeMap<>();
  }
}
