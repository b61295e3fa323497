package polya.cli;

import java.util.List;
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
      completionCandidates = ReadingOptions.FormatNames.class,
      description =
          "How the input is written: ${COMPLETION-CANDIDATES}. Any other name is a source of"
              + " Spark's own: delta, iceberg, …")
  private String named;

  @Mixin ReadingOptions reading;

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
      description =
          "A corpus, or a model, whose vocabulary the new corpus gets; other terms count as out of it.")
  String vocabularyOf;

  @Option(
      names = "--sections",
      split = ",",
      paramLabel = "NAME",
      description =
          "uci, ldac, libsvm: the --vocabulary has these sections, one behind the other; its terms"
              + " begin with theirs and a colon, as de:paket. Topics are normalised within each.")
  List<String> sections;

  @Option(
      names = "--keep-order",
      description =
          "texts: keep the order of the tokens as well, for coherence by sliding windows.")
  boolean keepOrder;

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
      description =
          "Keep the N most frequent terms. Default: all of a --vocabulary, 5,000,000 of the words of"
              + " texts.")
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

  /** The folder of the second corpus, if there is to be one. */
  Optional<String> secondOutput() {
    return Optional.ofNullable(heldOutOutput == null ? withheldOutput : heldOutOutput);
  }

  /** The format. */
  Format format() {
    return Format.named(named);
  }

  /** The format's name, as it is given. */
  String formatName() {
    return ReadingOptions.name(format(), named);
  }

  /**
   * Which terms the vocabulary takes.
   *
   * @throws Failure (usage) if a limit is out of its range
   */
  VocabularyLimits limits() {
    long least = minDocumentFrequency == null ? 1 : minDocumentFrequency;
    double share = maxDocumentFrequency == null ? 1 : maxDocumentFrequency;
    int most = maxVocabulary == null ? VocabularyLimits.UNASKED : maxVocabulary;
    Usage.demand(least >= 1, "--min-document-frequency", least, "at least 1");
    Usage.demand(
        share > 0 && share <= 1,
        "--max-document-frequency",
        share,
        "above 0 and at most 1, a share of the documents");
    Usage.demand(maxVocabulary == null || most >= 1, "--max-vocabulary", most, "at least 1");
    return new VocabularyLimits(least, share, most);
  }
}
