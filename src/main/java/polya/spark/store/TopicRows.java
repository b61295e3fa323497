package polya.spark.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import polya.corpus.Vocabulary;
import polya.spark.exchange.ShardBlocks;
import polya.topics.Blocks;
import polya.topics.TermBlock;
import scala.collection.immutable.ArraySeq;

/**
 * The rows of a model's topics as they are written, a partition a file: (index, term, weights). No
 * task carries rows: blocks of the driver go by broadcast, blocks of executors stay where they lie,
 * and their terms go to them.
 */
final class TopicRows implements AutoCloseable {
  private static final long BYTES_PER_FILE = 16L << 20;

  private final JavaRDD<Row> rows;
  private final List<? extends Broadcast<?>> sent;

  private TopicRows(JavaRDD<Row> rows, List<? extends Broadcast<?>> sent) {
    this.rows = rows;
    this.sent = sent;
  }

  /** Rows cut to K; what is sent for them stays until they are closed. */
  static TopicRows of(SparkSession spark, Blocks topics, Vocabulary vocabulary, int k) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return topics instanceof ShardBlocks shards
        ? ofShards(context, shards, vocabulary, k)
        : ofDriver(context, topics.here(), vocabulary, k);
  }

  private static TopicRows ofShards(
      JavaSparkContext context, ShardBlocks shards, Vocabulary vocabulary, int k) {
    List<Broadcast<String[]>> terms = new ArrayList<>();
    for (int shard = 0; shard < shards.shards(); shard++) {
      terms.add(context.broadcast(terms(vocabulary, shards.from(shard), shards.from(shard + 1))));
    }
    JavaRDD<Broadcast<String[]>> handles = context.parallelize(terms, terms.size());
    JavaRDD<Row> rows =
        shards
            .blocks()
            .zipPartitions(handles, (blocks, own) -> rows(blocks.next(), own.next().value(), k));
    return new TopicRows(rows, terms);
  }

  private static String[] terms(Vocabulary vocabulary, int from, int to) {
    return vocabulary.terms().subList(from, to).toArray(String[]::new);
  }

  private static Iterator<Row> rows(TermBlock[] blocks, String[] terms, int k) {
    int first = blocks[0].from();
    return Arrays.stream(blocks)
        .flatMap(
            block ->
                IntStream.range(block.from(), block.from() + block.size())
                    .mapToObj(term -> row(term, terms[term - first], block.row(term), k)))
        .iterator();
  }

  private static Row row(int index, String term, float[] row, int k) {
    float[] weights = Arrays.copyOf(row, k);
    return RowFactory.create(index, term, ArraySeq.unsafeWrapArray(weights));
  }

  /** Blocks and their terms, as they travel to the task that writes them. */
  private static final class File implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] terms;
    private final TermBlock[] blocks;

    File(List<TermBlock> blocks, Vocabulary vocabulary) {
      TermBlock last = blocks.get(blocks.size() - 1);
      this.terms = TopicRows.terms(vocabulary, blocks.get(0).from(), last.from() + last.size());
      this.blocks = blocks.toArray(TermBlock[]::new);
    }
  }

  private static TopicRows ofDriver(
      JavaSparkContext context, List<TermBlock> blocks, Vocabulary vocabulary, int k) {
    long bytes = (long) Float.BYTES * k * vocabulary.size();
    int files = (int) Math.max(1, Math.min(blocks.size(), bytes / BYTES_PER_FILE));
    List<Broadcast<File>> sent = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      int from = (int) ((long) file * blocks.size() / files);
      int to = (int) ((file + 1L) * blocks.size() / files);
      sent.add(context.broadcast(new File(blocks.subList(from, to), vocabulary)));
    }
    JavaRDD<Row> rows =
        context
            .parallelize(sent, sent.size())
            .flatMap(file -> rows(file.value().blocks, file.value().terms, k));
    return new TopicRows(rows, sent);
  }

  JavaRDD<Row> rows() {
    return rows;
  }

  @Override
  public void close() {
    sent.forEach(Broadcast::destroy);
  }
}
