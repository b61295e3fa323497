package polya.ml.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import polya.describe.ClassicalScaling;
import polya.describe.JensenShannon;
import polya.describe.Linkage;
import polya.describe.ReportTerms;
import polya.describe.ShownTerms;
import polya.describe.TopicDocument;
import polya.describe.TopicTable;
import polya.report.ReportPage;
import polya.spark.Json;
import polya.spark.pass.DocumentRows;

/**
 * What a report's page is made of, as the JSON that its script reads.
 *
 * @param map whether there is a map
 * @param ids whether documents are named
 */
public record ReportData(
    ShownTopics topics,
    Optional<DocumentRows> corpus,
    TopicTable table,
    JensenShannon distances,
    DescribedDocuments documents,
    Optional<ReportTrend> trend,
    TrainingCurves curves,
    boolean map,
    boolean ids) {
  /** The most topics of which a map is drawn unasked. */
  public static final int MAPPED = 200;

  /** What a page is to be below, in bytes. */
  public static final int BYTES = 5_000_000;

  private static final int SHOWN = 30;
  private static final int LEAST_SHOWN = 8;
  private static final int NEIGHBOURS = 5;
  private static final int TOPICS_OF_TERM = 8;
  private static final double LEAST_OF_TERM = 0.005;
  private static final MathContext DIGITS = new MathContext(6);
  private static final MathContext FEW = new MathContext(4);

  /** The page, with fewer terms a topic where it were too large otherwise. */
  public String page() {
    int shown = SHOWN;
    String page = ReportPage.of(json(shown));
    while (shown > LEAST_SHOWN && page.getBytes(StandardCharsets.UTF_8).length > BYTES) {
      shown = Math.max(LEAST_SHOWN, shown / 2);
      page = ReportPage.of(json(shown));
    }
    return page;
  }

  /**
   * The text.
   *
   * @param shown terms a topic
   */
  private String json(int shown) {
    ReportTerms terms = ReportTerms.of(topics.terms(), shown);
    int[] all = terms.all();
    topics.terms().fetch(all);
    ShownTerms told = ShownTerms.of(all, topics.vocabulary()::term);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", "Topics of " + topics.name());
    json.put("facts", ReportFacts.of(topics, corpus, curves));
    Map<String, Object> has = new LinkedHashMap<>();
    has.put("corpus", corpus.isPresent());
    has.put("ids", ids);
    json.put("has", has);
    json.put("shown", shown);
    json.put("terms", Arrays.stream(all).mapToObj(told::of).toList());
    json.put("p", Arrays.stream(all).mapToObj(w -> exact(topics.terms().marginal(w))).toList());
    json.put("termTopics", Arrays.stream(all).mapToObj(this::topicsOf).toList());
    json.put("topics", IntStream.range(0, topics.topics()).mapToObj(k -> topic(k, terms)).toList());
    json.put("trend", trend.map(ReportTrend::json).orElse(null));
    json.put("map", map ? places() : null);
    json.put("joins", joins());
    json.put("curves", curves.json());
    return Json.line(json);
  }

  private Map<String, Object> topic(int k, ReportTerms terms) {
    TopicTable.Row row = table.rows().get(k);
    int[] own = terms.termsK()[k];
    Map<String, Object> topic = new LinkedHashMap<>();
    topic.put("label", ShownTerms.cut(row.label()));
    topic.put("share", number(row.share()));
    topic.put("documents", row.documents());
    topic.put("npmi", row.npmi() == null ? null : number(row.npmi()));
    topic.put("words", number(row.effectiveWords()));
    topic.put("exclusivity", number(row.exclusivity()));
    topic.put("terms", Arrays.stream(own).map(terms::place).toArray());
    topic.put(
        "phi",
        Arrays.stream(own)
            .mapToObj(w -> exact(topics.terms().figures(k, w).probability()))
            .toList());
    topic.put("near", near(k));
    if (corpus.isPresent()) {
      topic.put("representatives", documents.of(k).stream().map(this::document).toList());
    }
    trend.ifPresent(shares -> shares.addTo(topic, k));
    return topic;
  }

  private List<List<Number>> near(int k) {
    return Arrays.stream(distances().nearest(k, NEIGHBOURS))
        .mapToObj(other -> List.<Number>of(other, number(distances().of(k, other))))
        .toList();
  }

  private Map<String, Object> document(TopicDocument found) {
    Map<String, Object> document = new LinkedHashMap<>();
    if (ids) {
      document.put("id", found.id());
    }
    document.put("share", number(found.share()));
    document.put("tokens", found.tokens());
    if (documents.excerpt() != null) {
      document.put("excerpt", documents.text(found));
    }
    return document;
  }

  /** The topics that a term's tokens fall to, from the largest on: number, share, number, … */
  private List<Number> topicsOf(int term) {
    double[] shares = topics.terms().topicsOf(term);
    List<Number> flat = new ArrayList<>();
    IntStream.range(0, shares.length)
        .filter(k -> shares[k] >= LEAST_OF_TERM)
        .boxed()
        .sorted((j, k) -> Double.compare(shares[k], shares[j]))
        .limit(TOPICS_OF_TERM)
        .forEach(k -> flat.addAll(List.of(k, number(shares[k]))));
    return flat;
  }

  /** The hierarchy: two groups that are joined and how far they are apart, again and again. */
  private List<Number> joins() {
    List<Number> flat = new ArrayList<>();
    for (Linkage.Join join : Linkage.of(distances()).joins()) {
      flat.addAll(List.of(join.first(), join.second(), number(join.height())));
    }
    return flat;
  }

  private List<List<Number>> places() {
    return Arrays.stream(ClassicalScaling.of(distances()))
        .map(place -> List.of(number(place[0]), number(place[1])))
        .toList();
  }

  /** A number to four digits, null where there is none. */
  public static Number number(double x) {
    return number(x, FEW);
  }

  /** A number to six digits. */
  public static Number exact(double x) {
    return number(x, DIGITS);
  }

  private static Number number(double x, MathContext digits) {
    return Double.isFinite(x) ? new BigDecimal(x).round(digits).stripTrailingZeros() : null;
  }

  /** Numbers to four digits. */
  public static List<Number> numbers(DoubleStream values) {
    List<Number> numbers = new ArrayList<>();
    values.forEach(x -> numbers.add(number(x)));
    return numbers;
  }
}
