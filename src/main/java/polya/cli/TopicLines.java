package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import polya.corpus.Sections;
import polya.describe.Frex;
import polya.describe.TermFigures;
import polya.describe.TermOrder;
import polya.quality.AlikeTopics;
import polya.spark.Json;

/** The topics with their first terms in an order, for a person and as JSON. */
final class TopicLines {
  private final TopicsAtHand topics;
  private final TermOrder order;
  private final TopicNames names;
  private final int[][] topK;
  private final double[][] figuresK;

  /** Characters before a term, which name its section. */
  private final int skipped;

  /**
   * Finds the terms.
   *
   * @param n how many a topic
   */
  TopicLines(TopicsAtHand topics, TermOrder order, int n) {
    this(topics, order, topics.terms().top(order, n), 0);
  }

  /**
   * Finds those of one section.
   *
   * @param section which of these
   */
  TopicLines(TopicsAtHand topics, TermOrder order, int n, Sections sections, int section) {
    this(topics, order, topics.terms().top(order, n, section), sections.text(section, "").length());
  }

  private TopicLines(TopicsAtHand topics, TermOrder order, int[][] topK, int skipped) {
    this.topics = topics;
    this.order = order;
    this.topK = topK;
    this.skipped = skipped;
    names = TopicNames.of(topics.labels());
    topics.terms().fetch(topK);
    figuresK = order == TermOrder.FREX ? Frex.of(topics.terms(), topK) : figures();
  }

  private double[][] figures() {
    double[][] figures = new double[topK.length][];
    for (int k = 0; k < topK.length; k++) {
      figures[k] = new double[topK[k].length];
      for (int i = 0; i < topK[k].length; i++) {
        TermFigures all = topics.terms().figures(k, topK[k][i]);
        figures[k][i] =
            switch (order) {
              case PROBABILITY, FREX -> all.probability();
              case RELEVANCE -> all.relevance();
              case CONTRAST -> all.contrast();
            };
      }
    }
    return figures;
  }

  /** The head of a table, with more columns before the terms. */
  String head(String more) {
    return String.format(
        "%5s  %6s  %s%sterms by %s%n",
        "topic", "share", more, names.head(), order.told(topics.terms().lambda()));
  }

  /** A topic's line, with more cells before the terms. */
  String line(int k, String more) {
    StringBuilder line =
        new StringBuilder(
            String.format(Locale.ROOT, "%5d  %5.1f%%  ", k, 100 * topics.terms().share(k)));
    line.append(more).append(names.cell(k));
    for (int i = 0; i < topK[k].length; i++) {
      line.append(i == 0 ? "" : ", ").append(Printable.text(term(topK[k][i])));
      line.append(' ').append(order.text(figuresK[k][i]));
    }
    return line.append(System.lineSeparator()).toString();
  }

  /** A term without the name of its section. */
  private String term(int index) {
    return topics.store().vocabulary().term(index).substring(skipped);
  }

  /** All topics. */
  String table() {
    StringBuilder table = new StringBuilder(head(""));
    for (int k = 0; k < topK.length; k++) {
      table.append(line(k, ""));
    }
    return table.toString();
  }

  /** All topics, and which of them are alike. */
  String json(AlikeTopics alike) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int k = 0; k < topK.length; k++) {
      all.add(topic(k));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", topics.store().info().model());
    json.put("digest", topics.store().info().digest());
    json.put("order", order.word());
    if (order == TermOrder.RELEVANCE) {
      json.put("lambda", topics.terms().lambda());
    }
    json.put("topics", all);
    topics.posterior().figures().forEach(figure -> json.put(figure.name(), figure.json()));
    json.put("equalTopics", alike.equal());
    json.put("emptyTopics", alike.empty());
    return Json.pretty(json);
  }

  private Map<String, Object> topic(int k) {
    List<Map<String, Object>> terms = new ArrayList<>();
    for (int i = 0; i < topK[k].length; i++) {
      Map<String, Object> term = new LinkedHashMap<>();
      term.put("term", term(topK[k][i]));
      term.put("probability", topics.terms().figures(k, topK[k][i]).probability());
      if (order != TermOrder.PROBABILITY) {
        term.put(order.word(), Double.isFinite(figuresK[k][i]) ? figuresK[k][i] : null);
      }
      terms.add(term);
    }
    Map<String, Object> topic = new LinkedHashMap<>();
    topic.put("topic", k);
    names.of(k).ifPresent(name -> topic.put("name", name));
    topic.put("label", topics.labels().of(k));
    topic.put("share", topics.terms().share(k));
    topic.put("terms", terms);
    topics
        .posterior()
        .documents()
        .intensity(k)
        .ifPresent(intensity -> topic.put("intensity", intensity));
    return topic;
  }
}
