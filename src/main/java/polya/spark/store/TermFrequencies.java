package polya.spark.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Document;
import scala.Tuple2;

/**
 * How often each term of a vocabulary occurs in a set of documents.
 *
 * @param documents in how many documents; length V
 * @param tokens how often in all; length V
 */
public record TermFrequencies(long[] documents, long[] tokens) {
  /** How many terms are counted in one slice. */
  static final int SLICE = 100_000;

  /** How many of the first terms, which mostly are the frequent ones, a task adds up by itself. */
  private static final int ADDED_UP = 1 << 18;

  /** Counts in one pass; the driver holds 2 V numbers, a task those of a slice and of the first. */
  public static TermFrequencies of(JavaRDD<Document> corpus, int vocabularySize) {
    long[] documents = new long[vocabularySize];
    long[] tokens = new long[vocabularySize];
    Iterator<long[][]> slices =
        inSlices(corpus, vocabularySize)
            .mapPartitionsWithIndex(
                (slice, counts) ->
                    Stream.<long[][]>of(new long[][][] {slice(counts, slice, vocabularySize)})
                        .iterator(),
                true)
            .collect()
            .iterator();
    for (int from = 0; slices.hasNext(); from += SLICE) {
      long[][] slice = slices.next();
      System.arraycopy(slice[0], 0, documents, from, slice[0].length);
      System.arraycopy(slice[1], 0, tokens, from, slice[1].length);
    }
    return new TermFrequencies(documents, tokens);
  }

  /** Documents and tokens of the terms that occur, slice for slice a partition. */
  static JavaPairRDD<Integer, long[]> inSlices(JavaRDD<Document> corpus, int vocabularySize) {
    return corpus
        .mapPartitionsToPair(rows -> counts(rows, Math.min(ADDED_UP, vocabularySize)))
        .reduceByKey(
            new Slices(1 + Math.max(0, vocabularySize - 1) / SLICE),
            (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
  }

  /** What {@link #inSlices} has of a slice as an array of documents and one of tokens. */
  static long[][] slice(Iterator<Tuple2<Integer, long[]>> counts, int slice, int vocabularySize) {
    int from = slice * SLICE;
    long[][] all = new long[2][Math.min(SLICE, vocabularySize - from)];
    counts.forEachRemaining(
        pair -> {
          all[0][pair._1() - from] = pair._2()[0];
          all[1][pair._1() - from] = pair._2()[1];
        });
    return all;
  }

  /** The counts of rarer terms as they come, then the sums of the first ones. */
  private static Iterator<Tuple2<Integer, long[]>> counts(Iterator<Document> rows, int first) {
    long[] documents = new long[first];
    long[] tokens = new long[first];
    return new Iterator<>() {
      private Iterator<Tuple2<Integer, long[]>> ready =
          List.<Tuple2<Integer, long[]>>of().iterator();
      private boolean ended;

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && !ended) {
          ended = !rows.hasNext();
          ready = ended ? sums() : rarer(rows.next());
        }
        return ready.hasNext();
      }

      @Override
      public Tuple2<Integer, long[]> next() {
        hasNext();
        return ready.next();
      }

      private Iterator<Tuple2<Integer, long[]>> rarer(Document d) {
        List<Tuple2<Integer, long[]>> rarer = new ArrayList<>();
        for (int i = 0; i < d.terms().length; i++) {
          int term = d.terms()[i];
          if (term < first) {
            documents[term]++;
            tokens[term] += d.counts()[i];
          } else {
            rarer.add(new Tuple2<>(term, new long[] {1, d.counts()[i]}));
          }
        }
        return rarer.iterator();
      }

      private Iterator<Tuple2<Integer, long[]>> sums() {
        return IntStream.range(0, first)
            .filter(w -> documents[w] > 0)
            .mapToObj(w -> new Tuple2<>(w, new long[] {documents[w], tokens[w]}))
            .iterator();
      }
    };
  }

  /** Terms to slices. */
  private static final class Slices extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int slices;

    Slices(int slices) {
      this.slices = slices;
    }

    @Override
    public int numPartitions() {
      return slices;
    }

    @Override
    public int getPartition(Object term) {
      return (Integer) term / SLICE;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Slices s && slices == s.slices;
    }

    @Override
    public int hashCode() {
      return slices;
    }
  }
}
