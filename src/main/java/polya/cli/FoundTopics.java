package polya.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.describe.TermFigures;
import polya.params.Nearest;
import polya.spark.Json;

/** The topics of some terms: how the tokens of each fall to them. */
final class FoundTopics {
  /** Topics that have less of every term are left out. */
  private static final double LEAST = 0.01;

  private static final int MOST = 20;
  private static final int WIDTH = 24;

  private final TopicsAtHand topics;
  private final List<Integer> terms;
  private final List<double[]> sharesOf;
  private final int[] first;

  private FoundTopics(TopicsAtHand topics, List<Integer> terms) {
    this.topics = topics;
    this.terms = terms;
    topics.terms().fetch(new int[][] {terms.stream().mapToInt(w -> w).toArray()});
    sharesOf = terms.stream().map(topics.terms()::topicsOf).toList();
    first =
        IntStream.range(0, topics.topics())
            .filter(k -> sharesOf.stream().anyMatch(shares -> shares[k] >= LEAST))
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -sum(k)))
            .limit(MOST)
            .mapToInt(k -> k)
            .toArray();
  }

  private double sum(int topic) {
    return sharesOf.stream().mapToDouble(shares -> shares[topic]).sum();
  }

  /**
   * Finds the topics, those that have most of all terms together first.
   *
   * @throws Failure (usage) if the model does not have a term
   */
  static FoundTopics of(TopicsAtHand topics, List<String> names) {
    List<Integer> terms = new ArrayList<>();
    Vocabulary vocabulary = topics.store().vocabulary();
    for (String name : new LinkedHashSet<>(names)) {
      int term = vocabulary.indexOf(name.strip());
      if (term < 0) {
        throw Failure.usage(
            "Cannot find topics of "
                + (name.isBlank() ? "a blank term" : name.strip())
                + ": the model at "
                + topics.store().path()
                + " has no such term; the nearest that it has is "
                + Nearest.to(name.strip(), vocabulary.terms())
                + ". Correct --find.");
      }
      terms.add(term);
    }
    return new FoundTopics(topics, terms);
  }

  /** For a person: a column a term. */
  String table(TopicLines lines) {
    StringBuilder head = new StringBuilder();
    for (int term : terms) {
      head.append(column(topics.term(term))).append("  ");
    }
    StringBuilder table = new StringBuilder(lines.head(head.toString()));
    for (int k : first) {
      StringBuilder cells = new StringBuilder();
      for (int i = 0; i < terms.size(); i++) {
        int width = column(topics.term(terms.get(i))).length();
        String share = String.format(Locale.ROOT, "%.1f%%", 100 * sharesOf.get(i)[k]);
        cells.append(" ".repeat(Math.max(0, width - share.length()))).append(share).append("  ");
      }
      table.append(lines.line(k, cells.toString()));
    }
    return table.toString();
  }

  private static String column(String term) {
    String cut = term.length() > WIDTH ? term.substring(0, WIDTH - 1) + "…" : term;
    return " ".repeat(Math.max(0, 6 - cut.length())) + cut;
  }

  /** All topics of every term that have any of it worth telling, best first. */
  String json() {
    List<Map<String, Object>> found = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      double[] shares = sharesOf.get(i);
      int term = terms.get(i);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("term", topics.store().vocabulary().term(term));
      one.put("share", topics.terms().marginal(term));
      one.put(
          "topics",
          Arrays.stream(first)
              .boxed()
              .filter(k -> shares[k] >= LEAST)
              .sorted(Comparator.comparingDouble(k -> -shares[k]))
              .map(k -> topic(k, term, shares[k]))
              .toList());
      found.add(one);
    }
    return Json.pretty(Map.of("found", found));
  }

  private Map<String, Object> topic(int k, int term, double share) {
    TermFigures figures = topics.terms().figures(k, term);
    Map<String, Object> topic = new LinkedHashMap<>();
    topic.put("topic", k);
    topic.put("label", topics.labels().of(k));
    topic.put("shareOfTerm", share);
    topic.put("probability", figures.probability());
    topic.put("lift", figures.lift());
    return topic;
  }
}
