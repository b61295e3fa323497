package polya.spark.pass;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import polya.corpus.Document;
import polya.describe.Representatives;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.mixing.Mixtures;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Exchanges;
import polya.spark.store.CorpusStore;
import polya.topics.Phi;

/** The documents that stand for topics, found in one pass over a corpus on all executors. */
public final class RepresentativePass {
  private RepresentativePass() {}

  /**
   * Finds them; documents of at least half the mean length come first.
   *
   * @param most how many a topic
   */
  public static Representatives of(
      JavaSparkContext context, Posterior posterior, DocumentRows documents, int most) {
    Phi phi = MetTerms.of(context, documents.documents()).of(posterior).topics();
    Exchange exchange = Exchanges.of(context, phi);
    Exchange.Published topics = exchange.publish(phi);
    DocumentPrior prior = posterior.documents();
    double mean = documents.tokens() / (double) Math.max(1, documents.size());
    Representatives none = new Representatives(prior.topics(), most, mean / 2);
    try {
      JavaRDD<Representatives> parts =
          exchange
              .reading(topics, documents.documents())
              .mapPartitions(
                  part -> {
                    Representatives found = new Representatives(prior.topics(), most, mean / 2);
                    Mixtures mixtures = new Mixtures(topics.phi(), prior);
                    while (part.hasNext()) {
                      Document document = part.next();
                      found.add(
                          document.id(),
                          document.tokens(),
                          DocumentShares.of(document, mixtures, prior));
                    }
                    return List.of(found).iterator();
                  });
      return parts.getNumPartitions() == 0 ? none : parts.treeReduce(Representatives::add);
    } finally {
      exchange.retire(topics);
      exchange.close();
    }
  }

  /**
   * What is kept of some documents, by id: the values of these columns in their order, null where
   * there is none. One pass over them. Of documents with one id the values first in order count.
   */
  public static Map<String, String[]> kept(
      JavaSparkContext context, DocumentRows documents, List<String> ids, List<String> columns) {
    if (columns.isEmpty() || ids.isEmpty()) {
      return Map.of();
    }
    Column[] read = new Column[columns.size() + 1];
    read[0] = CorpusStore.named("id");
    for (int i = 0; i < columns.size(); i++) {
      read[i + 1] = CorpusStore.named(columns.get(i)).cast("string");
    }
    Broadcast<String[]> wanted = context.broadcast(ids.toArray(String[]::new));
    try {
      return kept(
          documents
              .rows()
              .select(read)
              .javaRDD()
              .filter(row -> Arrays.binarySearch(wanted.value(), row.getString(0)) >= 0)
              .map(RepresentativePass::texts)
              .collect());
    } finally {
      wanted.destroy();
    }
  }

  /** The texts of a row, which travel as they are. */
  private static String[] texts(Row row) {
    String[] texts = new String[row.length()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = row.getString(i);
    }
    return texts;
  }

  /** By their first text the others. */
  private static Map<String, String[]> kept(List<String[]> documents) {
    Map<String, String[]> kept = new HashMap<>();
    for (String[] texts : documents) {
      String[] values = Arrays.copyOfRange(texts, 1, texts.length);
      kept.merge(texts[0], values, RepresentativePass::first);
    }
    return kept;
  }

  private static String[] first(String[] one, String[] other) {
    Comparator<String> order = Comparator.nullsFirst(Comparator.naturalOrder());
    return Arrays.compare(one, other, order) <= 0 ? one : other;
  }
}
