package polya.infer.gibbs;

import polya.infer.CorpusFacts;
import polya.infer.Phase;
import polya.infer.Round;
import polya.infer.TilePass;
import polya.infer.variational.VariationalParameters;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Phi;

/** Documents that mix topics: {@link GibbsPass}, one draw a token. */
final class TokenSweeps implements DocumentSweep {
  private static final long serialVersionUID = 1L;

  private final GibbsLearning learning;
  private final GibbsSchedule schedule;
  private final int localSweeps;
  private final long seed;
  private final double bytesInPhases;

  TokenSweeps(Settings settings, CorpusFacts facts, GibbsLearning learning) {
    this.learning = learning;
    schedule = GibbsSchedule.of(settings, facts);
    localSweeps = GibbsSchedule.localSweeps(settings, facts);
    seed = settings.get(VariationalParameters.SEED);
    int topics = settings.get(VariationalParameters.K);
    bytesInPhases = GibbsPass.isListed(topics) ? GibbsMemory.list(topics, facts.meanLength()) : 0;
  }

  /** Sweeps, after seating where there may be tokens without topics. */
  @Override
  public int scans(Round round) {
    return schedule.seats(round) ? 1 + localSweeps : localSweeps;
  }

  @Override
  public double bytesInPhases() {
    return bytesInPhases;
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round, boolean isDrawn) {
    return open(phi, globals, round, isDrawn, null);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round, boolean isDrawn, Phase phase) {
    GibbsPass.Learning sent =
        !schedule.hasHistogram(round)
            ? GibbsPass.Learning.NONE
            : learning.draws(isDrawn) ? GibbsPass.Learning.DRAWN : GibbsPass.Learning.CLIMBED;
    return new GibbsPass(
        phi,
        learning.documents(globals),
        seed,
        round,
        localSweeps,
        sent,
        learning.byGroup(),
        phase);
  }
}
