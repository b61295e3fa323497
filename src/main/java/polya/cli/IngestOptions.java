package polya.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.spark.ingest.IngestPlan.Format;
import polya.text.VocabularyLimits;

/**
 * The options of {@code ingest}. {@link IngestUsage} checks them, {@link IngestPlans} makes a plan
 * of them.
 */
final class IngestOptions {
  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      completionCandidates = FormatNames.class,
      description =
          "How the input is written: ${COMPLETION-CANDIDATES}. Any other name is a source of"
              + " Spark's own: delta, iceberg, …")
  private String named;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "Files, folders or globs, with commas between. A name that is there as it stands is that"
              + " file, whatever its characters. Repeatable.")
  List<String> input = List.of();

  @Mixin TableOptions tables;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "The folder of the corpus.")
  String output;

  @Option(names = "--overwrite", description = "Replace a corpus that is there already.")
  boolean overwrite;

  @Mixin LeaseFlag lease;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description =
          "Terms, one a line. Needed for uci, ldac and libsvm; for texts, those to be counted.")
  String vocabulary;

  @Option(
      names = "--vocabulary-of",
      paramLabel = "PATH",
      description = "A corpus whose vocabulary the new one gets; other terms count as out of it.")
  String vocabularyOf;

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
      names = "--keep-order",
      description =
          "texts: keep the order of the tokens as well, for coherence by sliding windows.")
  boolean keepOrder;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER|tab",
      description = "triples and csv: what stands between fields. Default: a comma.")
  String delimiter;

  @Option(
      names = "--header",
      description = "triples: the first line of every file has the names of its columns.")
  boolean header;

  @Mixin TextOptions texts;

  @Option(
      names = "--min-document-frequency",
      paramLabel = "N",
      description = "Leave out terms of fewer documents. Default: 1.")
  Long minDocumentFrequency;

  @Option(
      names = "--max-document-frequency",
      paramLabel = "SHARE",
      description = "Leave out terms of a larger share of the documents. Default: 1.")
  Double maxDocumentFrequency;

  @Option(
      names = "--max-vocabulary",
      paramLabel = "N",
      description = "Keep the N most frequent terms. Default: all.")
  Integer maxVocabulary;

  @Option(
      names = "--deduplicate",
      description =
          "Of documents with the same words, each as often, keep the first only, held-out ones"
              + " included.")
  boolean deduplicate;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      description = "Put this share of the documents into a corpus of its own.")
  Double heldOut;

  @Option(
      names = "--held-out-output",
      paramLabel = "PATH",
      description = "The folder of the held-out corpus.")
  String heldOutOutput;

  @Option(
      names = "--withhold",
      paramLabel = "SHARE",
      description = "Put this share of every document's terms into a corpus of its own.")
  Double withhold;

  @Option(
      names = "--withheld-output",
      paramLabel = "PATH",
      description = "The folder of the corpus of withheld terms.")
  String withheldOutput;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Which documents or terms are held out. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--max-line-length",
      defaultValue = "8388608",
      paramLabel = "BYTES",
      description =
          "A longer line, or text of a table, is a bad record. Default: ${DEFAULT-VALUE}.")
  int maxLineLength;

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

  /** The folder of the second corpus, if there is to be one. */
  Optional<String> secondOutput() {
    return Optional.ofNullable(heldOutOutput == null ? withheldOutput : heldOutOutput);
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

  /** The format. */
  Format format() {
    return Format.named(named);
  }

  /** The format's name, as it is given. */
  String formatName() {
    return format() == Format.SOURCE ? named : format().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Which terms the vocabulary takes.
   *
   * @throws Failure (usage) if a limit is out of its range
   */
  VocabularyLimits limits() {
    long least = minDocumentFrequency == null ? 1 : minDocumentFrequency;
    double share = maxDocumentFrequency == null ? 1 : maxDocumentFrequency;
    int most = maxVocabulary == null ? Integer.MAX_VALUE : maxVocabulary;
    Usage.demand(least >= 1, "--min-document-frequency", least, "at least 1");
    Usage.demand(
        share > 0 && share <= 1,
        "--max-document-frequency",
        share,
        "above 0 and at most 1, a share of the documents");
    Usage.demand(most >= 1, "--max-vocabulary", most, "at least 1");
    return new VocabularyLimits(least, share, most);
  }
}
