package polya.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import polya.corpus.Document;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.topics.Phi;
import polya.topics.TermStatistics;

/**
 * The model side of a round at K = 100: publish Φ, then the global step over all blocks and the
 * fold, for one and the same batch of {@value #BATCH} documents in vocabularies of different size.
 * The batch's terms are spread evenly over the vocabulary, so it touches equally many rows in each.
 * Blocks are stepped in parallel, as the loop does it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class StepBenchmark {
  private static final int BATCH = 256;
  private static final int DOCUMENTS = 1024;
  private static final int TOPICS = 100;
  private static final int LEAST_TERMS = 10_000;

  /** V. */
  @Param({"10000", "100000", "1000000"})
  public int terms;

  private PlainRounds rounds;
  private ModelState state;
  private Round round;
  private TermStatistics sent;

  /** Visits the batch once; its statistics are those of every measured step. */
  @Setup
  public void visit() {
    List<Document> documents = new ArrayList<>();
    for (Document d : SimulatedDocuments.of(DOCUMENTS, LEAST_TERMS, TOPICS)) {
      int[] spread = Arrays.stream(d.terms()).map(w -> w * (terms / LEAST_TERMS)).toArray();
      documents.add(new Document(d.id(), spread, d.counts()));
    }
    double share = BATCH / (double) DOCUMENTS;
    rounds =
        new PlainRounds(
            documents,
            terms,
            Map.of("k", Integer.toString(TOPICS), "subsamplingRate", Double.toString(share)));
    state = rounds.inference().start(documents);
    round = rounds.round(0);
    Phi phi = rounds.inference().publish(state, round);
    sent = rounds.visit(phi, state.globals(), round, round.firstTile(), round.firstTile() + round.tiles());
    System.out.printf(
        Locale.ROOT,
        "%d documents touch %d of %d rows%n",
        sent.documents(),
        PlainRounds.rows(sent, terms),
        terms);
  }

  /** Φ as the exchange gets it. */
  @Benchmark
  public Phi publish() {
    return rounds.inference().publish(state, round);
  }

  /** The rows of every block, their step, and the fold. */
  @Benchmark
  public ModelState step() {
    return rounds.step(state, sent, round);
  }
}
