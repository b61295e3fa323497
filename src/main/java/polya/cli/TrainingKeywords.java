package polya.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import polya.infer.Keywords;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.SeedParameters;
import polya.params.Settings;
import polya.spark.store.CorpusStore;
import polya.spark.store.KeywordFile;

/** The keywords that a model is to be trained with, if its method takes any. */
final class TrainingKeywords {
  private static final int SHOWN = 10;

  private TrainingKeywords() {}

  /**
   * Those of the file that is named, else of the model that the run starts from.
   *
   * @param err hears of words that the corpus does not have
   * @throws polya.Failure (usage) if there is no such file, or it is no list of keywords
   */
  static Keywords of(
      ModelFamily family,
      String method,
      Settings settings,
      CorpusStore corpus,
      Optional<ModelInfo> earlier,
      Configuration hadoop,
      PrintWriter err) {
    if (!family.parameters(method).contains(SeedParameters.SEEDS)) {
      return Keywords.none();
    }
    String path = settings.get(SeedParameters.SEEDS);
    Optional<KeywordFile> file =
        path.isEmpty()
            ? earlier.flatMap(KeywordFile::of)
            : Optional.of(KeywordFile.read(hadoop, path));
    if (file.isEmpty()) {
      return Keywords.none();
    }
    KeywordFile.Known known = file.get().in(corpus.vocabulary(), corpus.analysis());
    if (!known.unknown().isEmpty()) {
      err.printf(
          "%,d of %,d keywords are no terms of corpus %s and say nothing: %s%s%n",
          known.unknown().size(),
          known.words(),
          Printable.text(corpus.path()),
          known.unknown().stream()
              .limit(SHOWN)
              .map(Printable::text)
              .collect(Collectors.joining(", ")),
          known.unknown().size() > SHOWN ? ", …" : "");
    }
    if (known.words() == known.unknown().size()) {
      err.println(
          "warning: the keywords name topics, and none of them is a term, so they change nothing.");
    }
    return known.keywords();
  }
}
