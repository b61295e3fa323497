package polya.cli;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.describe.TermOrder;
import polya.describe.TopicTerms;
import polya.quality.CoherenceMeasure;
import polya.quality.Cooccurrences;
import polya.quality.TermPlaces;
import polya.quality.TopicQuality;
import polya.spark.pass.CooccurrencePass;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * The coherence of a model's topics by a reference corpus, and what the topics are like by
 * themselves.
 *
 * @param order what terms are ranked by
 * @param lambda of relevance
 * @param top the top terms of each topic
 * @param quality of the topics by themselves
 * @param documents of the reference corpus that have any term
 * @param topTerms how many distinct terms there are among the top terms
 * @param missingTerms how many of them occur in no document of the reference corpus
 * @param sliding whether terms met in sliding windows, where the measure has one
 * @param coherence K values a measure, NaN where a topic has none
 */
record TopicMeasures(
    TermOrder order,
    double lambda,
    int[][] top,
    TopicQuality quality,
    long documents,
    int topTerms,
    int missingTerms,
    boolean sliding,
    Map<CoherenceMeasure, double[]> coherence) {
  /** Most pairs of top terms: 256 MiB of counts a task. */
  private static final long MOST_PAIRS = 1L << 25;

  /**
   * Measures a model's topics; one pass over the corpus for each width of window.
   *
   * @param terms the terms of its topics
   * @param order what they are ranked by
   * @param corpus the reference corpus, of any vocabulary; terms are matched by their texts
   * @param n top terms a topic
   * @param sliding whether terms are to meet in the windows of {@link CoherenceMeasure#window}, not
   *     in documents
   * @throws Failure (usage) if the pairs of top terms are too many to count, or if windows are
   *     asked for and the corpus has no order; (input) if no document has any of them, or the
   *     corpus is damaged
   */
  static TopicMeasures of(
      ModelStore model,
      TopicTerms terms,
      TermOrder order,
      CorpusStore corpus,
      int n,
      List<CoherenceMeasure> measures,
      boolean sliding) {
    int topics = terms.topics();
    int size = Math.min(n, terms.terms());
    if (Cooccurrences.pairs(topics, size) > MOST_PAIRS) {
      throw Failure.usage(
          "Cannot count how often top terms occur together: "
              + topics
              + " topics with "
              + size
              + " terms have "
              + Cooccurrences.pairs(topics, size)
              + " pairs; at most "
              + MOST_PAIRS
              + " are counted. Lower --top-n.");
    }
    int[][] top = terms.top(order, n);
    int[][] termsK = there(model, corpus, top);
    TermPlaces places = TermPlaces.of(termsK, corpus.info().vocabularySize());
    Map<Integer, Cooccurrences> byWidth = new TreeMap<>();
    for (CoherenceMeasure measure : measures) {
      byWidth.computeIfAbsent(
          sliding ? measure.window() : 0,
          width ->
              width == 0
                  ? CooccurrencePass.of(corpus.documentRdd(), places)
                  : CooccurrencePass.ofWindows(corpus.orders(), places, width));
    }
    Cooccurrences counts = byWidth.values().iterator().next();
    checkWhole(corpus, counts);
    Set<Integer> distinct = new HashSet<>();
    Set<Integer> found = new HashSet<>();
    for (int k = 0; k < topics; k++) {
      for (int i = 0; i < size; i++) {
        distinct.add(top[k][i]);
        if (counts.of(k, i, i) > 0) {
          found.add(top[k][i]);
        }
      }
    }
    if (found.isEmpty()) {
      throw Failure.input(
          "Cannot measure coherence of model at "
              + model.path()
              + " by corpus at "
              + corpus.path()
              + ": none of the model's "
              + distinct.size()
              + " top terms occurs in it; some must. Give a corpus of the same language and the"
              + " same way of making terms.");
    }
    Map<CoherenceMeasure, double[]> coherence = new EnumMap<>(CoherenceMeasure.class);
    measures.forEach(
        measure -> coherence.put(measure, measure.of(byWidth.get(sliding ? measure.window() : 0))));
    return new TopicMeasures(
        order,
        terms.lambda(),
        top,
        TopicQuality.of(terms.phi(), top),
        counts.documents(),
        distinct.size(),
        distinct.size() - found.size(),
        sliding,
        coherence);
  }

  /** The top terms in the corpus's indices, −1 for those that it does not have. */
  private static int[][] there(ModelStore model, CorpusStore corpus, int[][] top) {
    Vocabulary terms = corpus.vocabulary();
    return Arrays.stream(top)
        .map(
            own -> Arrays.stream(own).map(w -> terms.indexOf(model.vocabulary().term(w))).toArray())
        .toArray(int[][]::new);
  }

  private static void checkWhole(CorpusStore corpus, Cooccurrences counts) {
    long documents = corpus.info().documents() - corpus.info().emptyDocuments();
    if (counts.documents() != documents) {
      throw Failure.input(
          "Cannot measure coherence by corpus at "
              + corpus.path()
              + ": it holds "
              + counts.documents()
              + " documents that are not empty, its manifest speaks of "
              + documents
              + "; they must be equal. Ingest it again.");
    }
  }

  /** What terms are ranked by, for a person. */
  String ranking() {
    return order.told(lambda);
  }

  /** The width of the windows in which terms met for a measure; 0 for whole documents. */
  int window(CoherenceMeasure measure) {
    return sliding ? measure.window() : 0;
  }

  /** The topics that have a value of this measure. */
  double[] values(CoherenceMeasure measure) {
    return Arrays.stream(coherence.get(measure)).filter(x -> !Double.isNaN(x)).toArray();
  }

  /** Mean of a measure over the topics that have one; NaN if none has. */
  double mean(CoherenceMeasure measure) {
    return Arrays.stream(values(measure)).average().orElse(Double.NaN);
  }

  /** Standard error of that mean over topics, from their spread; NaN for fewer than two topics. */
  double standardError(CoherenceMeasure measure) {
    double[] values = values(measure);
    double mean = mean(measure);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return values.length < 2
        ? Double.NaN
        : Math.sqrt(squares / (values.length - 1) / values.length);
  }

  /** The top terms of a topic as text. */
  List<String> terms(ModelStore model, int topic) {
    return Arrays.stream(top[topic]).mapToObj(model.vocabulary()::term).toList();
  }
}
