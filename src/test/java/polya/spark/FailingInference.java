package polya.spark;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Phase;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermStatisticsBuilder;

/**
 * An inference whose tasks on even partitions fail at their first attempt, after they did their
 * work.
 */
public record FailingInference(Inference sound) implements Inference {
  private static final AtomicInteger FAILURES = new AtomicInteger();

  /** How many tasks failed so far in this JVM. */
  public static int failures() {
    return FAILURES.get();
  }

  @Override
  public int scans(Round round) {
    return sound.scans(round);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round, Phase phase) {
    return failing(sound.open(phi, globals, round, phase));
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    return failing(sound.open(phi, globals, round));
  }

  private static TilePass failing(TilePass pass) {
    return new TilePass() {
      @Override
      public TileState visit(Tile tile, TileState before, TermStatisticsBuilder out) {
        return pass.visit(tile, before, out);
      }

      @Override
      public void finish(TermStatisticsBuilder out) {
        pass.finish(out);
        TaskContext task = TaskContext.get();
        if (task.attemptNumber() == 0 && task.partitionId() % 2 == 0) {
          FAILURES.incrementAndGet();
          throw new IllegalStateException(
              "this task fails at its first attempt, as the test wants");
        }
      }
    };
  }

  @Override
  public int seedDocuments() {
    return sound.seedDocuments();
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return sound.start(seeds);
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return sound.restart(earlier);
  }

  @Override
  public Optional<TileMemory> memory() {
    return sound.memory();
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return sound.enter(state, round);
  }

  @Override
  public boolean withdraws(Round round) {
    return sound.withdraws(round);
  }

  @Override
  public ModelState withdrawn(ModelState state, Sent part, Round round) {
    return sound.withdrawn(state, part, round);
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return sound.publish(state, round);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    return sound.statistics(round);
  }

  @Override
  public BlockPass global(ModelState before, Batch batch, Round round) {
    return sound.global(before, batch, round);
  }

  @Override
  public Optional<Phi> withheld(Tile tile, Phi phi, Globals globals, Round last) {
    return sound.withheld(tile, phi, globals, last);
  }

  @Override
  public List<ModelState> candidates(ModelState last) {
    return sound.candidates(last);
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return sound.documents(globals);
  }

  @Override
  public ModelState parameters(ModelState state) {
    return sound.parameters(state);
  }
}
