package polya.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.spark.Causes;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.train.Checkpoint;
import polya.spark.train.RoundReport;
import polya.spark.train.TrainingLoop;

/**
 * Says what every round did: a line for people, and a line of {@code metrics.jsonl}. It keeps the
 * lines, some 300 bytes a round, for checkpoints: what a process that was killed had in its buffers
 * is not in its file. An object store gets the file whole, once a minute and at the end; what it
 * does not take before the end it gets a minute later.
 */
final class RoundLog implements TrainingLoop.Listener, AutoCloseable {
  /** Fewer topics a document, on average, are taken for a collapse. */
  private static final double LEAST_ACTIVE = 2;

  /** So often are metrics put on an object store. */
  private static final long PUT_NANOS = 60_000_000_000L;

  private final PrintWriter people;
  private final boolean chooses;
  private final Files files;
  private final Path file;

  /** Nothing on an object store, which shows no file before it is closed. */
  private final Optional<FSDataOutputStream> metrics;

  private final StringBuilder lines = new StringBuilder();
  private double trainSeconds;
  private int rounds;
  private final long putNanos;
  private long put = System.nanoTime();

  /**
   * Begins the metrics of a run anew, with the lines of the rounds that are done.
   *
   * @param chooses whether documents choose among several topics by their words alone
   * @param file where
   * @param from where the run stands
   */
  RoundLog(
      PrintWriter people,
      boolean chooses,
      Configuration configuration,
      Path file,
      Checkpoint from) {
    this(people, chooses, configuration, file, from, PUT_NANOS);
  }

  /** The same with another time between two puts. */
  RoundLog(
      PrintWriter people,
      boolean chooses,
      Configuration configuration,
      Path file,
      Checkpoint from,
      long putNanos) {
    this.putNanos = putNanos;
    this.people = people;
    this.chooses = chooses;
    trainSeconds = from.trainSeconds();
    rounds = from.rounds();
    files = new Files(configuration);
    this.file = file;
    metrics = files.puts(file) ? Optional.empty() : Optional.of(files.create(file));
    write(from.log());
  }

  @Override
  public void round(RoundReport report, ModelState after) {
    trainSeconds = report.trainSeconds();
    rounds = report.round().number() + 1;
    people.println(line(report));
    warning(report, chooses).ifPresent(people::println);
    report.stop().ifPresent(reason -> people.printf("stopping early: %s%n", reason));
    write(Json.line(report.metrics()) + "\n");
  }

  @Override
  public String log() {
    return lines.toString();
  }

  private void write(String text) {
    lines.append(text);
    try {
      if (metrics.isPresent()) {
        metrics.get().write(text.getBytes(StandardCharsets.UTF_8));
        metrics.get().hflush();
      } else if (System.nanoTime() - put > putNanos) {
        tryToPut();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Replaces the file by all lines so far, if the store takes it. */
  private void tryToPut() {
    put = System.nanoTime();
    try {
      files.replace(file, lines.toString());
    } catch (UncheckedIOException e) {
      // The next one has these lines as well.
    }
  }

  private static Failure failed(IOException e) {
    return Causes.environment(e)
        .filter(known -> known.kind() == Failure.Kind.RETRY)
        .orElseGet(
            () ->
                Failure.resources(
                    "Cannot write metrics.jsonl: "
                        + e.getMessage()
                        + "; training ends here. Make room, then run again with --resume."));
  }

  /**
   * What a person should know after the last round: that the topics seem to have collapsed.
   *
   * @param chooses whether documents choose among several topics by their words alone: of one topic
   *     they cannot hold more, and labels leave them few
   */
  static Optional<String> warning(RoundReport report, boolean chooses) {
    Double active = report.observed().get("activeTopics");
    if (!report.last() || !chooses || active == null || active >= LEAST_ACTIVE) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "warning: documents hold %.1f topics on average. That suits texts of a few words;"
                + " longer ones have collapsed. Lower pruning (-p pruning=0.001), raise"
                + " docConcentration or seedDocuments, or take a smaller k.",
            active));
  }

  /** {@code round 17/200 4.2 s 1.9 M tokens/s bound -7.412 held-out 1423 ± 6 eta 12 m}. */
  static String line(RoundReport report) {
    Round round = report.round();
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "round %d/%d  %.1f s  %.2f M tokens/s",
            round.number() + 1,
            round.rounds(),
            report.trainSeconds(),
            report.tokensPerSecond() / 1e6));
    SortedMap<String, Double> seen = report.observed();
    append(line, "bound", seen.get("bound"), "%.4f");
    append(line, "log-likelihood", seen.get("logLikelihood"), "%.4f");
    append(line, "active topics", seen.get("activeTopics"), "%.1f");
    append(line, "held-out", seen.get("heldOutPerplexity"), "%.1f");
    append(line, "±", seen.get("heldOutStandardError"), "%.1f");
    int more = report.last() ? 0 : round.rounds() - round.number() - 1;
    double left = report.trainSeconds() / (round.number() + 1) * more;
    return line.append("  eta ").append(duration(left)).toString();
  }

  private static void append(StringBuilder line, String name, Double value, String format) {
    if (value != null) {
      line.append(name.equals("±") ? " ± " : "  " + name + " ");
      line.append(String.format(Locale.ROOT, format, value));
    }
  }

  private static String duration(double seconds) {
    if (seconds < 90) {
      return Math.round(seconds) + " s";
    }
    return seconds < 5400 ? Math.round(seconds / 60) + " m" : Math.round(seconds / 3600) + " h";
  }

  /** Training seconds after the last round heard of. */
  double trainSeconds() {
    return trainSeconds;
  }

  /** How many rounds are done. */
  int rounds() {
    return rounds;
  }

  @Override
  public void close() {
    try {
      if (metrics.isPresent()) {
        metrics.get().close();
      } else {
        files.replace(file, lines.toString());
      }
    } catch (UncheckedIOException e) {
      throw failed(e.getCause());
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
