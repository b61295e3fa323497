package polya.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import polya.describe.ClassicalScaling;
import polya.describe.GuardedCell;
import polya.describe.Period;
import polya.describe.ShownTerms;
import polya.describe.TermOrder;
import polya.ml.report.DescribedDocuments;
import polya.ml.report.PyLdaVis;
import polya.ml.report.ReportData;
import polya.ml.report.ShownTopics;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.pass.DocumentTopics;
import polya.spark.store.CorpusStore;

/**
 * The data of Andrew Goldstone's dfr-browser (0.8), which shows topics with all their documents:
 * five files, as its README has them, of documents that are no articles of JSTOR. It numbers topics
 * from 1, so that labels begin with the model's own number.
 *
 * @param folder where they go, its {@code data}
 * @param excerpts the kept column whose text is told, or null
 * @param ids whether documents are named
 */
record DfrBrowser(Path folder, String by, Period period, String excerpts, boolean ids) {
  private static final String FIRST_LINE = "{\"writtenBy\":\"polya report\",";
  private static final int TERMS = 50;
  private static final double LEAST = 0.01;

  /** More than a browser holds with ease. */
  private static final long MOST = 200_000;

  /** The file that is whole last, and known again. */
  OutputFile info() {
    return new OutputFile("dfr-browser data", new Path(folder, "info.json"), FIRST_LINE);
  }

  /** The others, without which there may be none of these. */
  private List<Path> others() {
    return List.of(
        new Path(folder, "tw.json"),
        new Path(folder, "dt.json.zip"),
        new Path(folder, "meta.csv.zip"),
        new Path(folder, "topic_scaled.csv"));
  }

  /**
   * Claims the files; those of an earlier run may be replaced, others stay.
   *
   * @throws polya.Failure (output in the way) if one is there that no such run wrote
   */
  void claim(Job job, boolean overwrite) {
    job.claim(info(), overwrite);
    Files files = new Files(job.spark().sparkContext().hadoopConfiguration());
    if (!files.exists(info().path())) {
      for (Path other : others()) {
        new OutputFile("dfr-browser data", other, "").demand(files, false);
      }
    }
  }

  /**
   * Writes them.
   *
   * @param corpus the documents
   * @return how many documents they have
   */
  int write(SparkSession spark, CorpusStore corpus, ReportData data) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    long documents = corpus.info().documents();
    Usage.demand(
        documents <= MOST,
        "--dfr-browser",
        folder + " with " + documents + " documents",
        "up to " + MOST + ", which its page holds all at once");
    ShownTopics topics = data.topics();
    List<DocumentTopics> all =
        DocumentTopics.of(context, topics.posterior(), corpus, by, period, excerpts, LEAST);
    Files files = new Files(context.hadoopConfiguration());
    List<byte[]> bytes =
        List.of(
            terms(topics).getBytes(StandardCharsets.UTF_8),
            zipped("dt.json", weights(topics.topics(), all)),
            zipped("meta.csv", table(all)),
            places(data).getBytes(StandardCharsets.UTF_8));
    if (!files.exists(info().path())) { // First, so that a run which ends here leaves its name.
      info().write(files, FIRST_LINE + "\n\"title\":\"unfinished\"}\n");
    }
    for (int i = 0; i < bytes.size(); i++) {
      files.sweep(others().get(i));
      files.replace(others().get(i), bytes.get(i));
    }
    info().write(files, about(data, dates(all)));
    return all.size();
  }

  /** A text as the one file of an archive, the same bytes every time. */
  private static byte[] zipped(String name, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(name);
      entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** tw.json: the most probable terms with how many tokens they are. */
  private static String terms(ShownTopics topics) {
    int[][] termsK = topics.terms().top(TermOrder.PROBABILITY, TERMS);
    topics.terms().fetch(termsK);
    double tokens = PyLdaVis.tokens(topics);
    List<Map<String, Object>> all = new ArrayList<>();
    for (int k = 0; k < termsK.length; k++) {
      List<String> words = new ArrayList<>();
      List<Number> weights = new ArrayList<>();
      for (int w : termsK[k]) {
        words.add(ShownTerms.cut(topics.vocabulary().term(w)));
        double phi = topics.terms().figures(k, w).probability();
        weights.add(ReportData.exact(tokens * topics.terms().share(k) * phi));
      }
      all.add(new TreeMap<>(Map.of("words", words, "weights", weights)));
    }
    List<Number> alpha = ReportData.numbers(Arrays.stream(topics.posterior().documents().alpha()));
    return Json.line(new TreeMap<>(Map.of("alpha", alpha, "tw", all)));
  }

  /** dt.json: tokens of documents in topics, column after column. */
  private static String weights(int topics, List<DocumentTopics> all) {
    List<List<Integer>> documents = new ArrayList<>();
    List<List<Number>> tokens = new ArrayList<>();
    for (int k = 0; k < topics; k++) {
      documents.add(new ArrayList<>());
      tokens.add(new ArrayList<>());
    }
    for (int d = 0; d < all.size(); d++) {
      int[] has = all.get(d).topics();
      double[] shares = all.get(d).shares();
      for (int i = 0; i < has.length && all.get(d).tokens() > 0; i++) {
        BigDecimal weight = BigDecimal.valueOf(shares[i] * all.get(d).tokens());
        documents.get(has[i]).add(d);
        tokens.get(has[i]).add(weight.setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros());
      }
    }
    List<Integer> starts = new ArrayList<>(List.of(0));
    documents.forEach(column -> starts.add(starts.get(starts.size() - 1) + column.size()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("i", documents.stream().flatMap(List::stream).toList());
    json.put("p", starts);
    json.put("x", tokens.stream().flatMap(List::stream).toList());
    return Json.line(json);
  }

  /** meta.csv: what is told of documents, with a first line of names. */
  private String table(List<DocumentTopics> all) {
    StringBuilder csv =
        new StringBuilder(excerpts == null ? "id,tokens,group\n" : "id,tokens,group,excerpt\n");
    for (int d = 0; d < all.size(); d++) {
      DocumentTopics document = all.get(d);
      String group = document.group().isEmpty() ? "none" : document.group();
      csv.append(ids ? cell(document.id()) : Integer.toString(d)).append(',');
      csv.append(document.tokens()).append(',').append(cell(group));
      if (excerpts != null) {
        String text = DescribedDocuments.cut(document.text());
        csv.append(',').append(text == null ? "" : cell(text));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /** A cell of text, which dfr-browser takes for HTML. */
  private static String cell(String text) {
    return GuardedCell.text(html(text));
  }

  private static String html(String text) {
    return text.replace("<", "&lt;");
  }

  private static String places(ReportData data) {
    StringBuilder csv = new StringBuilder();
    for (double[] place : ClassicalScaling.of(data.distances())) {
      csv.append(ReportData.number(place[0]).toString()).append(',');
      csv.append(ReportData.number(place[1]).toString()).append('\n');
    }
    return csv.toString();
  }

  /** Whether every document has a year, or month, so that time can be an axis. */
  private static boolean dates(List<DocumentTopics> all) {
    return all.stream().allMatch(d -> d.group().matches("\\d{4}(-\\d{2})?"));
  }

  /** info.json: what there is, and how dfr-browser is to take it. */
  private String about(ReportData data, boolean dates) {
    Map<String, Object> labels = new LinkedHashMap<>();
    for (int k = 0; k < data.topics().topics(); k++) {
      labels.put(Integer.toString(k + 1), k + " " + ShownTerms.cut(data.topics().labels().of(k)));
    }
    Map<String, Object> field = new TreeMap<>(Map.of("field", "group"));
    if (dates) {
      field.put("unit", period == Period.MONTH ? "month" : "year");
      field.put("n", 1);
    }
    Map<String, Object> vis = new LinkedHashMap<>();
    vis.put(
        "metadata",
        base(new TreeMap<>(Map.of("date_field", dates ? List.of("group") : List.of()))));
    vis.put("bib", base(null));
    vis.put("bib_view", new TreeMap<>(Map.of("major", "all", "minor", "raw")));
    Map<String, Object> condition = new TreeMap<>();
    condition.put("type", dates ? "time" : "ordinal");
    condition.put("name", by);
    condition.put("spec", field);
    vis.put("condition", condition);
    vis.put("topic_labels", labels);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", "Topics of " + html(data.topics().name()));
    json.put("meta_info", "Written by Polya's report.");
    json.put("VIS", vis);
    return FIRST_LINE + "\n" + Json.line(json).substring(1) + "\n";
  }

  /** Of the kind that takes any documents. */
  private static Map<String, Object> base(Map<String, Object> spec) {
    Map<String, Object> kind = new TreeMap<>(Map.of("type", "base"));
    if (spec != null) {
      kind.put("spec", spec);
    }
    return kind;
  }
}
