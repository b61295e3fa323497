package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import polya.corpus.ColumnKind;
import polya.spark.Tables;
import polya.spark.ingest.IngestPlan;
import polya.spark.ingest.Ingestion;
import polya.spark.ingest.TableLayout;
import polya.spark.ingest.TableSource;
import polya.spark.ingest.WantedVocabulary;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;
import polya.text.Analysis;
import polya.text.VocabularyLimits;

/**
 * The documents of a command. Of texts that were given in place of a corpus one is made as {@code
 * ingest --vocabulary-of} the model makes it, beside the command's own data, so that all figures
 * are those of that way; it goes when this is closed.
 */
final class GivenDocuments implements AutoCloseable {
  /** No documents. */
  static final GivenDocuments NONE = new GivenDocuments(Optional.empty(), () -> {});

  private static final String TEXTS = "texts";
  private static final int SHOWN = 3;

  private final Optional<CorpusStore> corpus;
  private final Runnable end;

  private GivenDocuments(Optional<CorpusStore> corpus, Runnable end) {
    this.corpus = corpus;
    this.end = end;
  }

  /** Those of a corpus. */
  static GivenDocuments of(CorpusStore corpus) {
    return new GivenDocuments(Optional.of(corpus), () -> {});
  }

  /** Reads texts, and tells what was read. */
  static GivenDocuments read(
      Job job,
      DocumentOptions options,
      ModelStore model,
      StoreFolder place,
      TextsAsked asked,
      PrintWriter err) {
    Runnable removal = () -> place.removeBeside(TEXTS);
    boolean made = false;
    try {
      String path = new Path(place.beside(TEXTS), "corpus").toString();
      CorpusStore corpus = read(job, options, model, path, asked, err);
      if (asked.quarantine() && corpus.info().quarantined() > 0) {
        Tables.write(corpus.quarantine().coalesce(1), place.dataPath("quarantine"));
      }
      made = true;
      return new GivenDocuments(Optional.of(corpus), removal);
    } finally {
      if (!made) {
        removal.run();
      }
    }
  }

  private static CorpusStore read(
      Job job,
      DocumentOptions options,
      ModelStore model,
      String path,
      TextsAsked asked,
      PrintWriter err) {
    SparkSession spark = job.spark();
    IngestPlan plan = plan(spark, options, WantedVocabulary.of(model), asked);
    plan.source().forEach(job::configure);
    try (StoreFolder folder =
        StoreFolder.claim(
            spark.sparkContext().hadoopConfiguration(), path, OutputKind.CORPUS, false, false)) {
      Consumer<String> warnings = line -> err.println(Printable.text(line));
      Ingestion.Outcome outcome =
          job.timed("read", () -> Ingestion.run(spark, plan, folder, Optional.empty(), warnings));
      job.count("records", outcome.records());
      job.count("quarantined", outcome.corpus().quarantined());
      job.count("otherLanguages", outcome.aside());
      String what = String.join(",", plan.input());
      CorpusStore corpus = CorpusStore.open(spark, path).readFrom(what);
      err.println(
          "note: read " + CorpusLine.of(what, outcome.corpus()).substring("corpus ".length()));
      bad(corpus).ifPresent(warnings);
      err.flush();
      return corpus;
    }
  }

  /** A line of the first records that were set aside, if any were. */
  private static Optional<String> bad(CorpusStore corpus) {
    if (corpus.info().quarantined() == 0) {
      return Optional.empty();
    }
    List<Row> first = corpus.quarantine().limit(SHOWN).collectAsList();
    String reasons =
        String.join(
            "; ",
            first.stream()
                .map(
                    row ->
                        row.getString(0)
                            + (row.getLong(1) > 0 ? " at line " + row.getLong(1) : "")
                            + ": "
                            + row.getString(2))
                .toList());
    return Optional.of(
        String.format(
            Locale.ROOT,
            "note: %s set aside, %s%s",
            corpus.info().quarantined() == 1
                ? "1 record is"
                : String.format(Locale.ROOT, "%,d records are", corpus.info().quarantined()),
            reasons,
            corpus.info().quarantined() > first.size() ? "; …" : ""));
  }

  private static IngestPlan plan(
      SparkSession spark, DocumentOptions options, WantedVocabulary wanted, TextsAsked asked) {
    if (wanted.wordsOnly() && !options.format().isRows()) {
      throw wanted.unread("--format " + options.formatName() + " has texts");
    }
    Analysis analysis = wanted.analysis().orElseGet(Analysis::simple);
    Usage.demand(
        analysis.languageField().isEmpty() || options.format().hasFields(),
        "--format",
        options.formatName(),
        "a format of fields for this model, whose texts name their language in the field "
            + analysis.languageField().orElse(""));
    ReadingOptions reading = options.reading;
    Optional<TableSource> rows = reading.rows(spark, options.format(), options.formatName());
    List<ColumnOption> kept = options.kept(asked);
    Map<String, ColumnKind> kinds = new TreeMap<>(reading.kinds());
    kept.forEach(column -> kinds.put(column.name(), column.kind()));
    Map<String, String> source = reading.source(options.formatName(), rows);
    source.put("vocabularyOf", wanted.path());
    return new IngestPlan(
        options.format(),
        rows.map(of -> List.of(of.what())).orElse(reading.input),
        rows,
        reading.limits(),
        Optional.empty(),
        Optional.of(wanted),
        Optional.ofNullable(reading.ids),
        reading.id(),
        reading.text(),
        kept.stream().map(ColumnOption::name).toList(),
        reading.sides(),
        kinds,
        asked.order() && analysis.ngrams() == 1,
        analysis,
        TextOptions.chose(analysis),
        new TableLayout(reading.separator(), false),
        VocabularyLimits.NONE,
        false,
        Optional.empty(),
        Optional.empty(),
        reading.maxDocumentTokens,
        reading.maxBad,
        source);
  }

  /** The same, with something more to be done at its end. */
  GivenDocuments then(Runnable more) {
    return new GivenDocuments(
        corpus,
        () -> {
          end.run();
          more.run();
        });
  }

  /** The documents, where a command cannot do without. */
  CorpusStore corpus() {
    return corpus.orElseThrow();
  }

  /** The documents, if any were given. */
  Optional<CorpusStore> found() {
    return corpus;
  }

  /** Removes what was made for the command alone. */
  @Override
  public void close() {
    end.run();
  }
}
