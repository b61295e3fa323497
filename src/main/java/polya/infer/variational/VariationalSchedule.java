package polya.infer.variational;

import java.util.Arrays;
import java.util.stream.IntStream;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.Footprint;
import polya.infer.Inference;
import polya.infer.MiniBatches;
import polya.infer.ModelFamily;
import polya.infer.ModelPlacement;
import polya.infer.Round;
import polya.math.Rows;
import polya.params.Settings;

/**
 * What the parameters of stochastic variational inference amount to in rounds: how many documents a
 * mini-batch has, how many passes there are, and into how many parts incremental ones are divided.
 */
public final class VariationalSchedule {
  private static final double TOKENS_TO_VISIT = 15e6;
  private static final double PART_TOKENS = 1e6;
  private static final int LEAST_PARTS = 4;
  private static final int MOST_PARTS = 32;

  /** Tokens that make a round worth its cost at 100 topics. */
  private static final double ROUND_TOKENS = 200_000;

  private static final int MOST_LANE_STEPS = 8;

  /** Lanes as powers of two: of most corpora at most, and of any. */
  private static final int FEW_LANES = 5;

  private static final int MOST_LANES = 12;

  /** Documents of large corpora for each lane: rounds of a pass stay below some thousands. */
  private static final double LANE_DOCUMENTS = 2e6;

  /** Of the topics that a term could have, those that a part of the corpus sends. */
  private static final double SENT_SHARE = 0.25;

  /** A pair of a term and a topic as a task sends it, in bytes. */
  private static final double SENT_PAIR = 4;

  /** An entry of a row as it is kept: mostly one byte for its topic, and its number. */
  private static final double PACKED_ENTRY = 5.1;

  /** The same where it is read. */
  private static final double UNPACKED_ENTRY = 6;

  /** What stands before a row's entries. */
  private static final double ROW_HEAD = 7;

  /** A row with more than a K-th of so many entries has all K numbers. */
  private static final int LEAST_GAP = 3;

  /** Topics that a token sends something to which no token of its term did before. */
  private static final double TOKEN_TOPICS = 2.2;

  private VariationalSchedule() {}

  /**
   * A run by svi.
   *
   * @throws Failure (usage) if what is to be learned has no pass to be learned in
   */
  public static ModelFamily.Training training(
      Inference inference, Settings settings, CorpusFacts facts) {
    MiniBatches schedule = batches(settings, facts);
    check(settings, schedule);
    return new ModelFamily.Training(
        inference,
        schedule,
        settings.get(VariationalParameters.K),
        settings.get(VariationalParameters.SEED),
        settings.get(VariationalParameters.CHECKPOINT_INTERVAL),
        ModelPlacement.of(settings),
        1,
        footprint(settings, facts, schedule));
  }

  /**
   * What a run takes: rows are dense where all are here, and there twice in incremental passes,
   * which fade those of lanes first and then withdraw those of parts; what every part sent last is
   * kept while they last. Rows that were encoded are what they began with and an entry for each
   * topic that something was sent to, where these are few ({@code vb} sends to all).
   */
  private static Footprint footprint(Settings settings, CorpusFacts facts, MiniBatches schedule) {
    int k = settings.get(VariationalParameters.K);
    double dense = (double) Float.BYTES * Rows.padded(k);
    double rows = dense * facts.terms();
    boolean incremental = schedule.incrementalPasses() > 0;
    boolean fades = incremental && schedule.stochasticPasses() > 0;
    boolean vb = VariationalParameters.vb(settings);
    double share = vb ? 1 : SENT_SHARE;
    int parts = Math.max(1, schedule.parts());
    long[] ofPart =
        Arrays.stream(facts.termFrequencies()).map(f -> (f + parts - 1) / parts).toArray();
    double kept =
        incremental ? Footprint.pairs(facts.termFrequencies(), k, share, SENT_PAIR).by(parts) : 0;
    double packed = 0;
    double unpacked = 0;
    for (long frequency : facts.termFrequencies()) {
      double entries = vb ? k : sentTopics(k, frequency);
      packed += row(entries, k, PACKED_ENTRY);
      unpacked += row(entries, k, UNPACKED_ENTRY);
    }
    return new Footprint(
        0,
        (fades ? 2 : 1) * rows + kept,
        unpacked,
        0,
        0,
        0,
        Footprint.pairs(ofPart, k, share, SENT_PAIR),
        facts.termFrequencies(),
        (fades ? 2 : 1) * packed,
        vb ? 0 : dense * termsOfTile(facts, schedule.laneTiles()));
  }

  /**
   * Topics that f tokens of a term are expected to send something to: each to some of those that
   * its document has, and most tokens of a term to the same ones.
   */
  private static double sentTopics(int k, long frequency) {
    return -k * Math.expm1(-TOKEN_TOPICS * frequency / k);
  }

  private static double row(double entries, int k, double bytes) {
    double dense = (double) Float.BYTES * k;
    return entries * LEAST_GAP > k ? dense : ROW_HEAD + bytes * entries;
  }

  /** A lane has a row of its own for each term of the tiles that it visits. */
  private static double termsOfTile(CorpusFacts facts, int tiles) {
    double share = Math.min(1, tiles * 128.0 / Math.max(1, facts.documents()));
    double terms = 0;
    for (long frequency : facts.termFrequencies()) {
      terms -= Math.expm1(-frequency * share);
    }
    return terms;
  }

  /** The rounds of these settings. */
  public static MiniBatches batches(Settings settings, CorpusFacts facts) {
    return MiniBatches.of(
        facts.documents(),
        batchDocuments(settings, facts),
        laneTiles(settings, facts),
        passes(settings, facts),
        settings.get(VariationalParameters.STOCHASTIC_PASSES),
        parts(settings, facts),
        settings.get(VariationalParameters.MAX_ITER));
  }

  /**
   * Checks that what is to be learned has a pass to be learned in.
   *
   * @throws Failure (usage) if not
   */
  private static void check(Settings settings, MiniBatches schedule) {
    if (settings.get(VariationalParameters.LANES).isPresent()
        && settings.get(VariationalParameters.SUBSAMPLING_RATE).isPresent()) {
      throw Failure.usage(
          "Cannot have lanes = "
              + settings.get(VariationalParameters.LANES).get()
              + " with subsamplingRate: both say how large a mini-batch is; allowed is one of them."
              + " Leave lanes or subsamplingRate out.");
    }
    boolean learnable =
        IntStream.range(0, schedule.rounds())
            .mapToObj(schedule::round)
            .filter(Round::endsPass)
            .anyMatch(round -> round.incremental() || (round.wholeCorpus() && !round.lanes()));
    if (VariationalParameters.learnsTopicConcentration(settings) && !learnable) {
      throw Failure.usage(
          "Cannot learn topicConcentration: all "
              + schedule.rounds()
              + " rounds are stochastic; needed is a pass that is incremental or has one round."
              + " Raise passes (or maxIter), lower stochasticPasses, or leave out"
              + " optimizeTopicConcentration.");
    }
  }

  /** Documents of a mini-batch. */
  public static double batchDocuments(Settings settings, CorpusFacts facts) {
    return settings
        .get(VariationalParameters.SUBSAMPLING_RATE)
        .map(rate -> rate * facts.documents())
        .orElseGet(() -> 128.0 * settings.get(VariationalParameters.LANES).orElse(lanes(facts)));
  }

  /**
   * Lanes of a mini-batch: a power of two, so that they fill the cores evenly. Of the corpus alone:
   * a larger cluster must not change the model.
   */
  private static int lanes(CorpusFacts facts) {
    int some = Math.min(FEW_LANES, Math.max(1, power(facts.documents() / (128.0 * 128))));
    return 1 << Math.min(MOST_LANES, Math.max(some, power(facts.documents() / LANE_DOCUMENTS)));
  }

  private static int power(double near) {
    return (int) Math.rint(StrictMath.log(Math.max(1, near)) / StrictMath.log(2));
  }

  /** Steps of a lane in a round; a step of a lane visits one tile. */
  public static int laneTiles(Settings settings, CorpusFacts facts) {
    double tokens = ROUND_TOKENS * Math.sqrt(100.0 / settings.get(VariationalParameters.K));
    double step = Math.max(1, batchDocuments(settings, facts) * facts.meanLength());
    int enough = (int) Math.max(1, Math.min(MOST_LANE_STEPS, Math.rint(tokens / step)));
    return VariationalParameters.vb(settings)
        ? 1
        : settings.get(VariationalParameters.LANE_STEPS).orElse(enough);
  }

  /** Passes over the corpus. */
  public static int passes(Settings settings, CorpusFacts facts) {
    return settings.get(VariationalParameters.PASSES).orElse(enough(facts));
  }

  /** Passes that visit enough tokens. */
  public static int enough(CorpusFacts facts) {
    int enough = (int) Math.ceil(TOKENS_TO_VISIT / Math.max(1, facts.tokens()));
    return Math.min(60, Math.max(5, enough));
  }

  private static int parts(Settings settings, CorpusFacts facts) {
    int enough = (int) Math.min(MOST_PARTS, Math.ceil(facts.tokens() / PART_TOKENS));
    return settings.get(VariationalParameters.PARTS).orElse(Math.max(LEAST_PARTS, enough));
  }
}
