package polya.ml.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import polya.describe.ClassicalScaling;
import polya.describe.JensenShannon;
import polya.describe.ReportTerms;
import polya.describe.ShownTerms;
import polya.describe.TermFigures;
import polya.describe.TopicTerms;
import polya.spark.Json;

/**
 * The prepared data of pyLDAvis, which its page draws without a matrix of topics and terms. Topics
 * have the model's own numbers and order. Bars of a topic are exact at λ = 0, 0.1, … 1; those of no
 * topic are the most salient of all these terms, p_w Σ_k p(k|w) log(p(k|w) / π_k): Chuang, Manning
 * and Heer 2012.
 */
public final class PyLdaVis {
  /** The first line of every such file, by which it is known again. */
  public static final String FIRST_LINE = "{\"writtenBy\":\"polya report\",";

  private static final int SHOWN = 30;
  private static final double LEAST = 0.01;

  private final ShownTopics topics;
  private final TopicTerms terms;
  private final ReportTerms shown;
  private final ShownTerms told;
  private final double tokens;
  private final Map<String, List<Object>> bars = new LinkedHashMap<>();
  private final Map<String, List<Object>> falls = new LinkedHashMap<>();

  private PyLdaVis(ShownTopics topics) {
    this.topics = topics;
    terms = topics.terms();
    shown = ReportTerms.of(terms, SHOWN);
    terms.fetch(shown.all());
    told = ShownTerms.of(shown.all(), topics.vocabulary()::term);
    tokens = tokens(topics);
    for (String name : List.of("Term", "Freq", "Total", "Category", "logprob", "loglift")) {
      bars.put(name, new ArrayList<>());
    }
    for (String name : List.of("Topic", "Freq", "Term")) {
      falls.put(name, new ArrayList<>());
    }
  }

  /**
   * What bars are scaled to: tokens of the training corpus, or where they are not known 1,000,000.
   */
  public static double tokens(ShownTopics topics) {
    String told = topics.info().provenance().getOrDefault("tokens", "");
    return told.matches("[1-9]\\d{0,17}") ? Double.parseDouble(told) : 1e6;
  }

  /** The text of the file. */
  public static String json(ShownTopics topics, JensenShannon distances) {
    PyLdaVis data = new PyLdaVis(topics);
    ReportTerms shown = data.shown;
    data.salient();
    for (int k = 0; k < topics.topics(); k++) {
      data.bars(k, shown.termsK()[k]);
    }
    Arrays.stream(shown.all()).forEach(data::falls);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mdsDat", data.map(distances));
    json.put("tinfo", data.bars);
    json.put("token.table", data.falls);
    json.put("R", Math.min(SHOWN, data.terms.terms()));
    json.put("lambda.step", 1.0 / ReportTerms.STEPS);
    json.put("plot.opts", new TreeMap<>(Map.of("xlab", "PC1", "ylab", "PC2")));
    json.put("topic.order", IntStream.range(0, topics.topics()).toArray());
    return FIRST_LINE + "\n" + Json.line(json).substring(1) + "\n";
  }

  private Map<String, Object> map(JensenShannon distances) {
    double[][] places = ClassicalScaling.of(distances);
    int[] numbers = IntStream.range(0, topics.topics()).toArray();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("x", ReportData.numbers(Arrays.stream(places).mapToDouble(p -> p[0])));
    map.put("y", ReportData.numbers(Arrays.stream(places).mapToDouble(p -> p[1])));
    map.put("topics", numbers);
    map.put("cluster", Arrays.stream(numbers).map(k -> 1).toArray());
    map.put(
        "Freq", ReportData.numbers(Arrays.stream(numbers).mapToDouble(k -> 100 * terms.share(k))));
    return map;
  }

  private void salient() {
    int[] first =
        Arrays.stream(shown.all())
            .boxed()
            .sorted(Comparator.comparingDouble(w -> -saliency(w)))
            .limit(SHOWN)
            .mapToInt(w -> w)
            .toArray();
    for (int i = 0; i < first.length; i++) {
      double total = tokens * terms.marginal(first[i]);
      // Their order is told by numbers that fall.
      bar("Default", first[i], total, first.length - i, first.length - i);
    }
  }

  private double saliency(int term) {
    double[] shares = terms.topicsOf(term);
    double distinct = 0;
    for (int k = 0; k < shares.length; k++) {
      distinct += shares[k] > 0 ? shares[k] * Math.log(shares[k] / terms.share(k)) : 0;
    }
    return terms.marginal(term) * distinct;
  }

  private void bars(int topic, int[] own) {
    for (int w : own) {
      TermFigures figures = terms.figures(topic, w);
      if (figures.probability() > 0) {
        double freq = tokens * terms.share(topic) * figures.probability();
        bar("Topic" + topic, w, freq, Math.log(figures.probability()), Math.log(figures.lift()));
      }
    }
  }

  private void bar(String category, int term, double freq, double logProb, double logLift) {
    bars.get("Term").add(told.of(term));
    bars.get("Freq").add(ReportData.exact(freq));
    bars.get("Total").add(ReportData.exact(tokens * terms.marginal(term)));
    bars.get("Category").add(category);
    bars.get("logprob").add(ReportData.exact(logProb));
    bars.get("loglift").add(ReportData.exact(logLift));
  }

  private void falls(int term) {
    double[] shares = terms.topicsOf(term);
    for (int k = 0; k < shares.length; k++) {
      if (shares[k] >= LEAST) {
        falls.get("Topic").add(k);
        falls.get("Freq").add(ReportData.number(shares[k]));
        falls.get("Term").add(told.of(term));
      }
    }
  }
}
