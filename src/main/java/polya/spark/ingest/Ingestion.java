package polya.spark.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.corpus.DocumentKey;
import polya.corpus.Vocabulary;
import polya.spark.store.CorpusDraft;
import polya.spark.store.CorpusStore;
import polya.spark.store.ReadTexts;
import polya.spark.store.StoreFolder;
import polya.text.Analysis;
import polya.text.VocabularyLimits;

/**
 * From input files to a corpus, or to a training and a held-out corpus over one vocabulary. The
 * input is read once; nothing is published before everything is written and counted again from
 * disk, and every record of the input is then a document with tokens, an empty one, in quarantine
 * or, where they are not wanted, dropped as the copy of another.
 */
public final class Ingestion {
  private static final int DOCUMENTS_PER_FILE = 20_000;

  /**
   * What came of it.
   *
   * @param records how many records the input has
   * @param copies how many documents were found to be copies of others
   * @param dropped how many of them were left out: all or none
   * @param aside how many documents are of other languages
   * @param pairs how many pairs of neighbours occur often enough for a phrase
   * @param texts how texts were read
   * @param corpus the (training) corpus
   * @param heldOut the held-out corpus, if documents were held out
   */
  public record Outcome(
      long records,
      Copies.Sums copies,
      long dropped,
      long aside,
      long pairs,
      Optional<Analysis> texts,
      CorpusInfo corpus,
      Optional<CorpusInfo> heldOut) {}

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final IngestPlan plan;
  private final Consumer<String> warnings;
  private Optional<ReadTexts> texts = Optional.empty();
  private final List<CorpusDraft> written = new ArrayList<>();

  private Ingestion(SparkSession spark, IngestPlan plan, Consumer<String> warnings) {
    this.spark = spark;
    this.warnings = warnings;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.plan = plan;
  }

  /**
   * Ingests.
   *
   * @param output where the (training) corpus goes
   * @param heldOut where the held-out corpus goes; present if the plan has a split
   * @param warnings gets lines for a person
   * @throws Failure (input) if the input is refused; nothing is then left in the folders
   */
  public static Outcome run(
      SparkSession spark,
      IngestPlan plan,
      StoreFolder output,
      Optional<StoreFolder> heldOut,
      Consumer<String> warnings) {
    Ingestion ingestion = new Ingestion(spark, plan, warnings);
    boolean done = false;
    try {
      Outcome outcome = ingestion.run(output, heldOut);
      done = true;
      return outcome;
    } finally {
      if (!done) {
        ingestion.written.forEach(CorpusDraft::abandon);
      }
    }
  }

  private Outcome run(StoreFolder output, Optional<StoreFolder> heldOut) {
    TextVocabulary words = new TextVocabulary(plan, warnings);
    Optional<Vocabulary> given =
        plan.vocabularyFile()
            .map(f -> words.of(f, VocabularyFile.read(context.hadoopConfiguration(), f)));
    Optional<Vocabulary> wanted =
        plan.wanted()
            .map(
                other ->
                    words.checked(
                        other.path(), other.vocabulary(), other.isReadBy(plan.analysis())));
    try (Intake intake = Intake.read(spark, plan, given, warnings)) {
      Copies copies = Copies.among(intake.documents(), plan.split());
      long dropped = plan.deduplicate() ? copies.sums().documents() : 0;
      JavaRDD<Draft> documents =
          plan.deduplicate() ? copies.without(intake.documents()) : intake.documents();
      Optional<PhraseStep> phrases = phrases(documents);
      texts =
          plan.format().isText()
              ? Optional.of(
                  new ReadTexts(
                      phrases.map(PhraseStep::analysis).orElse(plan.analysis()),
                      phrases.map(PhraseStep::scores).orElse(List.of())))
              : Optional.empty();
      JavaRDD<Draft> joined =
          phrases.map(step -> step.join(documents, plan.keepOrder())).orElse(documents);
      Encoded encoded = encode(IngestParts.of(joined, plan), given, wanted);
      Dataset<Row> none = spark.createDataFrame(List.of(), CorpusStore.QUARANTINE);
      // The second corpus first: its failure then leaves no training corpus either.
      Optional<CorpusDraft> test =
          heldOut.map(
              folder ->
                  write(folder, encoded.parts.second().orElseThrow(), encoded.vocabulary, none, 1));
      CorpusDraft corpus =
          write(output, encoded.parts.first(), encoded.vocabulary, intake.quarantine(spark), 0);
      check(intake.records() - dropped, corpus.info(), test.map(CorpusDraft::info));
      Optional<CorpusInfo> testInfo = test.map(CorpusDraft::commit);
      return new Outcome(
          intake.records(),
          copies.sums(),
          dropped,
          intake.aside(),
          texts.map(read -> (long) read.scores().size()).orElse(0L),
          texts.map(ReadTexts::analysis),
          corpus.commit(),
          testInfo);
    }
  }

  /** Phrases among the training documents, where they are to be looked for. */
  private Optional<PhraseStep> phrases(JavaRDD<Draft> documents) {
    if (!plan.seeksPhrases()) {
      return Optional.empty();
    }
    JavaRDD<Draft> training =
        plan.split()
            .map(split -> documents.filter(d -> !split.isHeldOut(DocumentKey.of(d.id))))
            .orElse(documents);
    return Optional.of(PhraseStep.of(training.map(PhraseStep::spelled), plan.analysis()));
  }

  /** Documents over the vocabulary that their corpora get. */
  private record Encoded(IngestParts parts, Vocabulary vocabulary) {}

  private Encoded encode(
      IngestParts documents, Optional<Vocabulary> given, Optional<Vocabulary> wanted) {
    if (!plan.format().hasTermIndices()) {
      Optional<Vocabulary> fixed = wanted.or(() -> given);
      Vocabulary vocabulary =
          fixed.orElseGet(() -> choice(documents).amongWords(documents.first()));
      IngestParts encoded = documents.map(part -> TermMap.ofWords(context, part, vocabulary));
      return wanted.isEmpty() && given.isPresent()
          ? limited(encoded, vocabulary)
          : new Encoded(encoded, vocabulary);
    }
    Vocabulary own = given.orElseThrow();
    return wanted.isPresent()
        ? new Encoded(mapped(documents, own, wanted.get()), wanted.get())
        : limited(documents, own);
  }

  private IngestParts mapped(IngestParts documents, Vocabulary from, Vocabulary to) {
    return documents.map(part -> TermMap.ofTerms(context, part, from.terms(), to));
  }

  private Encoded limited(IngestParts documents, Vocabulary vocabulary) {
    if (plan.limits().equals(VocabularyLimits.NONE)) {
      return new Encoded(documents, vocabulary);
    }
    Vocabulary chosen = choice(documents).amongTerms(documents.first(), vocabulary);
    return new Encoded(mapped(documents, vocabulary, chosen), chosen);
  }

  private VocabularyChoice choice(IngestParts documents) {
    return new VocabularyChoice(plan.limits(), documents.first().count(), warnings);
  }

  /**
   * Writes a part.
   *
   * @param number 0 for the first part, 1 for the second
   */
  private CorpusDraft write(
      StoreFolder folder,
      JavaRDD<Draft> documents,
      Vocabulary vocabulary,
      Dataset<Row> quarantine,
      int number) {
    Optional<String> part = IngestParts.names(plan).map(names -> names.get(number));
    Map<String, String> source = new TreeMap<>(plan.source());
    part.ifPresent(name -> source.put("part", name));
    CorpusDraft draft =
        CorpusDraft.write(
            spark, folder, table(documents), vocabulary, quarantine, source, plan.kinds(), texts);
    written.add(draft);
    if (draft.info().tokens() == 0) {
      throw empty(draft.info(), part);
    }
    return draft;
  }

  private Failure empty(CorpusInfo info, Optional<String> part) {
    String what = part.map(name -> name + " part of ").orElse("");
    return Failure.input(
        "Cannot ingest "
            + what
            + String.join(",", plan.input())
            + ": of "
            + info.documents()
            + " documents no token is left, "
            + info.outOfVocabularyTokens()
            + " are out of the vocabulary"
            + (info.quarantined() > 0 ? ", " + info.quarantined() + " more records are bad" : "")
            + "; at least one is needed. Check --input, the vocabulary"
            + " and its limits.");
  }

  private Dataset<Row> table(JavaRDD<Draft> documents) {
    StructType schema = CorpusStore.DOCUMENTS;
    for (String field : plan.keep()) {
      schema = schema.add(field, DataTypes.StringType);
    }
    for (SideColumn column : plan.columns()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    if (plan.keepOrder()) {
      schema = schema.add(CorpusStore.ORDER, CorpusStore.INTS, false);
    }
    int files =
        (int)
            Math.min(
                documents.getNumPartitions(),
                Math.max(context.defaultParallelism(), documents.count() / DOCUMENTS_PER_FILE));
    return spark.createDataFrame(documents.coalesce(files).map(Ingestion::row), schema);
  }

  private static Row row(Draft d) {
    Object[] values = new Object[4 + d.kept.length + (d.order == null ? 0 : 1)];
    values[0] = d.id;
    values[1] = d.terms;
    values[2] = d.counts;
    values[3] = d.outOfVocabulary;
    System.arraycopy(d.kept, 0, values, 4, d.kept.length);
    if (d.order != null) {
      values[4 + d.kept.length] = d.order;
    }
    return RowFactory.create(values);
  }

  /** Records in, less those dropped = used + empty + quarantined, counted from disk. */
  private void check(long records, CorpusInfo corpus, Optional<CorpusInfo> second) {
    long first = corpus.documents() + corpus.quarantined();
    long others = second.map(info -> info.documents() + info.quarantined()).orElse(0L);
    // Where terms are withheld, every document is in both corpora.
    boolean whole = plan.withholding().isPresent() && others == corpus.documents();
    if ((whole ? first : first + others) != records) {
      throw new IllegalStateException(
          "the input has "
              + records
              + " records to keep, "
              + first
              + " + "
              + others
              + " were written");
    }
  }
}
