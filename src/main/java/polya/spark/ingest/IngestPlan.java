package polya.spark.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.corpus.ColumnKind;
import polya.corpus.Split;
import polya.corpus.Withholding;
import polya.spark.ingest.lines.ReadingLimits;
import polya.text.Analysis;
import polya.text.VocabularyLimits;

/**
 * What is to be ingested and how.
 *
 * @param format the input's format
 * @param input files, folders or globs; of rows that Spark reads what they are, for people
 * @param table rows that Spark reads, for formats that are tables
 * @param reading how much is read of a line and of a file
 * @param vocabularyFile terms, one a line: the input's own for formats of term indices, else those
 *     to be counted
 * @param wanted the vocabulary that the corpus gets, whatever its texts have
 * @param idsFile ids, one a line, of formats that have none
 * @param idField the field of a record, or the column of a table, with the id
 * @param textField the field with the text
 * @param keep more fields, kept as columns of strings
 * @param columns columns whose values stand beside the input; they follow those that are kept
 * @param kinds what the values of these and those are, by name; text where none is told
 * @param keepOrder whether the order of a text's tokens is kept, in a column of its own
 * @param analysis from text to words
 * @param chosenLanguages whether documents of other languages are set aside, or else are bad
 * @param layout how a table of triples or of texts is written
 * @param limits which terms the vocabulary takes
 * @param deduplicate whether of documents of the same words only the first is kept
 * @param split which documents are held out, if any
 * @param withholding which terms of each document are withheld, if any; not beside a split
 * @param maxDocumentTokens how many tokens a document has at most: more make it a bad record
 * @param maxBad how many bad records are set aside before the job stops
 * @param source what the manifest is to say of how the corpus was made
 */
public record IngestPlan(
    Format format,
    List<String> input,
    Optional<TableSource> table,
    ReadingLimits reading,
    Optional<String> vocabularyFile,
    Optional<WantedVocabulary> wanted,
    Optional<String> idsFile,
    String idField,
    String textField,
    List<String> keep,
    List<SideColumn> columns,
    Map<String, ColumnKind> kinds,
    boolean keepOrder,
    Analysis analysis,
    boolean chosenLanguages,
    TableLayout layout,
    VocabularyLimits limits,
    boolean deduplicate,
    Optional<Split> split,
    Optional<Withholding> withholding,
    long maxDocumentTokens,
    long maxBad,
    Map<String, String> source) {

  /** Whether phrases are to be looked for: not where the analysis has them already. */
  boolean seeksPhrases() {
    return format.isText() && analysis.seeksPhrases();
  }

  /** The formats that can be read. */
  public enum Format {
    /** UCI bag-of-words: D, V, NNZ, then {@code docId wordId count}, from 1. */
    UCI,
    /** LDA-C: {@code M term:count …} a document, terms from 0. */
    LDAC,
    /** JSON Lines: an object with an id and a text a document. */
    JSONL,
    /** Plain text: a line a document. */
    TEXT,
    /** CSV: a row with an id and a text a document; the first names the columns. */
    CSV,
    /** Parquet: a row with an id and a text a document. */
    PARQUET,
    /** A table of (user, item, count), a line each, in any order: users are documents. */
    TRIPLES,
    /** libsvm: {@code label index:count …} a document, indices from 1. */
    LIBSVM,
    /** ORC: a row with an id and a text a document. */
    ORC,
    /** A table of a catalog of Spark's: a row with an id and a text a document. */
    TABLE,
    /** The answer to a query: a row with an id and a text a document. */
    SQL,
    /** Any other source of Spark's own, by its name: delta, iceberg, jdbc, … */
    SOURCE;

    /** The format of this name, whatever its case; a name that is no other's is a source's. */
    public static Format named(String name) {
      return Arrays.stream(values())
          .filter(format -> format != SOURCE && format.name().equalsIgnoreCase(name))
          .findAny()
          .orElse(SOURCE);
    }

    /** Whether Spark's readers give its rows, which have no positions. */
    public boolean isRows() {
      return this == ORC || this == TABLE || this == SQL || this == SOURCE;
    }

    /** Whether documents are given as indices into a vocabulary that comes with them. */
    public boolean hasTermIndices() {
      return this == UCI || this == LDAC || this == LIBSVM;
    }

    /** Whether a record has fields with names, an id and a text among them. */
    public boolean hasFields() {
      return this == JSONL || this == CSV || this == PARQUET || isRows();
    }

    /** Whether documents are given as texts. */
    public boolean isText() {
      return this == TEXT || hasFields();
    }
  }
}
