package polya.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import polya.corpus.Document;
import polya.heldout.Cooccurrences;
import polya.heldout.TermPlaces;

/**
 * Counts on all executors, in one pass over the documents, how often top terms of topics occur
 * together. A task keeps the counts of {@link Cooccurrences} and one document; the counts are the
 * same for any partitions.
 */
public final class CooccurrencePass {
  private CooccurrencePass() {}

  /** The counts of these documents, whose terms are those that the places speak of. */
  public static Cooccurrences of(JavaRDD<Document> documents, TermPlaces places) {
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
                part.forEachRemaining(d -> counts.add(published.value(), d.terms()));
                return List.of(counts).iterator();
              })
          .treeReduce(Cooccurrences::add);
    } finally {
      published.destroy();
    }
  }
}
