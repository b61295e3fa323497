package polya.bench;

import cc.mallet.topics.ParallelTopicModel;
import cc.mallet.types.Alphabet;
import cc.mallet.types.FeatureSequence;
import cc.mallet.types.Instance;
import cc.mallet.types.InstanceList;
import java.io.IOException;
import java.util.Arrays;
import java.util.logging.Level;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * Trains MALLET's {@code ParallelTopicModel} on two threads with αΣ = 5 and β = 0.01. These stay,
 * or α (asymmetric) and β are learned every 10 sweeps after the first 20. Seconds are those of
 * {@code estimate}, with its setting up at each call (see {@link Sweeps}); the random start of
 * {@code addInstances} counts as loading.
 */
final class TrainMallet {
  private static final int THREADS = 2;
  private static final double ALPHA_SUM = 5;
  private static final double BETA = 0.01;
  private static final int BURN_IN = 20;
  private static final int OPTIMIZE_INTERVAL = 10;

  private TrainMallet() {}

  static void run(Counts train, int k, boolean optimize, Checkpoints checkpoints)
      throws IOException {
    ParallelTopicModel.logger.setLevel(Level.OFF);
    RandomStream seeds = Streams.of(Trial.seed(), Purpose.TEST, 0, 0);
    ParallelTopicModel model = new ParallelTopicModel(k, ALPHA_SUM, BETA);
    model.setNumThreads(THREADS);
    model.printLogLikelihood = false;
    model.setTopicDisplay(0, 0);
    model.setSymmetricAlpha(false);
    model.optimizeInterval = 0;
    model.setBurninPeriod(0); // a call counts its own sweeps only: the burn-in is seen to here
    model.setRandomSeed(seeds.nextInt(Integer.MAX_VALUE));
    model.addInstances(instances(train));
    double seconds = 0;
    for (int sweeps = 0; !checkpoints.over(seconds); ) {
      int next = Sweeps.next(sweeps);
      if (optimize && sweeps == BURN_IN) {
        model.setOptimizeInterval(OPTIMIZE_INTERVAL);
      }
      // estimate() starts from the seed whenever it is called: the same one would repeat itself.
      model.setRandomSeed(seeds.nextInt(Integer.MAX_VALUE));
      model.setNumIterations(next);
      long begin = System.nanoTime();
      model.estimate();
      seconds += (System.nanoTime() - begin) * 1e-9;
      sweeps += next;
      if (checkpoints.due(seconds) || checkpoints.over(seconds)) {
        checkpoints.evaluate(seconds, sweeps, rows(model), model.alpha.clone());
      }
    }
    checkpoints.memory();
  }

  private static InstanceList instances(Counts train) {
    Alphabet alphabet = new Alphabet();
    for (int w = 0; w < train.terms(); w++) {
      alphabet.lookupIndex(Integer.toString(w));
    }
    alphabet.stopGrowth();
    InstanceList instances = new InstanceList(alphabet, null);
    for (int d = 0; d < train.documents(); d++) {
      instances.add(new Instance(new FeatureSequence(alphabet, train.tokens(d)), null, d, null));
    }
    return instances;
  }

  /** V rows of K: the counts, which MALLET keeps as (count, topic) in one int, plus β. */
  private static float[][] rows(ParallelTopicModel model) {
    float[][] rows = new float[model.numTypes][model.numTopics];
    for (int w = 0; w < rows.length; w++) {
      Arrays.fill(rows[w], (float) model.beta);
      for (int packed : model.typeTopicCounts[w]) {
        if (packed == 0) {
          break;
        }
        rows[w][packed & model.topicMask] += packed >> model.topicBits;
      }
    }
    return rows;
  }
}
