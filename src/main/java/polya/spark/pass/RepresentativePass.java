package polya.spark.pass;

import java.util.Arrays;
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
import polya.spark.BroadcastExchange;
import polya.spark.Exchange;
import polya.spark.store.CorpusStore;

/** The documents that stand for topics, found in one pass over a corpus on all executors. */
public final class RepresentativePass {
  private RepresentativePass() {}

  /**
   * Finds them; documents of at least half the mean length come first.
   *
   * @param most how many a topic
   */
  public static Representatives of(
      JavaSparkContext context, Posterior posterior, CorpusStore corpus, int most) {
    Exchange exchange = new BroadcastExchange(context);
    Exchange.Published topics = exchange.publish(posterior.topics());
    DocumentPrior prior = posterior.documents();
    double mean = corpus.info().tokens() / (double) Math.max(1, corpus.info().documents());
    Representatives none = new Representatives(prior.topics(), most, mean / 2);
    try {
      JavaRDD<Representatives> parts =
          corpus
              .documentRdd()
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
    }
  }

  /**
   * What the corpus kept of some documents, by id: the values of its kept columns in their order,
   * null where there is none. One pass over them.
   */
  public static Map<String, String[]> kept(
      JavaSparkContext context, CorpusStore corpus, List<String> ids, List<String> columns) {
    if (columns.isEmpty() || ids.isEmpty()) {
      return Map.of();
    }
    Column[] read = new Column[columns.size() + 1];
    read[0] = CorpusStore.named("id");
    for (int i = 0; i < columns.size(); i++) {
      read[i + 1] = CorpusStore.named(columns.get(i)).cast("string");
    }
    Broadcast<String[]> wanted = context.broadcast(ids.toArray(String[]::new));
    List<Row> rows =
        corpus
            .documents()
            .select(read)
            .javaRDD()
            .filter(row -> Arrays.binarySearch(wanted.value(), row.getString(0)) >= 0)
            .collect();
    wanted.destroy();
    Map<String, String[]> kept = new HashMap<>();
    for (Row row : rows) {
      String[] values = new String[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.getString(i + 1);
      }
      kept.put(row.getString(0), values);
    }
    return kept;
  }
}
