package polya.spark.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Documents that share an id. All of them are bad: which of them is the right one, no order of
 * arrival can say. Ids are compared by 128 bits of their SHA-256: of 10⁹ different ones two are
 * alike with a chance of 10⁻²¹.
 */
final class DuplicateIds {
  private static final String REASON = "its id occurs more than once";

  private final JavaRDD<Draft> drafts;
  private final boolean named;

  /** By the hash of an id how many have it; then file, position and number of the first. */
  private final JavaPairRDD<Tuple2<Long, Long>, long[]> shared;

  private long documents;

  private DuplicateIds(JavaRDD<Draft> drafts, boolean named) {
    this.drafts = drafts;
    this.named = named;
    this.shared =
        drafts
            .filter(Draft::isDocument)
            .mapToPair(d -> new Tuple2<>(hash(d.id), new long[] {1, d.file, d.position, d.number}))
            .reduceByKey(DuplicateIds::merge)
            .filter(pair -> pair._2()[0] > 1);
  }

  /**
   * Finds them by one shuffle of hashes of the ids and of where they stand.
   *
   * @param named whether the reason names the id, as it must where documents have no position
   */
  static DuplicateIds among(JavaRDD<Draft> drafts, boolean named) {
    return new DuplicateIds(drafts, named);
  }

  private static Tuple2<Long, Long> hash(String id) {
    try {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Tuple2<>(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String reason(Draft draft, boolean named) {
    return named ? "the id " + draft.id + " occurs more than once" : REASON;
  }

  private static long[] merge(long[] a, long[] b) {
    if (a[0] == 0 || b[0] == 0) {
      return a[0] == 0 ? b : a;
    }
    Draft one = first(a);
    long[] earlier = RecordCounts.earlier(one, first(b)) == one ? a : b;
    return new long[] {a[0] + b[0], earlier[1], earlier[2], earlier[3]};
  }

  private static Draft first(long[] held) {
    return Draft.bad((int) held[1], held[2], null, null).withNumber(held[3]).asBad(REASON);
  }

  /** Moves them from the documents to the bad ones. */
  void count(RecordCounts counts) {
    long[] all = shared.values().fold(new long[4], DuplicateIds::merge);
    documents = all[0];
    if (documents > 0) {
      counts.documents -= documents;
      counts.addBad(documents, documents, named ? firstNamed() : first(all));
    }
  }

  /** The first by its reason, where no position tells which is the first. */
  private Draft firstNamed() {
    return drafts
        .filter(Draft::isDocument)
        .mapToPair(d -> new Tuple2<>(hash(d.id), d.asBad(reason(d, true))))
        .join(shared)
        .values()
        .map(Tuple2::_1)
        .reduce(RecordCounts::earlier);
  }

  /**
   * The drafts with those set aside; hashes go through the driver, so count the documents first.
   */
  JavaRDD<Draft> setAside(JavaSparkContext context) {
    if (documents == 0) {
      return drafts;
    }
    boolean names = named;
    Broadcast<Set<Tuple2<Long, Long>>> found =
        context.broadcast(new HashSet<>(shared.keys().collect()));
    return drafts.map(
        d -> d.isDocument() && found.value().contains(hash(d.id)) ? d.asBad(reason(d, names)) : d);
  }
}
