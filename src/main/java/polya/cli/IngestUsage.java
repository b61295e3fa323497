package polya.cli;

import java.util.List;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.ingest.IngestPlan.Format;
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
    ReadingUsage.check(options.reading, options.format(), options.formatName(), options.keepOrder);
    checkVocabulary();
    checkTriples();
    checkWords();
    checkPart("--held-out", options.heldOut, options.heldOutOutput);
    checkPart("--withhold", options.withhold, options.withheldOutput);
    Usage.demand(
        options.heldOut == null || options.withhold == null,
        "--withhold",
        "given beside --held-out",
        "one of the two");
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
        options.sections == null || indices && options.vocabularyOf == null,
        "--sections",
        "given",
        "sections of a --vocabulary of uci, ldac or libsvm that is the corpus's own");
    Usage.demand(
        options.limits().equals(VocabularyLimits.NONE) || options.vocabularyOf == null,
        "--vocabulary-of",
        "given beside limits of the vocabulary",
        "one of the two");
  }

  private void checkWords() {
    Usage.demand(options.format().isText() || !options.keepOrder, "--keep-order", "given", TEXTS);
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
    Usage.demand(triples || !options.header, "--header", "given", "triples only");
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
