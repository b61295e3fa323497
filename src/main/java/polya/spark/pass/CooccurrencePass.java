package polya.spark.pass;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import polya.corpus.Document;
import polya.quality.Cooccurrences;
import polya.quality.TermPlaces;
import polya.spark.store.CorpusStore;

/**
 * Counts on all executors, in one pass over the documents or their windows, how often top terms of
 * topics occur together. A task keeps the counts of {@link Cooccurrences} and one document; the
 * counts are the same for any partitions.
 */
public final class CooccurrencePass {
  private CooccurrencePass() {}

  /** The counts of these documents, whose terms are those that the places speak of. */
  public static Cooccurrences of(JavaRDD<Document> documents, TermPlaces places) {
    return of(documents, places, (counts, at, d) -> counts.add(at, d.terms()));
  }

  /**
   * The counts of all windows of these documents.
   *
   * @param orders the terms of the documents' tokens, {@link CorpusStore#orders}
   * @param width of a window in tokens
   */
  public static Cooccurrences ofWindows(JavaRDD<int[]> orders, TermPlaces places, int width) {
    return of(orders, places, (counts, at, order) -> counts.addWindows(at, order, width));
  }

  /** Adds one document to the counts. */
  private interface Adding<D> extends Serializable {
    void add(Cooccurrences counts, TermPlaces places, D document);
  }

  private static <D> Cooccurrences of(JavaRDD<D> documents, TermPlaces places, Adding<D> adding) {
    if (documents.getNumPartitions() == 0) {
      return new Cooccurrences(places);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(documents.context());
    Broadcast<TermPlaces> published = context.broadcast(places);
    try {
      return documents
          .mapPartitions(
              part -> {
                Cooccurrences counts = new Cooccurrences(published.value());
                part.forEachRemaining(d -> adding.add(counts, published.value(), d));
                return List.of(counts).iterator();
              })
          .treeReduce(Cooccurrences::add);
    } finally {
      published.destroy();
    }
  }
}
