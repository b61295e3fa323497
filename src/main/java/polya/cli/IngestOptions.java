package polya.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.corpus.Split;
import polya.corpus.Withholding;
import polya.spark.CorpusStore;
import polya.spark.Files;
import polya.spark.IngestPlan;
import polya.spark.IngestPlan.Format;
import polya.spark.TripleTable;
import polya.text.Analysis;
import polya.text.StopWords;
import polya.text.VocabularyLimits;

/** The options of {@code ingest}, and how they become a plan. */
final class IngestOptions {
  @Option(
      names = "--format",
      required = true,
      description = "How the input is written: ${COMPLETION-CANDIDATES}.")
  Format format;

  @Option(
      names = "--input",
      required = true,
      split = ",",
      paramLabel = "PATH",
      description = "Files, folders or globs, separated by commas.")
  List<String> input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "The folder of the corpus.")
  String output;

  @Option(names = "--overwrite", description = "Replace a corpus that is there already.")
  boolean overwrite;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "Terms, one a line. Needed for uci and ldac; for text, those to be counted.")
  String vocabulary;

  @Option(
      names = "--vocabulary-of",
      paramLabel = "PATH",
      description = "A corpus whose vocabulary the new one gets; other terms count as out of it.")
  String vocabularyOf;

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "Document ids, one a line (not for jsonl or triples). Default: numbers.")
  String ids;

  @Option(
      names = "--id-field",
      paramLabel = "NAME",
      description = "jsonl: the field with the id. Default: id.")
  String idField;

  @Option(
      names = "--text-field",
      paramLabel = "NAME",
      description = "jsonl: the field with the text. Default: text.")
  String textField;

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "NAME",
      description = "jsonl: more fields, kept as columns of strings.")
  List<String> keep = List.of();

  @Option(
      names = "--keep-order",
      description =
          "text and jsonl: keep the order of the tokens as well, for coherence by sliding windows.")
  boolean keepOrder;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER|tab",
      description = "triples: what stands between user, item and count. Default: a comma.")
  String delimiter;

  @Option(
      names = "--header",
      description = "triples: the first line of every file has the names of its columns.")
  boolean header;

  @Option(
      names = "--stop-words",
      paramLabel = "none|english|FILE",
      description = "Words of a text to leave out. Default: none.")
  String stopWords;

  @Option(
      names = "--min-token-length",
      paramLabel = "N",
      description = "The shortest word of a text, in characters. Default: 1.")
  Integer minTokenLength;

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
      description = "A longer line is a bad record. Default: ${DEFAULT-VALUE}.")
  int maxLineLength;

  @Option(
      names = "--max-bad",
      defaultValue = "0",
      paramLabel = "N",
      description = "Set up to N bad records aside. Default: ${DEFAULT-VALUE}.")
  long maxBad;

  /**
   * Checks what can be checked without looking at a file.
   *
   * @throws Failure (usage) if an option is out of its range or does not go with another
   */
  void check() {
    boolean json = format == Format.JSONL;
    boolean indices = format.hasTermIndices();
    boolean prose = json || format == Format.TEXT;
    Usage.demand(!indices || vocabulary != null, "--vocabulary", "missing", "a file for " + name());
    Usage.demand(
        indices || vocabulary == null || vocabularyOf == null,
        "--vocabulary-of",
        "given beside --vocabulary",
        "one of the two for " + name());
    Usage.demand(
        limits().equals(VocabularyLimits.NONE) || vocabularyOf == null,
        "--vocabulary-of",
        "given beside limits of the vocabulary",
        "one of the two");
    Usage.demand(ids == null || !json, "--ids", "given", "--id-field for jsonl");
    checkTriples();
    Usage.demand(json || idField == null, "--id-field", idField, "jsonl only");
    Usage.demand(json || textField == null, "--text-field", textField, "jsonl only");
    Usage.demand(json || keep.isEmpty(), "--keep", keep, "jsonl only");
    Usage.demand(prose || !keepOrder, "--keep-order", "given", "text and jsonl only");
    Set<String> columns = new HashSet<>();
    if (keepOrder) {
      columns.add(CorpusStore.ORDER.toLowerCase(Locale.ROOT));
    }
    for (String name : CorpusStore.DOCUMENTS.fieldNames()) {
      columns.add(name.toLowerCase(Locale.ROOT));
    }
    for (String field : keep) {
      Usage.demand(
          columns.add(field.toLowerCase(Locale.ROOT)),
          "--keep",
          field,
          "fields of distinct names other than id, terms, counts and outOfVocabulary, and tokenOrder"
              + " beside --keep-order");
    }
    Usage.demand(prose || stopWords == null, "--stop-words", stopWords, "text and jsonl only");
    Usage.demand(
        prose || minTokenLength == null,
        "--min-token-length",
        minTokenLength,
        "text and jsonl only");
    Usage.demand(
        minTokenLength == null || minTokenLength >= 1,
        "--min-token-length",
        minTokenLength,
        "at least 1");
    checkPart("--held-out", heldOut, heldOutOutput);
    checkPart("--withhold", withhold, withheldOutput);
    Usage.demand(
        heldOut == null || withhold == null,
        "--withhold",
        "given beside --held-out",
        "one of the two");
    Usage.demand(
        maxLineLength >= 1 && maxLineLength <= 1 << 30,
        "--max-line-length",
        maxLineLength,
        "1 to " + (1 << 30));
    Usage.demand(maxBad >= 0, "--max-bad", maxBad, "at least 0");
  }

  private void checkTriples() {
    boolean triples = format == Format.TRIPLES;
    Usage.demand(triples || delimiter == null, "--delimiter", delimiter, "triples only");
    Usage.demand(triples || !header, "--header", "given", "triples only");
    Usage.demand(!triples || ids == null, "--ids", "given", "the users' own names for triples");
    Usage.demand(
        delimiter == null
            || delimiter.equals("tab")
            || (delimiter.length() == 1 && !delimiter.equals("\"")),
        "--delimiter",
        delimiter,
        "tab or one character that is no quote");
  }

  private void checkPart(String option, Double share, String folder) {
    String where = option.equals("--withhold") ? "--withheld-output" : "--held-out-output";
    Usage.demand(
        (share == null) == (folder == null), option, share, "given together with " + where);
    Usage.demand(
        share == null || (share > 0 && share < 1), option, share, "between 0 and 1, both excluded");
    Usage.demand(
        !new Path(output).equals(folder == null ? null : new Path(folder)),
        where,
        folder,
        "another folder than --output");
  }

  /** The folder of the second corpus, if there is to be one. */
  Optional<String> secondOutput() {
    return Optional.ofNullable(heldOutOutput == null ? withheldOutput : heldOutOutput);
  }

  private String name() {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private VocabularyLimits limits() {
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

  /** The plan; reads the stop words. */
  IngestPlan plan(Configuration configuration) {
    return new IngestPlan(
        format,
        input,
        maxLineLength,
        Optional.ofNullable(vocabulary),
        Optional.ofNullable(vocabularyOf),
        Optional.ofNullable(ids),
        idField == null ? "id" : idField,
        textField == null ? "text" : textField,
        List.copyOf(keep),
        keepOrder,
        new Analysis(stopWords(configuration), minTokenLength == null ? 1 : minTokenLength),
        new TripleTable(separator(), header),
        limits(),
        Optional.ofNullable(heldOut).map(share -> new Split(seed, share)),
        Optional.ofNullable(withhold).map(share -> new Withholding(seed, share)),
        maxBad,
        source());
  }

  private char separator() {
    return delimiter == null ? ',' : delimiter.equals("tab") ? '\t' : delimiter.charAt(0);
  }

  private Set<String> stopWords(Configuration configuration) {
    if (stopWords == null || stopWords.equals("none")) {
      return StopWords.none();
    }
    if (stopWords.equals("english")) {
      return StopWords.english();
    }
    String text =
        new Files(configuration)
            .read(new Path(stopWords))
            .orElseThrow(
                () ->
                    Failure.input(
                        "Cannot read stop words "
                            + stopWords
                            + ": no such file; allowed are none,"
                            + " english and a file. Correct --stop-words."));
    return StopWords.of(text.lines().toList());
  }

  private Map<String, String> source() {
    Map<String, String> source = new TreeMap<>();
    source.put("format", name());
    source.put("input", String.join(",", input));
    source.put("maxLineLength", Integer.toString(maxLineLength));
    source.put("maxBad", Long.toString(maxBad));
    put(source, "vocabulary", vocabulary);
    put(source, "vocabularyOf", vocabularyOf);
    put(source, "ids", ids);
    put(source, "idField", idField);
    put(source, "textField", textField);
    put(source, "keep", keep.isEmpty() ? null : String.join(",", keep));
    put(source, "keepOrder", keepOrder ? true : null);
    put(source, "delimiter", delimiter);
    put(source, "header", header ? true : null);
    put(source, "stopWords", stopWords);
    put(source, "minTokenLength", minTokenLength);
    put(source, "minDocumentFrequency", minDocumentFrequency);
    put(source, "maxDocumentFrequency", maxDocumentFrequency);
    put(source, "maxVocabulary", maxVocabulary);
    put(source, "heldOut", heldOut);
    put(source, "withhold", withhold);
    put(source, "seed", heldOut == null && withhold == null ? null : seed);
    return source;
  }

  private static void put(Map<String, String> source, String name, Object value) {
    if (value != null) {
      source.put(name, value.toString());
    }
  }
}
