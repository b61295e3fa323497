package polya.spark.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import polya.text.Analysis;
import polya.text.Counted;
import polya.text.PhraseCounts;
import polya.text.PhraseScore;
import polya.text.Phrases;
import polya.text.Token;
import scala.Tuple2;

/**
 * Finds phrases among the words of training documents and joins them. Every round joins the phrases
 * that are known, counts words and pairs of neighbours, and takes the pairs whose NPMI is above the
 * threshold. Cost: two passes a round over the words that were read; the driver holds the pairs
 * that occur often enough, and the counts of their words.
 */
public final class PhraseStep {
  private final Analysis analysis;
  private final List<PhraseScore> scores = new ArrayList<>();
  private final Set<String> found = new TreeSet<>();

  private PhraseStep(Analysis analysis) {
    this.analysis = analysis;
  }

  /**
   * The phrases of these texts.
   *
   * @param texts each as its tokens, as {@link Counted#withLeftOut} spells them
   */
  public static PhraseStep of(JavaRDD<String[]> texts, Analysis analysis) {
    PhraseStep step = new PhraseStep(analysis);
    for (int round = 1; round <= analysis.search().rounds(); round++) {
      step.round(round, texts);
    }
    return step;
  }

  private void round(int round, JavaRDD<String[]> texts) {
    JavaRDD<PhraseCounts> counted = counted(texts, found, analysis.search().connectors());
    long tokens = counted.aggregate(0L, (sum, c) -> sum + c.tokens(), Long::sum);
    Map<String, Long> pairs = sums(counted, true);
    Set<String> ends = new HashSet<>();
    for (String pair : pairs.keySet()) {
      ends.add(PhraseCounts.first(pair));
      ends.add(PhraseCounts.second(pair));
    }
    Map<String, Long> words = sums(counted, false);
    words.keySet().retainAll(ends);
    pairs.forEach(
        (pair, count) -> {
          long firsts = words.get(PhraseCounts.first(pair));
          long seconds = words.get(PhraseCounts.second(pair));
          scores.add(PhraseScore.of(round, pair, count, firsts, seconds, tokens));
        });
    scores.sort(PhraseScore.ORDER);
    scores.stream().filter(this::isPhrase).map(PhraseScore::parts).forEach(found::add);
  }

  private static JavaRDD<PhraseCounts> counted(
      JavaRDD<String[]> texts, Set<String> found, Set<String> between) {
    List<String> known = List.copyOf(found);
    Set<String> connectors = new HashSet<>(between);
    return texts.mapPartitions(
        all -> {
          Phrases phrases = new Phrases(known);
          return each(all, t -> PhraseCounts.of(phrases.join(Counted.tokens(t)), connectors));
        });
  }

  private static <A, B> Iterator<B> each(Iterator<A> all, Function<A, B> function) {
    Iterable<A> once = () -> all;
    return StreamSupport.stream(once.spliterator(), false).map(function).iterator();
  }

  private boolean isPhrase(PhraseScore score) {
    return score.npmi() > analysis.search().threshold();
  }

  /** Of pairs or words those that occur often enough; a word is no rarer than its pairs. */
  private Map<String, Long> sums(JavaRDD<PhraseCounts> counted, boolean pairs) {
    long least = analysis.search().minCount();
    return new HashMap<>(
        counted
            .flatMapToPair(c -> entries(pairs ? c.pairs() : c.words()))
            .reduceByKey(Long::sum)
            .filter(entry -> entry._2() >= least)
            .collectAsMap());
  }

  private static Iterator<Tuple2<String, Long>> entries(Map<String, Long> map) {
    return map.entrySet().stream().map(e -> new Tuple2<>(e.getKey(), e.getValue())).iterator();
  }

  /** The analysis with what was found. */
  public Analysis analysis() {
    return analysis.withPhrases(found);
  }

  /** The pairs that occur often enough, in the order of their table. */
  List<PhraseScore> scores() {
    return List.copyOf(scores);
  }

  /** The documents with phrases, and without what is left out. */
  JavaRDD<Draft> join(JavaRDD<Draft> documents, boolean keepOrder) {
    List<String> all = List.copyOf(found);
    int ngrams = analysis.ngrams();
    return documents.mapPartitions(
        drafts -> {
          Phrases phrases = new Phrases(all);
          return each(drafts, d -> joined(d, phrases, ngrams, keepOrder));
        });
  }

  private static Draft joined(Draft draft, Phrases phrases, int ngrams, boolean keepOrder) {
    List<Token> tokens = phrases.join(Counted.tokens(spelled(draft)));
    return draft.withWords(Counted.of(tokens, ngrams), keepOrder);
  }

  /** The tokens of a document whose words are in order with what is left out in sight. */
  static String[] spelled(Draft draft) {
    return Arrays.stream(draft.order)
        .mapToObj(i -> i < 0 ? null : draft.words[i])
        .toArray(String[]::new);
  }
}
