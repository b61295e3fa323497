package polya.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.Split;
import polya.corpus.Withholding;
import polya.spark.ingest.IngestPlan;
import polya.spark.ingest.TableLayout;
import polya.spark.ingest.TableSource;
import polya.spark.ingest.WantedVocabulary;
import polya.spark.store.CorpusStore;
import polya.text.Analysis;

/** From the options of {@code ingest} to its plan, and to what the manifest says of them. */
final class IngestPlans {
  private final IngestOptions options;
  private final Optional<TableSource> table;
  private final Optional<WantedVocabulary> wanted;
  private final Analysis analysis;

  private IngestPlans(
      IngestOptions options,
      Optional<TableSource> table,
      Optional<WantedVocabulary> wanted,
      Analysis analysis) {
    this.options = options;
    this.wanted = wanted;
    this.table = table;
    this.analysis = analysis;
  }

  /**
   * The plan.
   *
   * @param warnings gets lines for a person
   * @throws Failure (input) if there are no such stop words; (usage) if texts are to be read
   *     otherwise than those of the corpus whose vocabulary they get
   */
  static IngestPlan of(IngestOptions options, SparkSession spark, Consumer<String> warnings) {
    Optional<WantedVocabulary> wanted =
        Optional.ofNullable(options.vocabularyOf).map(path -> WantedVocabulary.of(spark, path));
    Analysis analysis =
        options.format().isText()
            ? options.texts.analysis(spark, wanted, warnings)
            : Analysis.simple();
    Optional<TableSource> table =
        options.reading.rows(spark, options.format(), options.formatName());
    return new IngestPlans(options, table, wanted, analysis).plan();
  }

  private IngestPlan plan() {
    ReadingOptions reading = options.reading;
    return new IngestPlan(
        options.format(),
        table.map(rows -> List.of(rows.what())).orElse(reading.input),
        table,
        reading.limits(),
        Optional.ofNullable(options.vocabulary),
        wanted,
        Optional.ofNullable(reading.ids),
        reading.id(),
        reading.text(),
        reading.kept().stream().map(ColumnOption::name).toList(),
        reading.sides(),
        reading.kinds(),
        options.keepOrder,
        analysis,
        options.texts.chooses(analysis),
        new TableLayout(reading.separator(), options.header),
        options.limits(),
        options.deduplicate,
        Optional.ofNullable(options.heldOut).map(share -> new Split(options.seed, share)),
        Optional.ofNullable(options.withhold).map(share -> new Withholding(options.seed, share)),
        reading.maxDocumentTokens,
        reading.maxBad,
        source());
  }

  private Map<String, String> source() {
    Map<String, String> source = options.reading.source(options.formatName(), table);
    put(source, "vocabulary", options.vocabulary);
    put(source, "vocabularyOf", options.vocabularyOf);
    put(source, CorpusStore.SECTIONS, sections());
    put(source, "keepOrder", options.keepOrder ? true : null);
    put(source, "header", options.header ? true : null);
    put(source, "stopWords", options.texts.words.stopWords);
    put(source, "minTokenLength", options.texts.words.minTokenLength);
    put(source, "minDocumentFrequency", options.minDocumentFrequency);
    put(source, "maxDocumentFrequency", options.maxDocumentFrequency);
    put(source, "maxVocabulary", options.maxVocabulary);
    put(source, "deduplicate", options.deduplicate ? true : null);
    put(source, "heldOut", options.heldOut);
    put(source, "withhold", options.withhold);
    put(source, "seed", options.heldOut == null && options.withhold == null ? null : options.seed);
    return source;
  }

  /** Those given, or those that the wanted vocabulary has. */
  private String sections() {
    List<String> named =
        options.sections == null
            ? wanted.map(WantedVocabulary::sections).orElse(List.of())
            : options.sections;
    return named.isEmpty() ? null : String.join(",", named);
  }

  private static void put(Map<String, String> source, String name, Object value) {
    if (value != null) {
      source.put(name, value.toString());
    }
  }
}
