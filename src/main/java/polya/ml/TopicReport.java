package polya.ml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import polya.Failure;
import polya.describe.JensenShannon;
import polya.describe.Period;
import polya.describe.Representatives;
import polya.describe.TermOrder;
import polya.describe.TopicTable;
import polya.ml.report.DescribedDocuments;
import polya.ml.report.PyLdaVis;
import polya.ml.report.ReportData;
import polya.ml.report.ReportTrend;
import polya.ml.report.ShownTopics;
import polya.ml.report.TrainingCurves;
import polya.quality.CoherenceMeasure;
import polya.quality.TermPlaces;
import polya.quality.TopicQuality;
import polya.spark.Causes;
import polya.spark.pass.CooccurrencePass;
import polya.spark.pass.DocumentRows;
import polya.spark.pass.RepresentativePass;
import polya.spark.store.ResultTable;
import polya.topics.Phi;

/**
 * What a person sees of a fitted model, alone or with rows of documents beside it: the documents
 * that stand for topics, shares of topics over time, the report, pyLDAvis. The same figures as the
 * commands describe, trends and report have.
 *
 * <p>Rows stay where they are: the driver gets numbers a topic and the few documents that stand for
 * one. While it works the counts of the rows, and what is told of them, are kept by the executors.
 */
public final class TopicReport {
  private static final int COHERENT = 10;

  /** A name that no column has. */
  private static final String DOCUMENT = "\0document";

  private final TopicModel<?> model;
  private final ShownTopics topics;
  private final Dataset<Row> rows;
  private final String idCol;

  private TopicReport(TopicModel<?> model, ShownTopics topics, Dataset<Row> rows, String idCol) {
    this.model = model;
    this.topics = topics;
    this.rows = rows;
    this.idCol = idCol;
  }

  /**
   * Of a model.
   *
   * @param labels what a person calls some of its topics, by number
   * @throws Failure (usage) if there is no topic of such a number
   */
  public static TopicReport of(TopicModel<?> model, Map<Integer, String> labels) {
    labels.keySet().stream()
        .filter(topic -> topic < 0 || topic >= model.topics())
        .findFirst()
        .ifPresent(
            topic -> {
              throw Failure.usage(
                  "Cannot label topic "
                      + topic
                      + ": there is none; allowed are 0 to "
                      + (model.topics() - 1)
                      + ". Correct the labels.");
            });
    FittedTopics fitted = model.fitted();
    ShownTopics topics =
        ShownTopics.of(
            model.uid(),
            fitted.info(),
            fitted.vocabulary(),
            fitted.posterior(),
            fitted.topicTerms(),
            labels);
    return new TopicReport(model, topics, null, null);
  }

  /**
   * The same with documents.
   *
   * @param documents rows with the model's column of count vectors
   * @param id their column of distinct ids; null for a hash of their counts
   * @throws Failure (usage) if there is no such column; (input) if vectors have another length than
   *     the model's vocabulary
   */
  public TopicReport over(Dataset<?> documents, String id) {
    StructType schema = documents.schema();
    model.requireVectors(schema);
    if (id != null) {
      StageColumns.requirePresent(schema, model.uid(), id, "idCol");
    }
    return new TopicReport(model, topics, documents.toDF(), id);
  }

  /**
   * The documents with the largest share of each topic, best first: topic, rank, id, share, tokens,
   * and columns of theirs as text. Documents of less than half the mean length come behind others.
   *
   * @param most how many a topic
   */
  public Dataset<Row> representatives(int most, List<String> columns) {
    demand(most >= 0, "n", most, "a whole number ≥ 0");
    return with(
        columns,
        documents -> {
          Representatives found = found(documents, most);
          return dataset(
              DescribedDocuments.of(context(), documents, found, documents.kept(), null)
                  .table(topics.topics()));
        });
  }

  /**
   * Each topic's share in groups of the documents, with errors: group, documents, tokens, topic,
   * label, share, standardError, low, high.
   *
   * @param by the column whose values make the groups
   * @param granularity month or year of dates; null for the values themselves
   */
  public Dataset<Row> trends(String by, String granularity) {
    Period period = period(granularity);
    return with(
        List.of(by),
        documents ->
            dataset(ReportTrend.of(context(), topics, documents, by, period).rows(topics)));
  }

  /**
   * The page of the command report.
   *
   * @param by as in {@link #trends}, or null
   * @param granularity as in {@link #trends}
   * @param representatives documents a topic
   * @param excerpts the column whose text is told of them, or null
   * @param ids whether documents are named
   * @param map whether the map is drawn of more than 200 topics too
   */
  public String html(
      String by,
      String granularity,
      int representatives,
      String excerpts,
      boolean ids,
      boolean map) {
    demand(representatives >= 0, "representatives", representatives, "a whole number ≥ 0");
    demand(rows != null || by == null, "by", by, "only with rows of documents");
    demand(rows != null || excerpts == null, "excerpts", excerpts, "only with rows of documents");
    Period period = period(granularity);
    if (rows == null) {
      return page(Optional.empty(), Optional.empty(), DescribedDocuments.NONE, ids, map);
    }
    Set<String> columns = new LinkedHashSet<>();
    Optional.ofNullable(by).ifPresent(columns::add);
    Optional.ofNullable(excerpts).ifPresent(columns::add);
    return with(
        List.copyOf(columns),
        documents -> {
          Representatives found = found(documents, representatives);
          Optional<ReportTrend> trend =
              Optional.ofNullable(by)
                  .map(column -> ReportTrend.of(context(), topics, documents, column, period));
          DescribedDocuments told =
              DescribedDocuments.of(context(), documents, found, List.of(), excerpts);
          return page(Optional.of(documents), trend, told, ids, map);
        });
  }

  /** The prepared data of pyLDAvis, as JSON; no rows are read. */
  public String pyLdaVis() {
    return PyLdaVis.json(topics, JensenShannon.of(phi()));
  }

  private String page(
      Optional<DocumentRows> documents,
      Optional<ReportTrend> trend,
      DescribedDocuments told,
      boolean ids,
      boolean map) {
    int[][] top = topics.terms().top(TermOrder.standard(), COHERENT);
    TopicTable table =
        TopicTable.of(
            topics.terms(),
            topics.labels(),
            TopicQuality.of(phi(), top),
            Optional.ofNullable(told.found()).map(Representatives::documents),
            documents.map(d -> npmi(d, top)));
    ReportData data =
        new ReportData(
            topics,
            documents,
            table,
            JensenShannon.of(phi()),
            told,
            trend,
            TrainingCurves.of(model.summary().metrics()),
            map || topics.topics() <= ReportData.MAPPED,
            ids);
    return data.page();
  }

  private double[] npmi(DocumentRows documents, int[][] termsK) {
    TermPlaces places = TermPlaces.of(termsK, model.vocabSize());
    return CoherenceMeasure.NPMI.of(CooccurrencePass.of(documents.documents(), places));
  }

  private Representatives found(DocumentRows documents, int most) {
    return RepresentativePass.of(context(), topics.posterior(), documents, most);
  }

  private <T> T with(List<String> columns, Function<DocumentRows, T> answer) {
    if (rows == null) {
      throw Failure.usage(
          "Cannot tell of documents of " + model.uid() + ": none were given. Give some rows.");
    }
    List<Column> told = new ArrayList<>(List.of(document().as(DOCUMENT)));
    for (String column : columns) {
      StageColumns.requirePresent(rows.schema(), model.uid(), column, "a column to tell");
      demand(
          Stream.of(DocumentFunction.FIELDS.fieldNames()).noneMatch(column::equalsIgnoreCase),
          "column",
          column,
          "any name but id, terms and counts");
      demand(
          columns.stream().filter(column::equalsIgnoreCase).count() == 1,
          "column",
          column + " twice",
          "each once");
      told.add(StageColumns.named(column).cast("string").as(column));
    }
    List<Column> kept = new ArrayList<>(List.of(functions.col("`" + DOCUMENT + "`.*")));
    columns.forEach(column -> kept.add(StageColumns.named(column)));
    Dataset<Row> read =
        rows.select(told.toArray(Column[]::new))
            .select(kept.toArray(Column[]::new))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return answer.apply(DocumentRows.of("rows given", read));
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Causes.of(e);
    } finally {
      read.unpersist();
    }
  }

  private Column document() {
    Column id =
        idCol == null
            ? functions.lit(null).cast("string")
            : StageColumns.named(idCol).cast("string");
    return functions
        .udf(new DocumentFunction(model.vocabSize(), idCol != null), DocumentFunction.FIELDS)
        .apply(StageColumns.named(model.getFeaturesCol()), id);
  }

  private Phi phi() {
    return topics.terms().phi();
  }

  private Dataset<Row> dataset(ResultTable table) {
    return session().createDataFrame(table.rows(), table.schema());
  }

  private SparkSession session() {
    return rows.sparkSession();
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session().sparkContext());
  }

  private static Period period(String granularity) {
    demand(
        granularity == null || Period.ofDates().contains(granularity),
        "granularity",
        granularity,
        String.join(" or ", Period.ofDates()));
    return granularity == null
        ? Period.VALUE
        : Period.valueOf(granularity.toUpperCase(Locale.ROOT));
  }

  private static void demand(boolean met, String what, Object found, String allowed) {
    if (!met) {
      throw Failure.usage(
          "Cannot use " + what + ": " + found + "; allowed is " + allowed + ". Correct it.");
    }
  }
}
