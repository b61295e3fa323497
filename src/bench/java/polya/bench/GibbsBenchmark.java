package polya.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import polya.topics.Sums;
import polya.corpus.Document;
import polya.infer.gibbs.GibbsSums;
import polya.topics.TermStatistics;

/**
 * A Gibbs pass over a corpus, from open to the encoded counts and the next assignments: tokens a
 * second on one thread, after some rounds from a start by SVI. Documents are simulated; {@code
 * -Ddocword=FILE} takes the first {@value #DOCUMENTS} of a UCI bag-of-words instead.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class GibbsBenchmark {
  private static final int DOCUMENTS = 20_000;
  private static final int TERMS = 10_000;

  /** K. */
  @Param({"100", "1000"})
  public int topics;

  /** Rounds before measuring: 0 seats, 20 is near the steady state. */
  @Param({"0", "20"})
  public int rounds;

  /** Whether Φ has sparse rows. */
  @Param("true")
  public boolean sparse;

  private GibbsRounds run;

  /** Goes through the rounds before. */
  @Setup
  public void train() throws IOException {
    String file = System.getProperty("docword");
    int terms = TERMS;
    List<Document> documents = new ArrayList<>();
    if (file == null) {
      documents.addAll(SimulatedDocuments.of(DOCUMENTS, TERMS, topics));
    } else {
      Counts counts = Counts.read(Path.of(file));
      terms = counts.terms();
      for (int d = 0; d < Math.min(DOCUMENTS, counts.documents()); d++) {
        documents.add(new Document(Integer.toString(d + 1), counts.words(d), counts.counts(d)));
      }
    }
    run = new GibbsRounds(documents, terms, topics, sparse);
    for (int r = 0; r < rounds; r++) {
      run.round();
    }
    TermStatistics sent = run.sweep();
    Sums sums = TermStatistics.sums(List.of(sent));
    System.out.printf(
        Locale.ROOT,
        "%.1f topics a document, %.0f %% of the tokens change, %.1f bytes of statistics a token%n",
        sums.scalar(GibbsSums.ACTIVE) / sums.scalar(GibbsSums.FITTED),
        100 * sums.scalar(GibbsSums.CHANGED) / sent.tokens(),
        (double) sent.bytes() / sent.tokens());
  }

  /** One pass. */
  @Benchmark
  public TermStatistics sweep(LocalStepBenchmark.Visited visited) {
    TermStatistics sent = run.sweep();
    visited.tokens += sent.tokens();
    return sent;
  }
}
