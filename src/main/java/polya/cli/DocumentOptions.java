package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.spark.ingest.IngestPlan.Format;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;

/**
 * The options that name the documents of a command: a corpus, or texts that are read as those of
 * the model were, by the analysis that lies in it.
 */
final class DocumentOptions {
  @Option(
      names = "--corpus",
      paramLabel = "PATH",
      description = "A corpus: documents that were ingested with the model's vocabulary.")
  String corpus;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "In place of --corpus: texts as they are, read by the analysis in the model. text, jsonl,"
              + " csv, parquet, orc, table, sql, or a source of Spark's own: delta, iceberg, …"
              + " --table and --sql need none.")
  private String named;

  @Mixin ReadingOptions reading;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Whether documents are given, one way or the other. */
  boolean given() {
    return corpus != null || isTexts();
  }

  /** Whether they are given as texts. */
  boolean isTexts() {
    return corpus == null && (named != null || !reading.given().isEmpty());
  }

  /**
   * Checks what can be checked without looking at a file.
   *
   * @param needed whether the command cannot do without documents
   * @throws Failure (usage) if they are given both ways, or neither, or options do not go together
   */
  void check(boolean needed) {
    if (corpus != null && (named != null || !reading.given().isEmpty())) {
      String other = named != null ? "--format" : reading.given().get(0);
      throw Failure.usage(
          "Cannot use "
              + other
              + " beside --corpus: a corpus is read already; allowed is one of both, --corpus or"
              + " --format with what is to be read. Leave one out.");
    }
    if (needed && !given()) {
      throw Failure.usage(
          "Cannot run "
              + command.name()
              + " without --corpus: missing, and no --format with --input, no --table and no --sql"
              + " is there in its place; allowed is one of them. `polya help "
              + command.name()
              + "` tells more.");
    }
    if (isTexts()) {
      Usage.demand(
          format().isText(),
          "--format",
          formatName(),
          "a format of texts in place of --corpus; counts are ingested before, with --vocabulary-of"
              + " the model");
      ReadingUsage.check(reading, format(), formatName(), true);
    }
  }

  Format format() {
    return Format.named(formatName());
  }

  /** The format's name; that of a table or a query goes without saying. */
  String formatName() {
    String given =
        named != null
            ? named
            : reading.tables.table != null ? "table" : reading.tables.sql != null ? "sql" : null;
    Usage.demand(given != null, "--format", "missing", "the format of what is read");
    return ReadingOptions.name(Format.named(given), given);
  }

  /** Tells a job what is read. */
  void configure(Job job) {
    job.configure("corpus", corpus);
    job.reads(corpus);
    if (isTexts()) {
      reading.tell(job);
    }
  }

  /**
   * Opens the documents; of texts a corpus is made beside the data of a result, and goes when it is
   * closed.
   *
   * @param verb what the model is to do with them, for messages: apply, evaluate
   * @param place of the result
   * @param asked what the command needs beside words
   */
  GivenDocuments open(Job job, String verb, ModelStore model, StoreFolder place, TextsAsked asked) {
    if (!given()) {
      return GivenDocuments.NONE;
    }
    PrintWriter err = command.commandLine().getErr();
    if (isTexts()) {
      return GivenDocuments.read(job, this, model, place, asked, err);
    }
    CorpusStore opened = SameVocabulary.open(job.spark(), corpus, verb, model);
    SameAnalysis.warning(opened, model).map(Printable::text).ifPresent(err::println);
    err.flush();
    return GivenDocuments.of(opened);
  }

  /**
   * The same for a command whose output is a file: the corpus lies beside that.
   *
   * @param file the output
   */
  GivenDocuments openBeside(Job job, String verb, ModelStore model, Path file, TextsAsked asked) {
    if (!isTexts()) {
      return open(job, verb, model, null, asked);
    }
    StoreFolder folder =
        StoreFolder.claim(
            job.spark().sparkContext().hadoopConfiguration(),
            file.suffix(".texts").toString(),
            OutputKind.result("texts.json"),
            false,
            false);
    boolean opened = false;
    try {
      GivenDocuments documents =
          open(job, verb, model, folder, asked).then(folder::retract).then(folder::close);
      opened = true;
      return documents;
    } finally {
      if (!opened) {
        folder.retract();
        folder.close();
      }
    }
  }

  /** The fields that are kept: those that were asked for, and those that a command cannot miss. */
  List<ColumnOption> kept(TextsAsked asked) {
    List<ColumnOption> own = reading.kept();
    if (!format().hasFields()) {
      return own;
    }
    List<String> more =
        asked.columns().stream()
            .filter(name -> own.stream().noneMatch(c -> c.name().equalsIgnoreCase(name)))
            .toList();
    more.forEach(name -> ReadingUsage.demandFree(name, false));
    return Stream.concat(own.stream(), more.stream().map(ColumnOption::kept)).toList();
  }
}
