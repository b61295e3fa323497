package polya.spark.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import polya.infer.Batch;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.topics.Globals;
import polya.topics.Sums;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;

/**
 * The global step where the blocks are on the driver: blocks in parallel, totals in fixed point, so
 * that the bits are the same for any number of threads. Where the inference says that blocks
 * without rows stay as they are, these are handed on; then the cost is the rows touched, and a few
 * bytes for every 1,024 terms.
 */
public final class GlobalStep {
  /** Runs of blocks a thread, so that none waits long for another. */
  private static final int RUNS_A_THREAD = 4;

  private GlobalStep() {}

  /**
   * The model after a round.
   *
   * @param statistics what the round sent
   * @param replaced what its part sent at its last visit
   */
  public static ModelState of(
      Inference inference,
      ModelState state,
      List<TermStatistics> statistics,
      List<TermStatistics> replaced,
      Batch batch,
      Round round) {
    Globals globals = state.globals();
    int[] stepped =
        inference.stepsTouchedBlocksOnly(globals, batch, round)
            ? TermStatistics.touchedBlocks(statistics, replaced)
            : IntStream.range(0, state.blocks().size()).toArray();
    if (stepped.length == 0) {
      stepped = new int[] {0}; // Documents without a token: the fold wants totals all the same.
    }
    return of(inference, state, statistics, replaced, batch, round, stepped);
  }

  private static ModelState of(
      Inference inference,
      ModelState state,
      List<TermStatistics> statistics,
      List<TermStatistics> replaced,
      Batch batch,
      Round round,
      int[] stepped) {
    Globals globals = state.globals();
    Inference.BlockStep[] steps = new Inference.BlockStep[stepped.length];
    int runs = Math.min(stepped.length, RUNS_A_THREAD * Runtime.getRuntime().availableProcessors());
    IntStream.range(0, runs)
        .parallel()
        .forEach(
            run -> {
              TermRows rows = null;
              int to = (int) ((run + 1L) * stepped.length / runs);
              for (int i = (int) ((long) run * stepped.length / runs); i < to; i++) {
                rows = TermStatistics.rows(statistics, replaced, stepped[i], rows);
                TermBlock block = state.blocks().get(stepped[i]);
                steps[i] = inference.step(block, rows, globals, batch, round);
              }
            });
    List<TermBlock> blocks = new ArrayList<>(state.blocks());
    for (int i = 0; i < steps.length; i++) {
      blocks.set(stepped[i], steps[i].block());
    }
    List<double[]> parts = Arrays.stream(steps).map(Inference.BlockStep::totals).toList();
    double[] totals = Sums.of(parts, parts.get(0).length);
    return new ModelState(blocks, state.fading(), inference.fold(globals, totals, batch, round));
  }
}
