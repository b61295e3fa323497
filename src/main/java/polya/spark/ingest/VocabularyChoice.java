package polya.spark.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Document;
import polya.corpus.Vocabulary;
import polya.spark.store.TermFrequencies;
import polya.text.TermCount;
import polya.text.VocabularyLimits;
import scala.Tuple2;

/** Chooses the vocabulary of training documents by how often their terms occur. */
public final class VocabularyChoice {
  private final VocabularyLimits limits;
  private final long documents;

  /**
   * A choice.
   *
   * @param documents how many training documents there are
   */
  public VocabularyChoice(VocabularyLimits limits, long documents) {
    this.limits = limits;
    this.documents = documents;
  }

  /** Among all words of the documents, most frequent first; the chosen ones go to the driver. */
  Vocabulary amongWords(JavaRDD<Draft> training) {
    return among(
        training.flatMapToPair(
            d -> {
              List<Tuple2<String, Integer>> words = new ArrayList<>(d.words.length);
              for (int i = 0; i < d.words.length; i++) {
                words.add(new Tuple2<>(d.words[i], d.counts[i]));
              }
              return words.iterator();
            }));
  }

  /**
   * Among the words of documents, most frequent first; the chosen ones go to the driver.
   *
   * @param words each distinct word of each document, and how often it occurs there
   */
  public Vocabulary among(JavaPairRDD<String, Integer> words) {
    VocabularyLimits bounds = limits;
    long total = documents;
    JavaRDD<TermCount> candidates =
        words
            .mapValues(count -> new long[] {1, count})
            .reduceByKey((a, b) -> new long[] {a[0] + b[0], a[1] + b[1]})
            .map(pair -> new TermCount(pair._1(), pair._2()[0], pair._2()[1]))
            .filter(t -> bounds.keeps(t.documents(), total));
    List<TermCount> kept =
        limits.maxTerms() == Integer.MAX_VALUE
            ? candidates.collect()
            : candidates.takeOrdered(limits.maxTerms());
    return Vocabulary.of(limits.choose(kept, documents));
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
