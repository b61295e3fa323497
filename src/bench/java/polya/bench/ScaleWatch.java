package polya.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.math.Rows;
import polya.spark.train.RoundReport;
import polya.spark.train.TrainingLoop;
import polya.topics.LocalBlocks;
import polya.topics.TermBlock;

/** Looks at every round of a training, and at every task of those that count. */
final class ScaleWatch implements TrainingLoop.Listener {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Tasks tasks = new Tasks();
  private final int counted;
  private final int samples;
  private final int topics;
  private double visited;
  private int firstTask;
  private long processor;
  private double driverNanos;
  private double mean;
  private double drawn;
  private double up;
  private double heap;
  private double entries;

  /**
   * To watch a run.
   *
   * @param counted that many rounds at the end: before, compilers are not done, and topics have not
   *     formed
   * @param samples the last of them, in which topics are drawn
   */
  ScaleWatch(int counted, int samples, int topics) {
    this.counted = counted;
    this.samples = samples;
    this.topics = topics;
  }

  SparkListener tasks() {
    return tasks;
  }

  @Override
  public void round(RoundReport report, ModelState after) {
    long now = SYSTEM.getProcessCpuTime();
    int left = report.round().rounds() - report.round().number() - 1;
    if (left < counted) {
      visited += report.tokens();
      driverNanos += now - processor;
      up += report.bytesUp();
      mean = left >= samples ? report.bytesDown() : mean;
      drawn = left < samples ? report.bytesDown() : drawn;
    }
    if (report.last() && after.topics() instanceof LocalBlocks blocks) {
      entries = entries(blocks.here());
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    heap = Math.max(heap, runtime.totalMemory() - runtime.freeMemory());
    if (left == counted) {
      firstTask = settled();
    }
    processor = SYSTEM.getProcessCpuTime();
  }

  private double entries(List<TermBlock> blocks) {
    int[] columns = new int[Rows.padded(topics)];
    float[] values = new float[columns.length];
    double all = 0;
    for (TermBlock block : blocks) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        all += block.entries(w, columns, values);
      }
    }
    return all;
  }

  /** How many tasks were told of, once no more come. */
  private int settled() {
    int told;
    do {
      told = tasks.told();
      try {
        Thread.sleep(500);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    } while (tasks.told() > told);
    return told;
  }

  /** What the rounds that count took. */
  ScaleCost cost(CorpusFacts facts, double predicted) {
    double most = 0;
    for (long frequency : facts.termFrequencies()) {
      most += Math.min(topics, frequency);
    }
    settled();
    List<long[]> ended = tasks.since(firstTask);
    double seconds = ended.stream().mapToDouble(task -> task[1] * 1e-9).sum();
    return new ScaleCost(
        facts.tokens(),
        visited,
        counted,
        seconds,
        driverNanos * 1e-9,
        mean,
        drawn,
        up / counted,
        entries,
        most,
        predicted,
        heap,
        spread(ended, counted));
  }

  /** The median over the stages that take most, one a round. */
  private static double spread(List<long[]> ended, int rounds) {
    Map<Long, List<long[]>> stages =
        ended.stream().collect(Collectors.groupingBy(task -> task[0]));
    List<double[]> sumAndSpread = new ArrayList<>();
    for (List<long[]> stage : stages.values()) {
      double sum = stage.stream().mapToLong(task -> task[1]).sum();
      double most = stage.stream().mapToLong(task -> task[1]).max().orElse(0);
      sumAndSpread.add(new double[] {sum, most * stage.size() / sum});
    }
    double[] sweeping =
        sumAndSpread.stream()
            .sorted(Comparator.comparingDouble((double[] s) -> -s[0]))
            .limit(rounds)
            .mapToDouble(s -> s[1])
            .sorted()
            .toArray();
    return sweeping[sweeping.length / 2];
  }

  /** Stage, and nanoseconds of the processor, of every task that ended. */
  private static final class Tasks extends SparkListener {
    private final List<long[]> ended = new ArrayList<>();

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskMetrics() != null) {
        ended.add(new long[] {end.stageId(), end.taskMetrics().executorCpuTime()});
      }
    }

    synchronized int told() {
      return ended.size();
    }

    synchronized List<long[]> since(int first) {
      return List.copyOf(ended.subList(first, ended.size()));
    }
  }
}
