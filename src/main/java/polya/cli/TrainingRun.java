package polya.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Tile;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.quality.AlikeTopics;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Placement;
import polya.spark.pass.HeldOutDocuments;
import polya.spark.store.CorpusGroups;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;
import polya.spark.train.AssignmentTable;
import polya.spark.train.Checkpoint;
import polya.spark.train.Checkpoints;
import polya.spark.train.KeptSamples;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;

/** One training run, from where it begins or goes on to the published model. */
final class TrainingRun {
  private final Job job;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final StoreFolder folder;
  private final TrainingPlan plan;
  private final Checkpoints checkpoints;
  private final FinishedModel finished;
  private final Grace grace;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * A run to be.
   *
   * @param folder of the new model, claimed
   * @param checkpointSeconds least seconds between checkpoints
   * @param grace what it has when a signal comes
   * @param out gets the last line
   * @param err gets a line a round
   */
  TrainingRun(
      Job job,
      StoreFolder folder,
      TrainingPlan plan,
      double checkpointSeconds,
      Grace grace,
      PrintWriter out,
      PrintWriter err) {
    this.job = job;
    this.context = JavaSparkContext.fromSparkContext(job.spark().sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.folder = folder;
    this.plan = plan;
    this.out = out;
    this.err = err;
    checkpoints =
        new Checkpoints(
            job.spark(),
            folder,
            plan.identity(),
            plan.training().checkpointInterval(),
            checkpointSeconds,
            grace);
    this.grace = grace;
    finished = new FinishedModel(job, folder, plan, checkpoints, out);
  }

  /**
   * Whether the model that is there is the one that this run would lead to, see {@link
   * FinishedModel#isThere}.
   */
  boolean isFinished(boolean overwrite) {
    return finished.isThere(overwrite);
  }

  /**
   * Runs the rounds that are left and publishes the model.
   *
   * @param resume whether to go on from a checkpoint
   * @param partitions of the corpus
   * @param tracked hears of every round, if it is there
   */
  void carryOut(boolean resume, int partitions, Optional<TrackedTraining> tracked) {
    ModelFamily.Training training = plan.training();
    JavaRDD<Tile> tiles =
        Tiles.of(plan.corpus(), plan.groups(), training.schedule().laneTiles(), partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    boolean done = false;
    try (Exchange exchange = exchange(partitions)) {
      Optional<Checkpoint> left = resume ? left(tiles, exchange) : anew();
      left.ifPresent(checkpoint -> job.result("resumedAfterRound", checkpoint.rounds()));
      job.timed("tiles", tiles::count);
      String name = plan.family().name() + " · " + plan.info().inference();
      TrainingLoop loop =
          new TrainingLoop(context, name, training, checkpoints.lineage(), exchange);
      Checkpoint from = left.orElseGet(() -> job.timed("start", () -> beginning(loop)));
      Optional<EarlyStop> early = plan.early().map(rule -> new EarlyStop(rule, from.log()));
      ModelState last;
      Told told;
      tracked.ifPresent(telling -> telling.earlier(from.log()));
      RoundLog log = roundLog(from);
      grace.hold();
      try (log) {
        TrainingLoop.Listener telling =
            tracked.<TrainingLoop.Listener>map(t -> t.after(log)).orElse(log);
        TrainingLoop.Listener listener = keeping(listener(telling, early, exchange));
        last =
            job.timed("rounds", () -> loop.run(tiles, from, checkpoints, assignments(), listener));
        told = told(log, early);
      } finally {
        job.count("rounds", log.rounds());
        grace.tell(kept(log.rounds()));
      }
      publish(job.timed("prior", () -> loop.parameters(tiles, last)), told);
      grace.forget();
      done = true;
    } finally {
      if (!done) {
        abandon();
      }
      grace.release();
      tiles.unpersist(false);
    }
  }

  /** Where the topics lie: told where it is not on the driver, and always in run.json. */
  private Exchange exchange(int partitions) {
    Placement placement =
        Placement.of(context, plan.training(), plan.info().vocabularySize(), partitions, true);
    placement.line().ifPresent(err::println);
    job.result("memory", placement.json());
    return placement.exchange(context);
  }

  /** What a run that is ended after so many rounds leaves for the next. */
  private String kept(int rounds) {
    String over = "round " + rounds + " of " + plan.training().schedule().rounds() + " is over, ";
    int last = checkpoints.rounds();
    if (last == 0) {
      return rounds == 0 ? "no round was over" : over + "and there is no checkpoint";
    }
    return last == rounds
        ? over + "and its checkpoint is kept"
        : over + "and the last checkpoint is of round " + last;
  }

  private void abandon() {
    if (checkpoints.rounds() > 0) {
      job.result("checkpointAfterRound", checkpoints.rounds());
    }
    try {
      folder.abandon();
      checkpoints.leave();
    } catch (UncheckedIOException e) {
      // What made the run fail says more; the next one removes what this one leaves.
    }
  }

  private Optional<Checkpoint> left(JavaRDD<Tile> tiles, Exchange exchange) {
    return checkpoints.latest(
        tiles, plan.training(), exchange, line -> err.println("resume: " + Printable.text(line)));
  }

  private Optional<Checkpoint> anew() {
    int rounds = checkpoints.drop();
    if (rounds > 0) {
      err.printf(
          "beginning anew: the checkpoint of an interrupted run after its round %d is dropped;"
              + " --resume would have gone on from it%n",
          rounds);
    }
    return Optional.empty();
  }

  private Checkpoint beginning(TrainingLoop loop) {
    plan.earlier().ifPresent(err::println);
    return Checkpoint.beginning(
        plan.earlier()
            .map(earlier -> plan.training().inference().restart(earlier.parameters()))
            .orElseGet(() -> loop.start(CorpusGroups.documents(plan.corpus(), plan.groups()))));
  }

  private Optional<AssignmentTable> assignments() {
    return plan.assignments()
        ? Optional.of(
            new AssignmentTable(
                job.spark(), plan.corpus(), plan.groups(), folder.dataPath(AssignmentTable.NAME)))
        : Optional.empty();
  }

  /**
   * What the rounds came to.
   *
   * @param stopped why there were fewer than planned; empty if there were not
   */
  private record Told(int rounds, double seconds, Optional<String> stopped) {}

  private Told told(RoundLog log, Optional<EarlyStop> early) {
    boolean all = log.rounds() == plan.training().schedule().rounds();
    Optional<String> stopped = all ? Optional.empty() : early.flatMap(EarlyStop::reason);
    return new Told(log.rounds(), log.trainSeconds(), stopped);
  }

  private RoundLog roundLog(Checkpoint from) {
    boolean chooses = plan.training().topics() > 1 && plan.groups().encoding().size() == 0;
    return new RoundLog(err, chooses, hadoop, folder.metrics(), from);
  }

  private TrainingLoop.Listener listener(
      TrainingLoop.Listener log, Optional<EarlyStop> early, Exchange exchange) {
    return plan.test()
        .<TrainingLoop.Listener>map(
            test ->
                new HeldOutMonitor(
                    context,
                    plan.family(),
                    plan.training(),
                    HeldOutDocuments.of(test, plan.testLabels().groups()),
                    plan.testLabels().groups(),
                    early,
                    log,
                    exchange.keepsOnExecutors()))
        .orElse(log);
  }

  /** The listener, after samples that are to stay with the model. */
  private TrainingLoop.Listener keeping(TrainingLoop.Listener listener) {
    return KeptSamples.any(plan.training())
        ? new KeptSamples(
            job.spark(),
            checkpoints.samples(),
            plan.training(),
            plan.corpus().vocabulary(),
            listener)
        : listener;
  }

  private List<Supplier<ModelState>> samples(int rounds) {
    int terms = plan.info().vocabularySize();
    return KeptSamples.of(job.spark(), checkpoints.samples(), plan.training(), rounds, terms);
  }

  private void publish(ModelState parameters, Told told) {
    Map<String, String> rounds = new TreeMap<>();
    rounds.put("rounds", Integer.toString(told.rounds()));
    rounds.put("trainSeconds", Double.toString(told.seconds()));
    told.stopped().ifPresent(reason -> rounds.put("stopped", reason));
    Posterior posterior = plan.family().posterior(parameters);
    posterior.figures().forEach(figure -> rounds.put(figure.name(), figure.text()));
    ModelInfo written =
        job.timed(
            "write",
            () ->
                ModelStore.write(
                    job.spark(),
                    folder,
                    plan.info().with(rounds),
                    parameters,
                    plan.corpus().vocabulary(),
                    new ModelStore.Companions(
                        samples(told.rounds()), plan.corpus().analysis(), List.of())));
    grace.tell("the model is published");
    posterior.figures().forEach(figure -> job.result(figure.name(), figure.json()));
    tellAlike(posterior, parameters);
    checkpoints.drop(); // After the last use of the parameters, which may lie in its lineage.
    told.stopped().ifPresent(reason -> job.result("stopped", reason));
    job.result("trainSeconds", told.seconds());
    job.result("digest", written.digest());
    job.result("seed", plan.training().seed());
    plan.testLabels().tell(job);
    out.printf(
        Locale.ROOT,
        "model %s  %s · %s  k %d  %d rounds  %.1f s%n",
        Printable.path(folder.path().toString()),
        written.model(),
        written.inference(),
        written.k(),
        told.rounds(),
        told.seconds());
    posterior.figures().forEach(out::println);
  }

  private void tellAlike(Posterior posterior, ModelState parameters) {
    AlikeTopics alike = job.timed("alike", () -> AlikeTopics.of(posterior.topics(), parameters));
    job.result("equalTopics", alike.equal());
    job.result("emptyTopics", alike.empty());
    TopicNames names = TopicNames.of(posterior, plan.info());
    AlikeLines.of(alike, plan.training().topics(), names).forEach(err::println);
  }
}
