package polya.spark.ingest;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import polya.corpus.Bag;
import polya.corpus.Parsed;
import polya.corpus.Vocabulary;

/**
 * Documents over one vocabulary, or of words, to documents over another; tokens of terms that are
 * not in it are counted as out of the vocabulary.
 */
final class TermMap {
  private TermMap() {}

  /** Words to the indices of a vocabulary. */
  static JavaRDD<Draft> ofWords(
      JavaSparkContext context, JavaRDD<Draft> drafts, Vocabulary vocabulary) {
    Broadcast<Vocabulary> index = context.broadcast(vocabulary);
    return drafts.map(
        d -> {
          if (!d.isDocument()) {
            return d;
          }
          int[] to = new int[d.words.length];
          for (int i = 0; i < to.length; i++) {
            to[i] = index.value().indexOf(d.words[i]);
          }
          return mapped(d, to, to);
        });
  }

  /** Indices of one list of terms to those of a vocabulary. */
  static JavaRDD<Draft> ofTerms(
      JavaSparkContext context, JavaRDD<Draft> drafts, List<String> from, Vocabulary to) {
    int[] table = from.stream().mapToInt(to::indexOf).toArray();
    Broadcast<int[]> mapping = context.broadcast(table);
    return drafts.map(
        d -> {
          if (!d.isDocument()) {
            return d;
          }
          int[] target = new int[d.terms.length];
          for (int i = 0; i < target.length; i++) {
            target[i] = mapping.value()[d.terms[i]];
          }
          return mapped(d, target, mapping.value());
        });
  }

  /**
   * The draft with entry i as term to[i], or dropped and counted where that is negative.
   *
   * @param ordered what becomes of a number in the draft's order
   */
  private static Draft mapped(Draft draft, int[] to, int[] ordered) {
    int[] terms = new int[to.length];
    int[] counts = new int[to.length];
    int n = 0;
    int out = draft.outOfVocabulary;
    for (int i = 0; i < to.length; i++) {
      if (to[i] < 0) {
        // No overflow: a document has at most 2³¹ − 1 tokens.
        out += draft.counts[i];
      } else {
        terms[n] = to[i];
        counts[n++] = draft.counts[i];
      }
    }
    Parsed<Bag> bag = Bag.sorted(terms, counts, n, 0);
    if (!bag.isGood()) {
      throw new IllegalStateException("distinct terms became one: " + bag.reason());
    }
    int[] order =
        draft.order == null
            ? null
            : Arrays.stream(draft.order).map(i -> i < 0 ? -1 : ordered[i]).toArray();
    return draft.withTerms(bag.value(), out, order);
  }
}
