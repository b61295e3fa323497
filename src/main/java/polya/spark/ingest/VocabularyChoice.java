package polya.spark.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Document;
import polya.corpus.PackedTerms;
import polya.corpus.Vocabulary;
import polya.spark.store.TermFrequencies;
import polya.text.TermCount;
import polya.text.VocabularyLimits;
import scala.Tuple2;

/**
 * Chooses the vocabulary of training documents by how often their terms occur. Words are counted,
 * held against the limits and put in order on the executors; the driver gets the chosen ones alone,
 * packed, a stretch of the order at a time.
 */
public final class VocabularyChoice {
  /** How many words are put in order by a task; those of small corpora by one. */
  private static final int WORDS_PER_TASK = 250_000;

  private final VocabularyLimits limits;
  private final long documents;
  private final int mostWords;
  private final Consumer<String> warnings;

  /**
   * A choice.
   *
   * @param documents how many training documents there are
   * @param warnings gets a line for a person where words are left out that nobody asked to be
   */
  public VocabularyChoice(VocabularyLimits limits, long documents, Consumer<String> warnings) {
    this(limits, documents, limits.mostWords(), warnings);
  }

  /** Of at most so many words. */
  VocabularyChoice(
      VocabularyLimits limits, long documents, int mostWords, Consumer<String> warnings) {
    this.limits = limits;
    this.documents = documents;
    this.mostWords = mostWords;
    this.warnings = warnings;
  }

  /** Among all words of the documents, most frequent first. */
  Vocabulary amongWords(JavaRDD<Draft> training) {
    return among(
        training.flatMapToPair(
            d ->
                IntStream.range(0, d.words.length)
                    .mapToObj(i -> new Tuple2<>(d.words[i], d.counts[i]))
                    .iterator()));
  }

  /**
   * Among the words of documents, most frequent first, those as frequent by the order of their
   * characters. Cost: a shuffle of the distinct words, and another that sorts those within the
   * limits; the driver holds the vocabulary and one task's share of it.
   *
   * @param words each distinct word of each document, and how often it occurs there
   */
  public Vocabulary among(JavaPairRDD<String, Integer> words) {
    VocabularyLimits bounds = limits;
    long total = documents;
    JavaRDD<TermCount> within =
        words
            .mapValues(count -> new long[] {1, count})
            .reduceByKey((a, b) -> new long[] {a[0] + b[0], a[1] + b[1]})
            .map(pair -> new TermCount(pair._1(), pair._2()[0], pair._2()[1]))
            .filter(t -> bounds.keeps(t.documents(), total));
    long candidates = within.count();
    int tasks = (int) Math.min(100_000, 1 + candidates / WORDS_PER_TASK);
    Iterator<PackedTerms> inOrder =
        within
            .sortBy(t -> t, true, tasks)
            .mapPartitions(VocabularyChoice::packed)
            .toLocalIterator();
    PackedTerms chosen = new PackedTerms();
    while (chosen.size() < mostWords && inOrder.hasNext()) {
      chosen.addFirst(inOrder.next(), mostWords - chosen.size());
    }
    if (candidates > mostWords && !limits.hasSize()) {
      warnings.accept(
          String.format(
              Locale.ROOT,
              "warning: of %,d words the vocabulary takes the %,d most frequent; tokens of the others"
                  + " count as out of it. --max-vocabulary %d (maxVocabulary) takes all,"
                  + " --min-document-frequency 2 (minDocumentFrequency) leaves out what one document alone has.",
              candidates,
              mostWords,
              candidates));
    }
    return Vocabulary.of(chosen);
  }

  private static Iterator<PackedTerms> packed(Iterator<TermCount> terms) {
    PackedTerms packed = new PackedTerms();
    terms.forEachRemaining(t -> packed.add(t.term()));
    return List.of(packed).iterator();
  }

  /** Among the terms of a given vocabulary, in its order. */
  Vocabulary amongTerms(JavaRDD<Draft> training, Vocabulary given) {
    TermFrequencies frequencies =
        TermFrequencies.of(training.map(d -> new Document(d.id, d.terms, d.counts)), given.size());
    List<TermCount> candidates = new ArrayList<>(given.size());
    for (int w = 0; w < given.size(); w++) {
      candidates.add(
          new TermCount(given.term(w), frequencies.documents()[w], frequencies.tokens()[w]));
    }
    return Vocabulary.of(limits.chooseInOrder(candidates, documents));
  }
}
