package polya.spark.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.spark.Causes;
import polya.spark.ingest.lines.InputFiles;
import polya.spark.ingest.lines.Line;
import polya.spark.store.CorpusStore;

/**
 * The input as drafts, read once and inspected: no fault, no more bad records than tolerated, and
 * no two documents of one id.
 */
final class Intake implements AutoCloseable {
  private final JavaSparkContext context;
  private final IngestPlan plan;

  /** Where records come from, by the number of their file. */
  private final List<String> places;

  private final JavaRDD<Draft> read;
  private JavaRDD<Draft> drafts;
  private RecordCounts counts;

  private Intake(
      JavaSparkContext context, IngestPlan plan, List<String> places, JavaRDD<Draft> read) {
    this.context = context;
    this.plan = plan;
    this.places = places;
    this.read = read;
    this.drafts = read;
  }

  /**
   * Reads and inspects.
   *
   * @param given the input's own vocabulary, where its format needs one
   * @param warnings gets lines for a person
   * @throws Failure (input) if the input is refused
   */
  static Intake read(
      SparkSession spark, IngestPlan plan, Optional<Vocabulary> given, Consumer<String> warnings) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    if (plan.table().isPresent()) {
      TableInput rows = new TableInput(plan, TextFields.of(plan));
      return inspected(
          new Intake(context, plan, plan.input(), persisted(rows.drafts(spark), plan)),
          Beside.of(context, plan),
          Optional.empty(),
          warnings);
    }
    InputFiles files = InputFiles.of(context.hadoopConfiguration(), plan.input(), plan.reading());
    boolean triples = plan.format() == IngestPlan.Format.TRIPLES;
    boolean byLine = plan.idsFile().isPresent() || !triples && !plan.columns().isEmpty();
    if (byLine && files.size() > 1) {
      throw severalFiles(plan, files.size());
    }
    int terms = given.map(Vocabulary::size).orElse(0);
    List<String> prefixes = files.idPrefixes();
    TextFields fields = TextFields.of(plan);
    Optional<UciInput> uci =
        plan.format() == IngestPlan.Format.UCI
            ? Optional.of(new UciInput(files, terms))
            : Optional.empty();
    JavaRDD<Draft> drafts =
        switch (plan.format()) {
          case UCI -> uci.orElseThrow().drafts(context);
          case LDAC -> LineFormat.ldaC(terms, prefixes).drafts(files, context);
          case LIBSVM ->
              LineFormat.libsvm(terms, prefixes, !plan.keep().isEmpty()).drafts(files, context);
          case JSONL -> LineFormat.json(fields).drafts(files, context);
          case CSV -> new CsvInput(files, fields, plan.layout().delimiter()).drafts(context);
          case PARQUET -> new ParquetInput(files, fields).drafts(spark, context);
          case TEXT -> LineFormat.text(fields, prefixes).drafts(files, context);
          case TRIPLES -> TripleInput.drafts(files, plan.layout(), context);
          case ORC, TABLE, SQL, SOURCE -> throw new IllegalStateException("rows have no files");
        };
    if (byLine && plan.format() == IngestPlan.Format.LIBSVM) {
      drafts = LibsvmComments.skipped(drafts, files, context);
    }
    Beside beside = Beside.of(context, plan);
    List<String> paths = IntStream.range(0, files.size()).mapToObj(files::path).toList();
    return inspected(
        new Intake(context, plan, paths, persisted(beside.give(drafts), plan)),
        beside,
        uci.map(UciInput::size),
        warnings);
  }

  private static JavaRDD<Draft> persisted(JavaRDD<Draft> drafts, IngestPlan plan) {
    long most = plan.maxDocumentTokens();
    return drafts.map(d -> d.ofAtMost(most)).persist(StorageLevel.MEMORY_AND_DISK_SER());
  }

  private static Intake inspected(
      Intake intake, Beside beside, Optional<Long> announced, Consumer<String> warnings) {
    boolean inspected = false;
    try {
      intake.inspect(beside, announced, warnings);
      inspected = true;
      return intake;
    } finally {
      if (!inspected) {
        intake.close();
      }
    }
  }

  private static Failure severalFiles(IngestPlan plan, int files) {
    boolean ids = plan.idsFile().isPresent();
    return Failure.usage(
        "Cannot give "
            + (ids ? "ids to " : "a column to ")
            + files
            + " files: "
            + (ids ? "--ids names" : "--column has values of")
            + " the documents of one file. Ingest them one by one, or join them.");
  }

  private void inspect(Beside beside, Optional<Long> announced, Consumer<String> warnings) {
    counts = count();
    if (counts.firstFault != null) {
      throw Failure.input(
          "Cannot ingest "
              + place(counts.firstFault)
              + ": "
              + counts.firstFault.reason
              + (Line.isTooMuch(counts.firstFault.reason)
                  ? "; such files are made to fill disks. Raise it for one that is what it should be."
                  : "; a whole file is needed. Mend the file."));
    }
    // A UCI file may have bad lines that belong to no document: its header knows how many need ids.
    beside.check(announced.orElse(counts.records()), places.get(0));
    beside.tell(read, warnings);
    DuplicateIds duplicates = null;
    if (plan.idsFile().isPresent() || plan.format().hasFields()) {
      duplicates = DuplicateIds.among(read, plan.format().isRows());
      duplicates.count(counts);
    }
    if (counts.badLines > plan.maxBad()) {
      throw tooMany();
    }
    if (counts.records() == 0) {
      throw Failure.input(
          "Cannot ingest "
              + String.join(",", plan.input())
              + ": it has no documents; at least one is needed. Correct --input.");
    }
    if (counts.documents == 0 && counts.bad == 0) {
      throw allAside();
    }
    if (counts.documents == 0) {
      throw allBad();
    }
    if (duplicates != null && counts.bad > 0) {
      drafts = duplicates.setAside(context);
    }
  }

  private Failure tooMany() {
    String lines = counts.badLines == counts.bad ? "" : " of " + counts.badLines + " lines";
    return Failure.input(
        "Cannot ingest "
            + place(counts.firstBad)
            + ": "
            + counts.firstBad.reason
            + "; "
            + counts.bad
            + (counts.bad == 1 ? " record" : " records")
            + lines
            + (counts.bad == 1 ? " is bad, " : " are bad, ")
            + plan.maxBad()
            + " may be. Mend the input, or give --max-bad "
            + counts.badLines
            + " to set them aside.");
  }

  private Failure allAside() {
    return Failure.input(
        "Cannot ingest "
            + String.join(",", plan.input())
            + ": all "
            + counts.aside
            + " documents are of other languages than "
            + plan.analysis().settings().get("languages")
            + "; at least one document is needed. Correct --languages or --language-field.");
  }

  private Failure allBad() {
    List<String> reasons = new ArrayList<>();
    for (Draft draft : counts.reasons()) {
      reasons.add(place(draft) + ": " + draft.reason);
    }
    return Failure.input(
        "Cannot ingest "
            + String.join(",", plan.input())
            + ": all "
            + counts.bad
            + " records are bad, the first "
            + String.join("; ", reasons)
            + "; at least one good one is needed. Mend the input, or correct --format and the names"
            + " of fields.");
  }

  /** The first reading of the input. */
  private RecordCounts count() {
    try {
      return RecordCounts.of(read);
    } catch (Exception e) {
      // Exception: Spark throws checked exceptions that no signature names.
      throw ParquetInput.damage(e)
          .or(() -> plan.table().flatMap(table -> TableInput.refused(table, e)))
          .map(d -> (RuntimeException) d)
          .orElseGet(() -> Causes.of(e));
    }
  }

  private String place(Draft draft) {
    return places.get(draft.file) + (draft.position > 0 ? " at line " + draft.position : "");
  }

  /** How many good records are set aside by choice. */
  long aside() {
    return counts.aside;
  }

  /** How many records there are. */
  long records() {
    return counts.records();
  }

  /** The good documents. */
  JavaRDD<Draft> documents() {
    return drafts.filter(Draft::isDocument);
  }

  /**
   * The bad records and those set aside, as rows of {@link CorpusStore#QUARANTINE} in the order of
   * the input.
   */
  Dataset<Row> quarantine(SparkSession spark) {
    String[] sources = places.toArray(String[]::new);
    JavaRDD<Row> rows =
        drafts
            .filter(d -> d.kind == Draft.Kind.BAD || d.kind == Draft.Kind.ASIDE)
            .map(d -> RowFactory.create(sources[d.file], d.position, d.reason, d.excerpt))
            .coalesce(1);
    return spark
        .createDataFrame(rows, CorpusStore.QUARANTINE)
        .sortWithinPartitions("source", "position", "reason", "excerptHash");
  }

  /** Frees what was kept of the input. */
  @Override
  public void close() {
    read.unpersist();
  }
}
