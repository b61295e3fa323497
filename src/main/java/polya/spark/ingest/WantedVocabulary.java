package polya.spark.ingest;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.corpus.Vocabulary;
import polya.infer.ModelInfo;
import polya.spark.Files;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.text.Analysis;

/**
 * A vocabulary that documents get as it stands: that of a corpus, or of a model. Terms that it does
 * not have are counted as out of it.
 *
 * @param path of the corpus or model
 * @param vocabulary its terms
 * @param sections the names of its sections; none where it is not divided, or nothing tells of it
 * @param analysis how its texts were read; nothing where they were bags, or where this was not kept
 * @param wordsOnly whether texts must have been cut into words before, since nobody knows how
 */
public record WantedVocabulary(
    String path,
    Vocabulary vocabulary,
    List<String> sections,
    Optional<Analysis> analysis,
    boolean wordsOnly) {
  /**
   * That of the corpus or the model in a folder.
   *
   * @throws Failure (input or store) if there is none, or it cannot be read
   */
  public static WantedVocabulary of(SparkSession spark, String path) {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    if (files.isFile(new Path(path, ModelStore.MANIFEST))) {
      Optional<Analysis> analysis = ModelStore.analysis(spark, path);
      Vocabulary terms = ModelStore.vocabulary(spark, path);
      List<String> sections = sections(ModelStore.info(spark, path));
      return new WantedVocabulary(path, terms, sections, analysis, false);
    }
    CorpusStore corpus = CorpusStore.open(spark, path);
    List<String> sections =
        corpus.info().sections().stream().map(CorpusInfo.Section::name).toList();
    return new WantedVocabulary(path, corpus.vocabulary(), sections, corpus.analysis(), false);
  }

  /** That of a model whose topics are asked of documents: they are read as its own were. */
  public static WantedVocabulary of(ModelStore model) {
    Optional<Analysis> analysis = model.analysis();
    return new WantedVocabulary(
        model.path(), model.vocabulary(), sections(model.info()), analysis, analysis.isEmpty());
  }

  /** The names of the sections that a model was trained in. */
  private static List<String> sections(ModelInfo model) {
    String named = model.provenance().get(ModelInfo.SECTIONS);
    return named == null ? List.of() : List.of(named.split(","));
  }

  /** Whether every term of it is what texts have that are read by this. */
  boolean isReadBy(Analysis other) {
    return wordsOnly || analysis.filter(other::equals).isPresent();
  }

  /** What is said of texts that nobody knows how to cut. */
  public Failure unread(String found) {
    return Failure.usage(
        "Cannot read texts for the model at "
            + path
            + ": no analysis of texts lies in it, since it was trained on counts, or by an earlier"
            + " version; "
            + found
            + ", and words that were cut before are needed: a column of type array<string> of a"
            + " table. Give such, or a --corpus that was ingested with --vocabulary-of "
            + path
            + ".");
  }
}
