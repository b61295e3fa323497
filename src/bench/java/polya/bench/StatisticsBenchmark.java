package polya.bench;

import polya.topics.StatisticsLayout;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import polya.topics.SumsLayout;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/** Statistics to bytes, and the bytes of two senders to merged rows: ns an entry. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@OperationsPerInvocation(StatisticsBenchmark.ENTRIES)
public class StatisticsBenchmark {
  /** Entries a sender has. */
  static final int ENTRIES = 60_000;

  private static final int TOPICS = 1000;
  private static final int BITS = 24;
  private static final int SENDERS = 2;

  /** Topics a row; a sender has as many rows as make {@value #ENTRIES} entries. */
  @Param({"3", "30"})
  public int rowEntries;

  private int terms;
  private int[][] topicsOfRow;
  private long[] counts;
  private List<TermStatistics> sent;

  /** Draws the rows: every other term of the vocabulary has one. */
  @Setup
  public void draw() {
    RandomStream stream = Streams.of(8, Purpose.TEST, 0, rowEntries);
    int rows = ENTRIES / rowEntries;
    terms = 2 * rows;
    counts = new long[TOPICS];
    for (int k = 0; k < TOPICS; k++) {
      counts[k] = 1 + (long) (3 * stream.nextOpen() * (1 << BITS));
    }
    topicsOfRow = new int[rows][rowEntries];
    int stride = TOPICS / rowEntries;
    for (int[] topics : topicsOfRow) {
      for (int j = 0; j < rowEntries; j++) {
        topics[j] = j * stride + stream.nextInt(stride);
      }
    }
    sent = Stream.generate(this::encode).limit(SENDERS).toList();
    System.out.printf(
        Locale.ROOT, "%.1f bytes an entry%n", sent.get(0).bytes() / (double) ENTRIES);
  }

  /** What one sender does. */
  @Benchmark
  public TermStatistics encode() {
    TermStatisticsBuilder out = StatisticsLayout.of(TOPICS, terms, BITS, SumsLayout.none()).open();
    for (int i = 0; i < topicsOfRow.length; i++) {
      out.add(2 * i, topicsOfRow[i], counts, rowEntries);
    }
    return out.build();
  }

  /** What the global step reads; both senders' entries count. */
  @Benchmark
  @OperationsPerInvocation(SENDERS * ENTRIES)
  public double decode() {
    double sum = 0;
    for (int b = 0; b < TermBlock.blocks(terms); b++) {
      TermRows rows = TermStatistics.rows(sent, b);
      while (rows.next()) {
        for (int i = 0; i < rows.size(); i++) {
          sum += rows.count(i);
        }
      }
    }
    return sum;
  }
}
