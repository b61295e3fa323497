package polya.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import polya.Failure;
import polya.infer.ModelState;
import polya.spark.Json;
import polya.spark.store.ModelStore;

/**
 * The effects of a covariate: the share that each topic is expected to have of a document of each
 * value, α_vk / Σ_j α_vj, its standard deviation over the kept samples, and how many times the
 * share it has at all values together.
 */
final class EffectLines {
  /** Topics of a value that a table has: those whose share is raised most. */
  private static final int SHOWN = 5;

  private final ModelStore model;
  private final TopicsAtHand topics;
  private final CovariateValues covariate;
  private final double[][] shares;

  /** NaN without two samples. */
  private final double[][] deviations;

  /** By topic, over documents. */
  private final double[] mean;

  private EffectLines(
      TopicsAtHand topics,
      CovariateValues covariate,
      double[][] shares,
      double[][] deviations,
      double[] mean) {
    this.topics = topics;
    model = topics.store();
    this.covariate = covariate;
    this.shares = shares;
    this.deviations = deviations;
    this.mean = mean;
  }

  /**
   * Those of a model.
   *
   * @param field the covariate
   * @throws Failure (usage) if the model has none of that name
   */
  static EffectLines of(TopicsAtHand topics, String field) {
    ModelStore model = topics.store();
    CovariateValues covariate = CovariateValues.of(model, "--effects", field);
    double[][] shares = shares(covariate.alphas(model.info().attributes(), model.posterior()));
    double[][] deviations = new double[shares.length][topics.topics()];
    double[][] sums = new double[shares.length][topics.topics()];
    double[][] squares = new double[shares.length][topics.topics()];
    int samples = model.samples();
    for (int s = 0; s < samples; s++) {
      ModelState sample = model.sample(s);
      double[][] own =
          shares(covariate.alphas(model.info().attributes(), model.family().posterior(sample)));
      for (int v = 0; v < own.length; v++) {
        for (int k = 0; k < own[v].length; k++) {
          sums[v][k] += own[v][k];
          squares[v][k] += own[v][k] * own[v][k];
        }
      }
    }
    double[] mean = new double[topics.topics()];
    double documents = 0;
    for (int v = 0; v < shares.length; v++) {
      double has = covariate.values().documents(v);
      documents += has;
      for (int k = 0; k < mean.length; k++) {
        mean[k] += has * shares[v][k];
        double variance = (squares[v][k] - sums[v][k] * sums[v][k] / samples) / (samples - 1);
        deviations[v][k] = samples < 2 ? Double.NaN : Math.sqrt(Math.max(0, variance));
      }
    }
    double all = documents;
    Arrays.setAll(mean, k -> mean[k] / all);
    return new EffectLines(topics, covariate, shares, deviations, mean);
  }

  private static double[][] shares(double[][] alphas) {
    for (double[] alpha : alphas) {
      double sum = Arrays.stream(alpha).sum();
      Arrays.setAll(alpha, k -> alpha[k] / sum);
    }
    return alphas;
  }

  private double times(int v, int k) {
    return shares[v][k] / mean[k];
  }

  /** Values in the order of their numbers, or of their names. */
  private int[] order() {
    boolean isNumber =
        model.info().attributes().covariates().orElseThrow().knots(covariate.column()) > 0;
    Comparator<Integer> order =
        isNumber
            ? Comparator.comparingDouble(v -> Double.parseDouble(covariate.values().value(v)))
            : Comparator.comparing(covariate.values()::value);
    return IntStream.range(0, shares.length).boxed().sorted(order).mapToInt(v -> v).toArray();
  }

  /** For every value the topics whose share it raises most. */
  String table(TopicLines lines) {
    StringBuilder table = new StringBuilder();
    for (int v : order()) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s %s  %,d documents%n",
              Printable.text(covariate.column()),
              Printable.text(covariate.values().value(v)),
              covariate.values().documents(v)));
      table.append(lines.head(String.format("%14s  %6s  ", "at this value", "times")));
      int value = v;
      IntStream.range(0, mean.length)
          .boxed()
          .sorted(Comparator.comparingDouble(k -> -times(value, k)))
          .limit(SHOWN)
          .forEach(k -> table.append(lines.line(k, cells(value, k))));
    }
    return table.toString();
  }

  private String cells(int v, int k) {
    String share = String.format(Locale.ROOT, "%.1f%%", 100 * shares[v][k]);
    String told =
        Double.isNaN(deviations[v][k])
            ? share
            : share + String.format(Locale.ROOT, " ± %.1f", 100 * deviations[v][k]);
    return String.format(Locale.ROOT, "%14s  %6.2f  ", told, times(v, k));
  }

  /** All values and topics. */
  String json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int v : order()) {
      for (int k = 0; k < mean.length; k++) {
        Map<String, Object> effect = new LinkedHashMap<>();
        effect.put("value", covariate.values().value(v));
        effect.put("documents", covariate.values().documents(v));
        effect.put("topic", k);
        effect.put("share", shares[v][k]);
        effect.put("deviation", Double.isNaN(deviations[v][k]) ? null : deviations[v][k]);
        effect.put("times", times(v, k));
        all.add(effect);
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", model.info().model());
    json.put("digest", model.info().digest());
    json.put("covariate", covariate.column());
    json.put("samples", model.samples());
    json.put("effects", all);
    return Json.pretty(json);
  }
}
