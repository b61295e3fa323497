package polya.spark.ingest;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.DocumentKey;
import polya.corpus.Split;
import scala.Tuple2;

/**
 * Documents that are copies: the same words, each as often, as a document that stands before them
 * in the input, whatever their ids. Documents without a word are copies of nothing.
 *
 * <p>Bags are equal where 128 bits of hash are, so one pair in 10^38 is found by mistake. Cost: one
 * shuffle of some 60 bytes a distinct bag and partition; nothing but sums comes to the driver.
 */
public final class Copies {
  private static final long SECOND = 0x9E3779B97F4A7C15L;

  private final JavaPairRDD<Tuple2<Long, Long>, Group> groups;
  private final Sums sums;

  /**
   * How many there are.
   *
   * @param documents copies, the first of each bag not counted
   * @param texts bags that are there more than once
   * @param apart held-out documents whose like is among the training documents
   */
  public record Sums(long documents, long texts, long apart) {}

  private Copies(JavaPairRDD<Tuple2<Long, Long>, Group> groups, Sums sums) {
    this.groups = groups;
    this.sums = sums;
  }

  /**
   * Finds them.
   *
   * @param documents drafts that are documents
   * @param split who is held out, if anybody is
   */
  static Copies among(JavaRDD<Draft> documents, Optional<Split> split) {
    Split held = split.orElse(null);
    JavaPairRDD<Tuple2<Long, Long>, Group> groups =
        documents
            .filter(d -> d.counts.length > 0)
            .mapToPair(
                d ->
                    new Tuple2<>(
                        bag(d), Group.of(d, held != null && held.isHeldOut(DocumentKey.of(d.id)))))
            .reduceByKey(Group::merge)
            .filter(pair -> pair._2().documents > 1);
    long[] sums =
        groups
            .values()
            .map(group -> new long[] {group.documents - 1, 1, group.apart()})
            .fold(new long[3], Copies::add);
    return new Copies(groups, new Sums(sums[0], sums[1], sums[2]));
  }

  private static long[] add(long[] a, long[] b) {
    return new long[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
  }

  /** 128 bits of what a document holds; the order of its entries does not matter. */
  private static Tuple2<Long, Long> bag(Draft d) {
    long one = 0;
    long two = 0;
    for (int i = 0; i < d.counts.length; i++) {
      long term = d.words == null ? DocumentKey.mix(d.terms[i] + 1L) : DocumentKey.of(d.words[i]);
      long entry = DocumentKey.mix(term + SECOND * d.counts[i]);
      one += entry;
      two += DocumentKey.mix(entry ^ SECOND);
    }
    return new Tuple2<>(one, two);
  }

  /** How many there are. */
  Sums sums() {
    return sums;
  }

  /**
   * The documents without them, in their order and partitions.
   *
   * @param documents those among which they were found
   */
  JavaRDD<Draft> without(JavaRDD<Draft> documents) {
    if (sums.documents == 0) {
      return documents;
    }
    JavaPairRDD<Integer, String> copies =
        documents
            .mapToPair(d -> new Tuple2<>(bag(d), new Tuple2<>(TaskContext.getPartitionId(), d.id)))
            .join(groups)
            .values()
            .filter(pair -> !pair._1()._2().equals(pair._2().id))
            .mapToPair(Tuple2::_1)
            .partitionBy(new HashPartitioner(documents.getNumPartitions()));
    return documents.zipPartitions(
        copies,
        (drafts, dropped) -> {
          Set<String> ids = new HashSet<>();
          dropped.forEachRemaining(copy -> ids.add(copy._2()));
          return StreamSupport.stream(Spliterators.spliteratorUnknownSize(drafts, 0), false)
              .filter(d -> !ids.contains(d.id))
              .iterator();
        });
  }

  /** Documents of one bag: how many, and which is the first. A class and not a record, for Kryo. */
  private static final class Group implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long documents;
    private final long heldOut;
    private final int file;
    private final long number;
    private final long position;
    private final String id;

    private Group(long documents, long heldOut, int file, long number, long position, String id) {
      this.documents = documents;
      this.heldOut = heldOut;
      this.file = file;
      this.number = number;
      this.position = position;
      this.id = id;
    }

    static Group of(Draft d, boolean heldOut) {
      return new Group(1, heldOut ? 1 : 0, d.file, d.number, d.position, d.id);
    }

    Group merge(Group other) {
      Group first = isBefore(other) ? this : other;
      return new Group(
          documents + other.documents,
          heldOut + other.heldOut,
          first.file,
          first.number,
          first.position,
          first.id);
    }

    /** In the order of the input. */
    private boolean isBefore(Group other) {
      int order = Integer.compare(file, other.file);
      order = order != 0 ? order : Long.compare(number, other.number);
      order = order != 0 ? order : Long.compare(position, other.position);
      return (order != 0 ? order : id.compareTo(other.id)) < 0;
    }

    /** Held-out documents whose like is among the training documents. */
    long apart() {
      return heldOut < documents ? heldOut : 0;
    }
  }
}
