package polya.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import polya.Failure;
import polya.spark.ingest.IngestPlan.Format;
import polya.spark.store.CorpusStore;

/** Which options that say what is read go with which formats, and with one another. */
final class ReadingUsage {
  private static final String FIELDS = "jsonl, csv, parquet and tables only";

  private final ReadingOptions reading;
  private final Format format;
  private final String name;
  private final boolean keepOrder;

  private ReadingUsage(ReadingOptions reading, Format format, String name, boolean keepOrder) {
    this.reading = reading;
    this.format = format;
    this.name = name;
    this.keepOrder = keepOrder;
  }

  /**
   * Checks what can be checked without looking at a file.
   *
   * @param name of the format, as it was given
   * @param keepOrder whether the order of tokens may be kept beside what is read
   * @throws Failure (usage) if an option is out of its range or does not go with another
   */
  static void check(ReadingOptions reading, Format format, String name, boolean keepOrder) {
    new ReadingUsage(reading, format, name, keepOrder).check();
  }

  private void check() {
    reading.tables.check(format, !reading.input.isEmpty());
    checkFields();
    checkColumns();
    checkLayout();
    Usage.demand(
        reading.ids == null || !format.hasFields(), "--ids", "given", "--id-field for " + name);
    Usage.demand(
        reading.maxLineLength >= 1 && reading.maxLineLength <= 1 << 30,
        "--max-line-length",
        reading.maxLineLength,
        "1 to " + (1 << 30));
    Usage.demand(reading.maxExpansion >= 1, "--max-expansion", reading.maxExpansion, "at least 1");
    Usage.demand(
        reading.maxDocumentTokens >= 1 && reading.maxDocumentTokens <= Integer.MAX_VALUE,
        "--max-document-tokens",
        reading.maxDocumentTokens,
        "1 to " + Integer.MAX_VALUE);
    Usage.demand(reading.maxBad >= 0, "--max-bad", reading.maxBad, "at least 0");
  }

  private void checkFields() {
    boolean fields = format.hasFields();
    Usage.demand(fields || reading.idField == null, "--id-field", reading.idField, FIELDS);
    Usage.demand(fields || reading.textField == null, "--text-field", reading.textField, FIELDS);
    List<String> kept = reading.kept().stream().map(ColumnOption::name).toList();
    boolean label = format == Format.LIBSVM && kept.equals(List.of("label"));
    Usage.demand(
        fields || label || kept.isEmpty(), "--keep", reading.keep, FIELDS + "; label for libsvm");
  }

  private void checkColumns() {
    Usage.demand(
        !format.hasFields() || reading.columns.isEmpty(),
        "--column",
        "given",
        "--keep for " + name);
    Set<String> taken = taken(keepOrder);
    reading.kept().forEach(field -> demandFree("--keep", field.name(), taken));
    reading.beside().forEach(column -> demandFree("--column", column.name(), taken));
  }

  /** The names of columns that a corpus has for itself. */
  private static Set<String> taken(boolean keepOrder) {
    Set<String> taken = new HashSet<>();
    if (keepOrder) {
      taken.add(CorpusStore.ORDER.toLowerCase(Locale.ROOT));
    }
    for (String name : CorpusStore.DOCUMENTS.fieldNames()) {
      taken.add(name.toLowerCase(Locale.ROOT));
    }
    return taken;
  }

  /**
   * Demands that a field which a command asks for can be kept under its name.
   *
   * @throws Failure (usage) if a corpus has a column of that name for itself
   */
  static void demandFree(String name, boolean keepOrder) {
    demandFree("--keep", name, taken(keepOrder));
  }

  private static void demandFree(String option, String name, Set<String> taken) {
    Usage.demand(
        taken.add(name.toLowerCase(Locale.ROOT)),
        option,
        name,
        (option.equals("--keep") ? "fields" : "columns")
            + " of distinct names other than id, terms, counts and outOfVocabulary, and"
            + " tokenOrder beside --keep-order");
  }

  private void checkLayout() {
    boolean triples = format == Format.TRIPLES;
    Usage.demand(
        triples || format == Format.CSV || reading.delimiter == null,
        "--delimiter",
        reading.delimiter,
        "triples and csv only");
    Usage.demand(
        !triples || reading.ids == null, "--ids", "given", "the users' own names for triples");
    Usage.demand(
        reading.delimiter == null
            || reading.delimiter.equals("tab")
            || (reading.delimiter.length() == 1 && !reading.delimiter.equals("\"")),
        "--delimiter",
        reading.delimiter,
        "tab or one character that is no quote");
  }
}
