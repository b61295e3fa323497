package polya.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * The local step of a round, from open to the encoded statistics, on batches of two tiles of a
 * model that two passes have trained: tokens a second on one thread. Documents are simulated;
 * {@code -Ddocword=FILE} takes the first {@value #DOCUMENTS} of a UCI bag-of-words instead.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class LocalStepBenchmark {
  private static final int DOCUMENTS = 2048;
  private static final int TERMS = 10_000;
  private static final int TILES = 2;

  /** Counts tokens, so that JMH gives them a second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Visited {
    /** Tokens visited. */
    public long tokens;
  }

  /** K. */
  @Param({"100", "1000"})
  public int topics;

  /** The parameter of that name: 0.03 is the default, 0 keeps every topic in every sweep. */
  @Param({"0.03", "0"})
  public String pruning;

  private PlainRounds rounds;
  private ModelState state;
  private Phi phi;
  private int terms;
  private int next;

  /** Trains the model, pruned, and opens it as the parameters say. */
  @Setup
  public void train() throws IOException {
    String file = System.getProperty("docword");
    terms = TERMS;
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
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("k", Integer.toString(topics));
    parameters.put("passes", "2");
    state = new PlainRounds(documents, terms, parameters).train(documents);
    parameters.put("pruning", pruning);
    rounds = new PlainRounds(documents, terms, parameters);
    Round round = rounds.round(0);
    phi = rounds.inference().publish(state, round);
    TermStatistics sent = rounds.visit(phi, state.globals(), rounds.round(0), 0, TILES);
    SortedMap<String, Double> seen = rounds.observe(state, sent, round);
    System.out.printf(
        Locale.ROOT,
        "%.1f topics and %.1f sweeps a document, %d bytes of statistics a token%n",
        seen.get("activeTopics"),
        seen.get("localSweeps"),
        sent.bytes() / sent.tokens());
  }

  /** V. */
  int terms() {
    return terms;
  }

  /** What two tiles send, as it would travel: for the check before measuring. */
  TermStatistics results() {
    return rounds.visit(phi, state.globals(), rounds.round(0), 0, TILES);
  }

  /** One task's part of a round; the next one visits the next tiles. */
  @Benchmark
  public TermStatistics visit(Visited visited) {
    if (next + TILES > rounds.tiles().size()) {
      next = 0;
    }
    TermStatistics sent = rounds.visit(phi, state.globals(), rounds.round(0), next, next + TILES);
    next += TILES;
    visited.tokens += sent.tokens();
    return sent;
  }
}
