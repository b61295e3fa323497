package polya.cli;

import java.util.List;
import java.util.stream.IntStream;
import polya.corpus.Sections;
import polya.infer.ModelInfo;
import polya.spark.store.ModelStore;

/** The sections of a model's terms by their names. */
final class ModelSections {
  private ModelSections() {}

  /** Those of a model; one without a name where its terms are not divided. */
  static Sections of(ModelStore store) {
    Sections ranges = store.posterior().topics().sections();
    String named = store.info().provenance().get(ModelInfo.SECTIONS);
    return named == null || ranges.isOne()
        ? ranges
        : Sections.of(
            List.of(named.split(",")),
            IntStream.range(0, ranges.count()).map(ranges::size).toArray());
  }

  /**
   * The number of a section.
   *
   * @throws polya.Failure (usage) if the model has none of this name
   */
  static int number(Sections sections, String name) {
    int number = sections.indexOf(name);
    Usage.demand(
        number >= 0 && !name.isEmpty(),
        "--section",
        name,
        sections.isOne() && sections.names().get(0).isEmpty()
            ? "nothing: the model's terms are not divided"
            : String.join(", ", sections.names()));
    return number;
  }
}
