package polya.spark.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.Inference;
import polya.infer.MiniBatches;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.PartsSent;
import polya.infer.Phase;
import polya.infer.Round;
import polya.mixing.DocumentPrior;
import polya.spark.Resident;
import polya.spark.exchange.Asked;
import polya.spark.exchange.BroadcastExchange;
import polya.spark.exchange.Exchange;
import polya.topics.Phi;

/**
 * The one training loop. Each round publishes Φ, takes the local step on every tile of the batch,
 * adds up the statistics by term, takes the global step on every block, and folds the rest into the
 * next globals. It knows no model: all of that is asked of the {@link Inference}.
 */
public final class TrainingLoop {
  /** Hears of every round, with the model it led to; may be slow, its time is not training time. */
  public interface Listener {
    /** Called after each round. */
    void round(RoundReport report, ModelState after);

    /**
     * Whether training is to end though rounds are left; asked before every round. It may depend on
     * {@link #log} alone: then a resumed run ends after the same round.
     */
    default boolean stops() {
      return false;
    }

    /** What it has written so far: kept in checkpoints, for the listener of a resumed run. */
    default String log() {
      return "";
    }
  }

  /**
   * Visits whose states may hang on one another without a checkpoint: the stack with which Spark
   * reads their lineage overflows somewhere between 300 and 1,000.
   */
  private static final int MOST_WITHOUT_CHECKPOINT = 200;

  /** The same where blocks lie on executors: a round is four times as deep there. */
  private static final int MOST_OF_SHARDS = 50;

  private final JavaSparkContext spark;
  private final String name;
  private final ModelFamily.Training training;
  private final Inference inference;
  private final MiniBatches schedule;
  private final Exchange exchange;
  private final String checkpoints;
  private final boolean mayLose;
  private boolean isOpen;

  /**
   * A loop to run.
   *
   * @param name how the rounds are called in the Spark UI: {@code lda · svi}
   * @param training what to run
   * @param checkpoints a folder, on a file system that all executors see, for what tiles remember;
   *     used only where the inference keeps such state, and left empty
   */
  public TrainingLoop(
      JavaSparkContext spark, String name, ModelFamily.Training training, String checkpoints) {
    this(spark, name, training, checkpoints, new BroadcastExchange(spark));
  }

  /**
   * The same, with a way for Φ and statistics to travel.
   *
   * @param exchange open until the model that {@link #parameters} gives is used no more
   */
  public TrainingLoop(
      JavaSparkContext spark,
      String name,
      ModelFamily.Training training,
      String checkpoints,
      Exchange exchange) {
    this(spark, name, training, checkpoints, exchange, !spark.isLocal());
  }

  TrainingLoop(
      JavaSparkContext spark,
      String name,
      ModelFamily.Training training,
      String checkpoints,
      Exchange exchange,
      boolean mayLose) {
    this.spark = spark;
    this.name = name;
    this.training = training;
    this.inference = training.inference();
    this.schedule = training.schedule();
    this.checkpoints = checkpoints;
    this.exchange = exchange;
    this.mayLose = mayLose;
  }

  /**
   * A loop that leaves the context's checkpoint folder as it is: what tiles remember is kept there.
   * Where the context has none it is kept nowhere, and on a cluster {@link #run} then takes up to
   * {@value #MOST_WITHOUT_CHECKPOINT} visits of an inference that keeps state.
   */
  public TrainingLoop(JavaSparkContext spark, String name, ModelFamily.Training training) {
    this(spark, name, training, null);
  }

  /** The model before the first round, from distinct documents drawn at random. */
  public ModelState start(JavaRDD<Document> documents) {
    if (exchange.keepsOnExecutors()) {
      openFolder();
    }
    return inference.start(
        SeedDocuments.draw(
            documents,
            (long) schedule.tiles() * Tiling.DOCUMENTS_PER_TILE,
            training.seed(),
            inference.seedDocuments()),
        exchange::place);
  }

  /**
   * Runs all rounds.
   *
   * @param tiles the corpus as {@link Tiles} lays it out: tile t in partition (t / laneTiles) mod
   *     partitions; persisted
   * @param from where to go on: {@link Checkpoint#beginning} for all rounds. Its model is the run's
   *     from then on, so that memory holds one
   * @return the model after the last round
   */
  public ModelState run(JavaRDD<Tile> tiles, Checkpoint from, Listener listener) {
    return run(tiles, from, Checkpoints.none(), Optional.empty(), listener);
  }

  /**
   * Runs the rounds that are left, until the listener stops them.
   *
   * @param tiles as for {@link #run(JavaRDD, Checkpoint, Listener)}
   * @param from where to go on, as there
   * @param keeper gets a checkpoint whenever one is due; that is not training time
   * @param assignments written after the last round, unless empty; that is not training time
   * @return the model after the last round
   * @throws java.util.concurrent.CancellationException if the run was asked to end before
   */
  public ModelState run(
      JavaRDD<Tile> tiles,
      Checkpoint from,
      Checkpoints keeper,
      Optional<AssignmentTable> assignments,
      Listener listener) {
    TileStates states = from.tileStates();
    openCheckpoints(from.model().terms());
    ModelState state = exchange.place(from.takeModel());
    PartsSent parts = new PartsSent(from.sent());
    double trainSeconds = from.trainSeconds();
    BatchTerms batches = new BatchTerms(tiles);
    String description = spark.getLocalProperty("spark.job.description");
    Resident<Inference> method = Resident.of(spark, inference);
    try {
      for (int number = from.rounds(); number < schedule.rounds() && !listener.stops(); number++) {
        Round round = schedule.round(number);
        spark.sc().setJobDescription(name + " · round " + (number + 1) + "/" + schedule.rounds());
        long start = System.nanoTime();
        ModelState entered = parts.enter(inference, state, round);
        Phi phi = inference.publish(entered, round);
        if (states == null && inference.remembers(round)) {
          int interval = exchange.interval(training.checkpointInterval());
          states = TileStates.seat(tiles, inference, exchange, interval, mayLose);
        }
        RoundVisit.Visited visited =
            new RoundVisit(inference, method, exchange, tiles, batches, states)
                .of(round, phi, entered.globals());
        PartsSent.Outcome outcome = parts.step(inference, entered, visited.sent(), round);
        boolean isLast = number + 1 == schedule.rounds();
        state = exchange.settle(outcome.folded().next(), isLast);
        double seconds = (System.nanoTime() - start) * 1e-9;
        trainSeconds += seconds;
        listener.round(
            new RoundReport(
                round,
                trainSeconds,
                seconds,
                outcome.batch().tokens(),
                visited.bytesDown(),
                visited.sent().bytes(),
                outcome.folded().observed()),
            state);
        if (keeper.due(number + 1, isLast || listener.stops())) {
          keeper.write(
              new Checkpoint(
                  number + 1, trainSeconds, state, parts.byPart(), states, listener.log()));
        }
        keeper.goOn();
      }
      if (listener.stops()) {
        state = exchange.settle(state, true);
      }
      if (assignments.isPresent()) {
        spark.sc().setJobDescription(name + " · assignments");
        assignments.get().write(states == null ? null : states.states(), schedule.laneTiles());
      }
    } finally {
      spark.sc().setJobDescription(description);
      if (states != null) {
        states.close();
      }
      method.retire();
    }
    return state;
  }

  /**
   * The model's parameters once training is over: those of the best of {@link
   * Inference#candidates}.
   *
   * @param tiles as in {@link #run}
   */
  public ModelState parameters(JavaRDD<Tile> tiles, ModelState last) {
    List<ModelState> candidates = inference.candidates(last);
    if (candidates.size() == 1) {
      return inference.parameters(candidates.get(0));
    }
    String description = spark.getLocalProperty("spark.job.description");
    spark.sc().setJobDescription(name + " · prior of documents");
    Round round = schedule.round(schedule.rounds() - 1);
    Exchange.Published published =
        exchange.publish(inference.publish(last, round), last.globals(), Asked.all());
    Resident<Inference> method = Resident.of(spark, inference);
    Resident<List<DocumentPrior>> priors =
        Resident.of(spark, candidates.stream().map(c -> inference.documents(c.globals())).toList());
    try {
      int sample = PriorChoice.sample(schedule.tiles(), training.topics());
      PriorChoice choice =
          new PriorChoice(method, published, round, priors, sample, schedule.laneTiles());
      return inference.parameters(candidates.get(choice.best(exchange.reading(published, tiles))));
    } finally {
      priors.retire();
      method.retire();
      exchange.retire(published);
      spark.sc().setJobDescription(description);
    }
  }

  /**
   * The folder for what executors keep; refuses before it trains what would overflow at the end.
   */
  private void openCheckpoints(int terms) {
    int[] cuts = exchange.cuts(terms);
    long keeping =
        IntStream.range(0, schedule.rounds())
            .mapToObj(schedule::round)
            .mapToLong(round -> keeping(round, cuts))
            .sum();
    int most = exchange.keepsOnExecutors() ? MOST_OF_SHARDS : MOST_WITHOUT_CHECKPOINT;
    if (keeping > 0 && checkpoints != null) {
      openFolder();
    } else if (keeping > most && mayLose && spark.sc().getCheckpointDir().isEmpty()) {
      throw Failure.usage(
          "Cannot make "
              + keeping
              + " visits of documents that keep their topics, or the model, on executors without a"
              + " checkpoint folder: allowed are "
              + most
              + ". Call setCheckpointDir of the SparkContext.");
    }
  }

  /** Spark makes a folder in it each time that it is told. */
  private void openFolder() {
    if (checkpoints != null && !isOpen) {
      spark.setCheckpointDir(checkpoints);
      isOpen = true;
    }
  }

  /** A round's visits that leave something on executors: one for each of its phases. */
  private long keeping(Round round, int[] cuts) {
    if (inference.remembers(round)) {
      return Math.max(1, Phase.of(inference.scans(round), cuts).size());
    }
    return exchange.keepsOnExecutors() ? 1 : 0;
  }
}
