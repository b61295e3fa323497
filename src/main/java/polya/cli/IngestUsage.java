package polya.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.ingest.IngestPlan.Format;
import polya.spark.store.CorpusStore;
import polya.text.VocabularyLimits;

/** Which options of {@code ingest} go with which formats, and with one another. */
final class IngestUsage {
  private static final String FIELDS = "jsonl, csv, parquet and tables only";
  private static final String TEXTS = "text, jsonl, csv, parquet and tables only";

  private final IngestOptions options;

  private IngestUsage(IngestOptions options) {
    this.options = options;
  }

  /**
   * Checks what can be checked without looking at a file.
   *
   * @throws Failure (usage) if an option is out of its range or does not go with another
   */
  static void check(IngestOptions options) {
    new IngestUsage(options).check();
  }

  private void check() {
    options.tables.check(options.format(), !options.input.isEmpty());
    checkVocabulary();
    checkTriples();
    checkFields();
    checkColumns();
    checkWords();
    checkPart("--held-out", options.heldOut, options.heldOutOutput);
    checkPart("--withhold", options.withhold, options.withheldOutput);
    Usage.demand(
        options.heldOut == null || options.withhold == null,
        "--withhold",
        "given beside --held-out",
        "one of the two");
    Usage.demand(
        options.maxLineLength >= 1 && options.maxLineLength <= 1 << 30,
        "--max-line-length",
        options.maxLineLength,
        "1 to " + (1 << 30));
    Usage.demand(options.maxBad >= 0, "--max-bad", options.maxBad, "at least 0");
  }

  private void checkVocabulary() {
    boolean indices = options.format().hasTermIndices();
    String name = options.formatName();
    Usage.demand(
        !indices || options.vocabulary != null, "--vocabulary", "missing", "a file for " + name);
    Usage.demand(
        indices || options.vocabulary == null || options.vocabularyOf == null,
        "--vocabulary-of",
        "given beside --vocabulary",
        "one of the two for " + name);
    Usage.demand(
        options.limits().equals(VocabularyLimits.NONE) || options.vocabularyOf == null,
        "--vocabulary-of",
        "given beside limits of the vocabulary",
        "one of the two");
    Usage.demand(
        options.ids == null || !options.format().hasFields(),
        "--ids",
        "given",
        "--id-field for " + name);
  }

  private void checkFields() {
    boolean fields = options.format().hasFields();
    Usage.demand(fields || options.idField == null, "--id-field", options.idField, FIELDS);
    Usage.demand(fields || options.textField == null, "--text-field", options.textField, FIELDS);
    List<String> kept = options.kept().stream().map(ColumnOption::name).toList();
    boolean label = options.format() == Format.LIBSVM && kept.equals(List.of("label"));
    Usage.demand(
        fields || label || kept.isEmpty(), "--keep", options.keep, FIELDS + "; label for libsvm");
    Usage.demand(options.format().isText() || !options.keepOrder, "--keep-order", "given", TEXTS);
  }

  private void checkColumns() {
    Usage.demand(
        !options.format().hasFields() || options.columns.isEmpty(),
        "--column",
        "given",
        "--keep for " + options.formatName());
    Set<String> taken = new HashSet<>();
    if (options.keepOrder) {
      taken.add(CorpusStore.ORDER.toLowerCase(Locale.ROOT));
    }
    for (String name : CorpusStore.DOCUMENTS.fieldNames()) {
      taken.add(name.toLowerCase(Locale.ROOT));
    }
    options.kept().forEach(field -> demandFree("--keep", field.name(), taken));
    options.beside().forEach(column -> demandFree("--column", column.name(), taken));
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

  private void checkWords() {
    List<String> given = options.texts.given();
    Usage.demand(
        options.format().isText() || given.isEmpty(), String.join(", ", given), "given", TEXTS);
    options.texts.check();
    String field = options.texts.languageField;
    Usage.demand(options.format().hasFields() || field == null, "--language-field", field, FIELDS);
    Integer ngrams = options.texts.words.ngrams;
    Usage.demand(
        !options.keepOrder || ngrams == null || ngrams == 1,
        "--ngrams",
        "given beside --keep-order",
        "one of the two, since an n-gram has no place of its own");
  }

  private void checkTriples() {
    boolean triples = options.format() == Format.TRIPLES;
    Usage.demand(
        triples || options.format() == Format.CSV || options.delimiter == null,
        "--delimiter",
        options.delimiter,
        "triples and csv only");
    Usage.demand(triples || !options.header, "--header", "given", "triples only");
    Usage.demand(
        !triples || options.ids == null, "--ids", "given", "the users' own names for triples");
    Usage.demand(
        options.delimiter == null
            || options.delimiter.equals("tab")
            || (options.delimiter.length() == 1 && !options.delimiter.equals("\"")),
        "--delimiter",
        options.delimiter,
        "tab or one character that is no quote");
  }

  private void checkPart(String option, Double share, String folder) {
    String where = option.equals("--withhold") ? "--withheld-output" : "--held-out-output";
    Usage.demand(
        (share == null) == (folder == null), option, share, "given together with " + where);
    Usage.demand(
        share == null || (share > 0 && share < 1), option, share, "between 0 and 1, both excluded");
    Usage.demand(
        !new Path(options.output).equals(folder == null ? null : new Path(folder)),
        where,
        folder,
        "another folder than --output");
  }
}
