package polya.infer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import polya.params.Parameter;

/**
 * One of the visits of a round that goes over its tiles more than once, so that its tasks need the
 * rows of some terms at a time: a part of one of the round's {@link Inference#scans}. What tiles
 * remember between phases is up to the pass; nothing of what the round leads to depends on how many
 * there are.
 *
 * @param scan which of the round's scans, from 0
 * @param scans how many the round has
 * @param from the first term
 * @param to after the last term
 * @param terms V
 */
public record Phase(int scan, int scans, int from, int to, int terms) implements Serializable {
  private static final int MOST = 1000;

  /** How many a scan is cut into: one of a run, which neither its model nor resuming depends on. */
  public static final Parameter<Optional<Integer>> PARAMETER =
      Parameter.integer(
              "modelPhases",
              1,
              1,
              MOST,
              "In how many phases a sweep goes over the terms, so that an executor needs the topics'"
                  + " rows of a part of them at a time; auto is one, or where the topics lie on"
                  + " executors as many as these have memory for. The model is the same.")
          .orAuto()
          .asOperational();

  /**
   * The phases of a round, in their order; none where one visit does.
   *
   * @param scans of the round; 0 where it cannot be divided
   * @param cuts where ranges of terms begin: 0 first, then V at last
   */
  public static List<Phase> of(int scans, int[] cuts) {
    List<Phase> phases = new ArrayList<>();
    int ranges = cuts.length - 1;
    for (int scan = 0; ranges > 1 && scan < scans; scan++) {
      for (int r = 0; r < ranges; r++) {
        phases.add(new Phase(scan, scans, cuts[r], cuts[r + 1], cuts[ranges]));
      }
    }
    return phases;
  }

  /** Whether the round is over with it. */
  public boolean ends() {
    return scan == scans - 1 && endsScan();
  }

  /** Whether a scan is over with it. */
  public boolean endsScan() {
    return to == terms;
  }
}
