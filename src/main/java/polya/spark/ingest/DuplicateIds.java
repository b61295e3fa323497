package polya.spark.ingest;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Documents that share an id. All of them are bad: which of them is the right one, no order of
 * arrival can say.
 */
final class DuplicateIds {
  private static final String REASON = "its id occurs more than once";

  private final JavaPairRDD<String, Tuple2<Long, Draft>> shared;

  private final boolean named;

  private DuplicateIds(JavaPairRDD<String, Tuple2<Long, Draft>> shared, boolean named) {
    this.shared = shared;
    this.named = named;
  }

  /**
   * Finds them by one shuffle of the ids.
   *
   * @param named whether the reason names the id, as it must where documents have no position
   */
  static DuplicateIds among(JavaRDD<Draft> drafts, boolean named) {
    return new DuplicateIds(
        drafts
            .filter(Draft::isDocument)
            .mapToPair(d -> new Tuple2<>(d.id, new Tuple2<>(1L, d.asBad(reason(d, named)))))
            .reduceByKey(DuplicateIds::merge)
            .filter(pair -> pair._2()._1() > 1),
        named);
  }

  private static String reason(Draft draft, boolean named) {
    return named ? "the id " + draft.id + " occurs more than once" : REASON;
  }

  private static Tuple2<Long, Draft> merge(Tuple2<Long, Draft> a, Tuple2<Long, Draft> b) {
    return new Tuple2<>(a._1() + b._1(), RecordCounts.earlier(a._2(), b._2()));
  }

  /** Moves them from the documents to the bad ones. */
  void count(RecordCounts counts) {
    Tuple2<Long, Draft> all = shared.values().fold(new Tuple2<>(0L, null), DuplicateIds::merge);
    counts.documents -= all._1();
    counts.addBad(all._1(), all._1(), all._2());
  }

  /** The drafts with those set aside; their ids go through the driver, so count them first. */
  JavaRDD<Draft> setAside(JavaRDD<Draft> drafts, JavaSparkContext context) {
    boolean names = named;
    Broadcast<Set<String>> ids = context.broadcast(new HashSet<>(shared.keys().collect()));
    return drafts.map(
        d -> d.isDocument() && ids.value().contains(d.id) ? d.asBad(reason(d, names)) : d);
  }
}
