package polya.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.Shown;
import polya.corpus.ColumnKind;
import polya.spark.ingest.IngestPlan.Format;
import polya.spark.ingest.SideColumn;
import polya.spark.ingest.TableSource;
import polya.spark.ingest.TableVersion;
import polya.spark.ingest.lines.ReadingLimits;

/**
 * The options that say what documents are read, whichever command reads them; the format itself is
 * an option of the command. {@link ReadingUsage} checks them.
 */
final class ReadingOptions {
  /** Spark's setting that names options whose values are nobody's business, and its default. */
  private static final String REDACTION = "spark.redaction.regex";

  private static final String SECRETS = "(?i)secret|password|token|access[.]?key";

  private static final long MAX_DOCUMENT_TOKENS = 10_000_000;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "Files, folders or globs, with commas between. A name that is there as it stands is that"
              + " file, whatever its characters. Repeatable.")
  List<String> input = List.of();

  @Mixin TableOptions tables;

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "Document ids, one a line (for uci, ldac, libsvm and text). Default: numbers.")
  String ids;

  @Option(
      names = "--id-field",
      paramLabel = "NAME",
      description = "jsonl, csv, parquet, tables: the field or column with the id. Default: id.")
  String idField;

  @Option(
      names = "--text-field",
      paramLabel = "NAME",
      description =
          "jsonl, csv, parquet, tables: the field or column with the text. Default: text.")
  String textField;

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "NAME[:KIND]",
      description =
          "jsonl, csv, parquet, tables: more fields or columns, kept as columns of strings; libsvm: label."
              + " KIND is what they hold: text, labels or class. Default: text.")
  List<String> keep = List.of();

  @Option(
      names = "--column",
      paramLabel = "NAME[:KIND]=FILE",
      description =
          "uci, ldac, libsvm, text: one more column of strings, whose values FILE has one a line;"
              + " triples: as lines of a user, a tab and the value. Repeatable.")
  List<String> columns = List.of();

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER|tab",
      description = "triples and csv: what stands between fields. Default: a comma.")
  String delimiter;

  @Option(
      names = "--max-line-length",
      defaultValue = "8388608",
      paramLabel = "BYTES",
      description =
          "A longer line, or text of a table, is a bad record. Default: ${DEFAULT-VALUE}.")
  int maxLineLength;

  @Option(
      names = "--max-expansion",
      defaultValue = "" + ReadingLimits.EXPANSION,
      paramLabel = "N",
      description =
          "A compressed file that holds more than N times as many bytes as it has is refused;"
              + " the first 16 MiB are read whatever they came of. Default: ${DEFAULT-VALUE}.")
  int maxExpansion;

  @Option(
      names = "--max-document-tokens",
      defaultValue = "" + MAX_DOCUMENT_TOKENS,
      paramLabel = "N",
      description = "A document of more tokens is a bad record. Default: ${DEFAULT-VALUE}.")
  long maxDocumentTokens;

  @Option(
      names = "--max-bad",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Set up to N bad records aside; of csv, as many as have up to N lines. Default:"
              + " ${DEFAULT-VALUE}.")
  long maxBad;

  /**
   * The fields to be kept.
   *
   * @throws Failure (usage) if a kind is misspelt
   */
  List<ColumnOption> kept() {
    return keep.stream().map(ColumnOption::kept).toList();
  }

  /**
   * The columns beside the input.
   *
   * @throws Failure (usage) if one has no name, no file or no kind that there is
   */
  List<ColumnOption> beside() {
    return columns.stream().map(ColumnOption::beside).toList();
  }

  /** What stands beside the input, by the columns' names. */
  List<SideColumn> sides() {
    return beside().stream().map(c -> new SideColumn(c.name(), c.file())).toList();
  }

  /** What the values of kept columns are, by name. */
  Map<String, ColumnKind> kinds() {
    return Stream.concat(kept().stream(), beside().stream())
        .collect(Collectors.toMap(ColumnOption::name, ColumnOption::kind));
  }

  /** How much is read of a line and of a file. */
  ReadingLimits limits() {
    return ReadingLimits.of(maxLineLength, maxExpansion);
  }

  /** The names of those that were given. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    WordOptions.add(given, "--input", input.isEmpty() ? null : input);
    WordOptions.add(given, "--table", tables.table);
    WordOptions.add(given, "--sql", tables.sql);
    WordOptions.add(given, "--where", tables.where);
    WordOptions.add(given, "--option", tables.options.isEmpty() ? null : tables.options);
    WordOptions.add(given, "--ids", ids);
    WordOptions.add(given, "--id-field", idField);
    WordOptions.add(given, "--text-field", textField);
    WordOptions.add(given, "--keep", keep.isEmpty() ? null : keep);
    WordOptions.add(given, "--column", columns.isEmpty() ? null : columns);
    WordOptions.add(given, "--delimiter", delimiter);
    WordOptions.add(given, "--max-bad", maxBad == 0 ? null : maxBad);
    return given;
  }

  /** What stands between fields. */
  char separator() {
    return delimiter == null ? ',' : delimiter.equals("tab") ? '\t' : delimiter.charAt(0);
  }

  /** The field with the id. */
  String id() {
    return idField == null ? "id" : idField;
  }

  /** The field with the text. */
  String text() {
    return textField == null ? "text" : textField;
  }

  /**
   * The rows that Spark is to read, as of now; none for formats of files that Polya reads itself.
   *
   * @throws Failure (usage or input) if they are not there or cannot be understood
   */
  Optional<TableSource> rows(SparkSession spark, Format format, String name) {
    return tables
        .source(format, name, input, spark.sparkContext().hadoopConfiguration())
        .map(source -> TableVersion.pinned(spark, source));
  }

  /** Tells a job what is read. */
  void tell(Job job) {
    job.reads(input.toArray(String[]::new));
    job.reads(ids);
    beside().forEach(column -> job.reads(column.file()));
    tables.queryFile().ifPresent(job::reads);
  }

  /** What a manifest is to say of what was read. */
  Map<String, String> source(String format, Optional<TableSource> rows) {
    Map<String, String> source = new TreeMap<>();
    source.put("format", format);
    put(source, "input", input.isEmpty() ? null : inputs());
    rows.ifPresent(of -> tell(source, of));
    source.put("maxLineLength", Integer.toString(maxLineLength));
    if (maxExpansion != ReadingLimits.EXPANSION) {
      source.put("maxExpansion", Integer.toString(maxExpansion));
    }
    if (maxDocumentTokens != MAX_DOCUMENT_TOKENS) {
      source.put("maxDocumentTokens", Long.toString(maxDocumentTokens));
    }
    source.put("maxBad", Long.toString(maxBad));
    put(source, "ids", ids);
    put(source, "idField", idField);
    put(source, "textField", textField);
    put(source, "keep", keep.isEmpty() ? null : String.join(",", keep));
    put(source, "columns", columns.isEmpty() ? null : String.join(",", columns));
    put(source, "delimiter", delimiter);
    return source;
  }

  private static void tell(Map<String, String> source, TableSource rows) {
    put(source, "table", rows.table().orElse(null));
    put(source, "sql", rows.sql().orElse(null));
    put(source, "where", rows.where().orElse(null));
    Pattern secrets =
        Pattern.compile(SparkSession.active().sparkContext().getConf().get(REDACTION, SECRETS));
    rows.options()
        .forEach((name, value) -> put(source, "option." + name, Shown.value(name, value, secrets)));
  }

  private String inputs() {
    return input.stream().map(Shown::address).collect(Collectors.joining(","));
  }

  private static void put(Map<String, String> source, String name, Object value) {
    if (value != null) {
      source.put(name, value.toString());
    }
  }

  /** A format's name, as manifests have it. */
  static String name(Format format, String given) {
    return format == Format.SOURCE ? given : format.name().toLowerCase(Locale.ROOT);
  }

  /** The names of formats that are none of Spark's sources. */
  static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Format.values())
          .filter(format -> format != Format.SOURCE)
          .map(format -> format.name().toLowerCase(Locale.ROOT))
          .iterator();
    }
  }
}
