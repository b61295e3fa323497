package polya.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.infer.ModelFamily;

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
