package polya.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.text.Analysis;

/** Whether the texts of two corpora were read alike, as far as that is known of both. */
final class SameAnalysis {
  private SameAnalysis() {}

  /** A line for a person where the texts of a corpus were read otherwise than those of a model. */
  static Optional<String> warning(CorpusStore corpus, ModelStore model) {
    return warning(corpus, "the model at " + model.path(), model.analysis());
  }

  /** The same of a corpus beside the one that is trained on. */
  static Optional<String> warning(CorpusStore corpus, CorpusStore training) {
    return warning(corpus, "the corpus at " + training.path(), training.analysis());
  }

  private static Optional<String> warning(
      CorpusStore corpus, String other, Optional<Analysis> there) {
    Optional<Analysis> here = corpus.analysis();
    if (here.isEmpty() || there.isEmpty() || here.equals(there)) {
      return Optional.empty();
    }
    return Optional.of(
        "warning: the texts of the corpus at "
            + corpus.path()
            + " were read otherwise than those of "
            + other
            + " ("
            + differences(here.get(), there.get())
            + "): figures tell of that as well. Ingest them with --vocabulary-of it and no options"
            + " of texts.");
  }

  /** In what one analysis differs from another, which is there. */
  static String differences(Analysis one, Analysis there) {
    Map<String, String> wanted = one.withSearch(one.search()).settings();
    Map<String, String> other = there.withSearch(there.search()).settings();
    List<String> differences = new ArrayList<>();
    other.forEach(
        (name, value) -> {
          if (!value.equals(wanted.get(name))) {
            differences.add(name + " is " + value + " there");
          }
        });
    wanted.keySet().stream()
        .filter(name -> !other.containsKey(name))
        .forEach(name -> differences.add("no " + name + " there"));
    return differences.isEmpty() ? "other words in its lists" : String.join(", ", differences);
  }
}
