package polya.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.ColumnKind;
import polya.corpus.Split;
import polya.corpus.Withholding;
import polya.spark.ingest.IngestPlan;
import polya.spark.ingest.SideColumn;
import polya.spark.ingest.TableLayout;
import polya.spark.ingest.TableSource;
import polya.spark.ingest.TableVersion;
import polya.text.Analysis;

/** From the options of {@code ingest} to its plan, and to what the manifest says of them. */
final class IngestPlans {
  /** Options whose values are nobody's business, by their names. */
  private static final Pattern SECRET =
      Pattern.compile(
          "secret|pass|pwd|token|key|credential|auth|jaas|private|signature",
          Pattern.CASE_INSENSITIVE);

  /** Values that carry such a thing within: an address with a user's password, a query with it. */
  private static final Pattern CARRIES_SECRET =
      Pattern.compile(
          "://[^/@]*:[^/@]*@|(pass\\w*|pwd|secret|token|key|sig)=", Pattern.CASE_INSENSITIVE);

  private final IngestOptions options;
  private final Optional<TableSource> table;
  private final Analysis analysis;

  private IngestPlans(IngestOptions options, Optional<TableSource> table, Analysis analysis) {
    this.options = options;
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
    Analysis analysis =
        options.format().isText()
            ? options.texts.analysis(spark, options.vocabularyOf, warnings)
            : Analysis.simple();
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    Optional<TableSource> table =
        options
            .tables
            .source(options.format(), options.formatName(), options.input, configuration)
            .map(source -> TableVersion.pinned(spark, source));
    return new IngestPlans(options, table, analysis).plan();
  }

  private IngestPlan plan() {
    return new IngestPlan(
        options.format(),
        table.map(rows -> List.of(rows.what())).orElse(options.input),
        table,
        options.maxLineLength,
        Optional.ofNullable(options.vocabulary),
        Optional.ofNullable(options.vocabularyOf),
        Optional.ofNullable(options.ids),
        options.idField == null ? "id" : options.idField,
        options.textField == null ? "text" : options.textField,
        options.kept().stream().map(ColumnOption::name).toList(),
        options.beside().stream().map(c -> new SideColumn(c.name(), c.file())).toList(),
        kinds(),
        options.keepOrder,
        analysis,
        options.texts.chooses(analysis),
        new TableLayout(separator(), options.header),
        options.limits(),
        options.deduplicate,
        Optional.ofNullable(options.heldOut).map(share -> new Split(options.seed, share)),
        Optional.ofNullable(options.withhold).map(share -> new Withholding(options.seed, share)),
        options.maxBad,
        source());
  }

  private Map<String, ColumnKind> kinds() {
    return Stream.concat(options.kept().stream(), options.beside().stream())
        .collect(Collectors.toMap(ColumnOption::name, ColumnOption::kind));
  }

  private char separator() {
    return options.delimiter == null
        ? ','
        : options.delimiter.equals("tab") ? '\t' : options.delimiter.charAt(0);
  }

  private Map<String, String> source() {
    Map<String, String> source = new TreeMap<>();
    source.put("format", options.formatName());
    put(source, "input", options.input.isEmpty() ? null : String.join(",", options.input));
    table.ifPresent(rows -> tell(source, rows));
    source.put("maxLineLength", Integer.toString(options.maxLineLength));
    source.put("maxBad", Long.toString(options.maxBad));
    put(source, "vocabulary", options.vocabulary);
    put(source, "vocabularyOf", options.vocabularyOf);
    put(source, "ids", options.ids);
    put(source, "idField", options.idField);
    put(source, "textField", options.textField);
    put(source, "keep", options.keep.isEmpty() ? null : String.join(",", options.keep));
    put(source, "columns", options.columns.isEmpty() ? null : String.join(",", options.columns));
    put(source, "keepOrder", options.keepOrder ? true : null);
    put(source, "delimiter", options.delimiter);
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

  private static String shown(String option, String value) {
    return SECRET.matcher(option).find() || CARRIES_SECRET.matcher(value).find() ? "…" : value;
  }

  private static void tell(Map<String, String> source, TableSource rows) {
    put(source, "table", rows.table().orElse(null));
    put(source, "sql", rows.sql().orElse(null));
    put(source, "where", rows.where().orElse(null));
    rows.options().forEach((name, value) -> put(source, "option." + name, shown(name, value)));
  }

  private static void put(Map<String, String> source, String name, Object value) {
    if (value != null) {
      source.put(name, value.toString());
    }
  }
}
