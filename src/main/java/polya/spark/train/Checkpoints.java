package polya.spark.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.Tile;
import polya.infer.ModelFamily;
import polya.spark.Causes;
import polya.spark.Files;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.ShardFiles;
import polya.spark.store.OutputKind;
import polya.spark.store.RunMark;
import polya.spark.store.StoreFolder;

/**
 * The checkpoints of one training run, in a folder of their own in its output: {@code round-120/}
 * holds the driver's part ({@link CheckpointFile}), the tiles' states where there are any, and,
 * written last in one step, its manifest. The two newest are kept, so whenever a run dies, while it
 * writes one included, a whole one is left; a damaged one gives way to the one before.
 *
 * <p>An object store may not list what was written a moment ago: there one file more names the two.
 *
 * <p>The run holds the output's lease, and asks whether it still does before it changes anything.
 * When a checkpoint is due depends on the clock; no model depends on that.
 */
public final class Checkpoints {
  /** The folder's name in the output. */
  public static final String NAME = OutputKind.CHECKPOINTS;

  private static final String PREFIX = "round-";
  private static final String STATE = "state.bin";
  private static final String SHARDS = "shards";
  private static final String SHARD_ROWS = "shards.rows";
  private static final String TILES = "tiles";
  private static final String LINEAGE = "lineage";
  private static final String SAMPLES = "samples";
  private static final String KEPT = "kept";

  /** However many rounds are asked for, no more than this is lost. */
  private static final double MOST_SECONDS = 600;

  /** Rounds that took less are trained again as fast as they are kept. */
  private static final double WORTH_SECONDS = 20;

  /** Checkpoints take no more than a tenth of the time. */
  private static final double WAIT_BY_COST = 9;

  private final SparkSession spark;
  private final Files files;
  private final Path folder;
  private final StoreFolder output;
  private final RunIdentity run;
  private final int interval;
  private final double leastSeconds;
  private final Ending ending;

  private Path last;
  private int lastRounds;
  private double lastCost;
  private long since = System.nanoTime();
  private boolean ends;

  /**
   * Checkpoints of a run; nothing is read or written yet.
   *
   * @param output the claimed output that they lie in, on a file system that all executors see
   * @param run what they belong to
   * @param interval rounds between two of them, at least …
   * @param leastSeconds … and seconds; 0 leaves it to the rounds alone
   * @param ending when one is due whatever those say
   */
  public Checkpoints(
      SparkSession spark,
      StoreFolder output,
      RunIdentity run,
      int interval,
      double leastSeconds,
      Ending ending) {
    this.spark = spark;
    this.files = spark == null ? null : new Files(spark.sparkContext().hadoopConfiguration());
    this.folder = output == null ? null : new Path(output.path(), NAME);
    this.output = output;
    this.run = run;
    this.interval = interval;
    this.leastSeconds = leastSeconds;
    this.ending = ending;
  }

  /** Those that lie in a folder, to be looked at. */
  private Checkpoints(Files files, Path folder) {
    this.spark = null;
    this.files = files;
    this.folder = folder;
    this.output = null;
    this.run = null;
    this.interval = Integer.MAX_VALUE;
    this.leastSeconds = Double.POSITIVE_INFINITY;
    this.ending = Ending.NEVER;
  }

  /** No checkpoints: none is ever due. */
  static Checkpoints none() {
    return new Checkpoints(
        null, null, null, Integer.MAX_VALUE, Double.POSITIVE_INFINITY, Ending.NEVER);
  }

  /**
   * Whether one is to be written after this many rounds.
   *
   * @param last whether no round is left: what comes next, publishing, may fail as well, and costs
   *     more to lose than a round
   */
  boolean due(int rounds, boolean last) {
    return due(rounds, last, (System.nanoTime() - since) * 1e-9);
  }

  /** The same, so many seconds after the one before, or after the beginning. */
  boolean due(int rounds, boolean last, double waited) {
    ends = ending.asked();
    if (output == null) {
      return false;
    }
    if (ends) {
      return ending.allows(lastCost);
    }
    if (last && rounds > lastRounds && waited >= Math.min(leastSeconds, WORTH_SECONDS)) {
      return true;
    }
    double least = leastSeconds == 0 ? 0 : Math.max(leastSeconds, WAIT_BY_COST * lastCost);
    return (rounds - lastRounds >= interval && waited >= least)
        || waited >= Math.max(MOST_SECONDS, least);
  }

  /**
   * Writes a checkpoint and drops those that are older than the one before it. Cost: the model,
   * what the parts sent and the tiles' states, once.
   *
   * @throws Failure (resources) if it cannot be written; those before it stay
   */
  void write(Checkpoint checkpoint) {
    long begin = System.nanoTime();
    output.demandLease();
    Path round = new Path(folder, PREFIX + checkpoint.rounds());
    try {
      marked();
      delete(round);
      if (checkpoint.tileStates() != null) {
        checkpoint.tileStates().write(spark, new Path(round, TILES).toString());
      }
      long rows =
          ShardFiles.write(
              spark, new Path(round, SHARDS).toString(), checkpoint.model(), checkpoint.sent());
      files.replace(new Path(round, SHARD_ROWS), Long.toString(rows));
      CheckpointFile.Seal seal = CheckpointFile.write(files, new Path(round, STATE), checkpoint);
      CheckpointManifest manifest = new CheckpointManifest(checkpoint.rounds(), seal, run);
      output.demandLease(); // Writing may have taken long.
      files.replace(new Path(round, CheckpointManifest.NAME), manifest.text());
      if (files.puts(folder)) {
        String before = last == null ? "" : last.getName() + "\n";
        files.replace(new Path(folder, KEPT), round.getName() + "\n" + before);
      }
      for (Path old : found().values()) {
        if (!old.getName().equals(round.getName())
            && (last == null || !old.getName().equals(last.getName()))) {
          delete(old);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      Optional<Failure> passing = Causes.environment(e).filter(f -> f.kind() == Failure.Kind.RETRY);
      if (passing.isPresent()) {
        throw passing.get();
      }
      throw Failure.resources(
          "Cannot write the checkpoint "
              + round
              + ": "
              + e.getMessage()
              + "; the one before it stays. Make room, then run again with --resume.");
    }
    last = round;
    lastRounds = checkpoint.rounds();
    since = System.nanoTime();
    lastCost = (since - begin) * 1e-9;
  }

  /** After how many rounds the newest was written or read; 0 if none was. */
  public int rounds() {
    return lastRounds;
  }

  /**
   * Lets the training go on after a round of which it was asked whether a checkpoint is due.
   *
   * @throws CancellationException if that was the last one
   */
  void goOn() {
    if (ends) {
      throw new CancellationException("the training was asked to end");
    }
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @param tiles the corpus, laid out as the loop will have it
   * @param exchange of the run to come
   * @param says hears what is damaged, and where training goes on
   * @return empty if there is none
   * @throws Failure (usage or store) if it belongs to another run
   */
  public Optional<Checkpoint> latest(
      JavaRDD<Tile> tiles,
      ModelFamily.Training training,
      Exchange exchange,
      Consumer<String> says) {
    files.delete(new Path(lineage()));
    if (exchange.keepsOnExecutors() || keepsState(training, training.schedule().rounds())) {
      spark.sparkContext().setCheckpointDir(lineage());
    }
    SortedMap<Integer, Path> found = found();
    while (!found.isEmpty()) {
      int rounds = found.lastKey();
      Path path = found.remove(rounds);
      try {
        Optional<CheckpointManifest> manifest = manifest(path);
        if (manifest.isPresent()) {
          Checkpoint checkpoint = read(path, manifest.get(), tiles, training, exchange);
          says.accept("going on after round " + rounds + ", from " + path);
          last = path;
          lastRounds = rounds;
          since = System.nanoTime();
          return Optional.of(checkpoint);
        }
      } catch (IOException | UncheckedIOException e) {
        says.accept("the checkpoint " + path + " is damaged: " + e.getMessage());
      }
    }
    says.accept("there is no whole checkpoint in " + folder + "; beginning with the first round");
    return Optional.empty();
  }

  private Checkpoint read(
      Path path,
      CheckpointManifest manifest,
      JavaRDD<Tile> tiles,
      ModelFamily.Training training,
      Exchange exchange)
      throws IOException {
    if (!manifest.run().equals(run)) {
      throw manifest
          .run()
          .refusal(
              "the checkpoint " + path,
              run,
              "Give what it was begun with, or leave out --resume to begin anew");
    }
    Checkpoint driver =
        CheckpointFile.read(files, new Path(path, STATE), manifest.seal(), manifest.rounds());
    ShardFiles.Content shards =
        ShardFiles.read(
            spark,
            new Path(path, SHARDS).toString(),
            files.read(new Path(path, SHARD_ROWS)).map(Long::valueOf).orElse(0L),
            new ShardFiles.Content(driver.model(), driver.sent()),
            exchange);
    driver = driver.with(shards.model(), shards.sent());
    if (!keepsState(training, manifest.rounds())) {
      return driver;
    }
    String states = new Path(path, TILES).toString();
    return driver.with(TileStates.read(spark, states, tiles, training, exchange));
  }

  /** Whether some of the first rounds leaves states of tiles. */
  private static boolean keepsState(ModelFamily.Training training, int rounds) {
    return IntStream.range(0, rounds)
        .anyMatch(number -> training.inference().remembers(training.schedule().round(number)));
  }

  private Optional<CheckpointManifest> manifest(Path path) throws IOException {
    Optional<String> text = files.read(new Path(path, CheckpointManifest.NAME));
    return text.isEmpty() ? Optional.empty() : Optional.of(CheckpointManifest.parse(text.get()));
  }

  /**
   * The run whose checkpoints lie in an output, by the newest that has a whole manifest. Nothing is
   * changed, and no checkpoint is read.
   */
  public static Optional<RunIdentity> begun(Configuration hadoop, Path output) {
    Checkpoints there = new Checkpoints(new Files(hadoop), new Path(output, NAME));
    SortedMap<Integer, Path> found = there.found();
    while (!found.isEmpty()) {
      try {
        Optional<CheckpointManifest> manifest = there.manifest(found.remove(found.lastKey()));
        if (manifest.isPresent()) {
          return manifest.map(CheckpointManifest::run);
        }
      } catch (IOException | UncheckedIOException | Failure e) {
        // Whoever goes on from it says what is wrong with it.
      }
    }
    return Optional.empty();
  }

  /** Drops all checkpoints and returns after how many rounds the newest was; 0 for none. */
  public int drop() {
    SortedMap<Integer, Path> found = found();
    if (!output.isHeld()) {
      return 0;
    }
    files.delete(new Path(folder, KEPT));
    found.values().forEach(this::delete);
    RunMark.delete(files, folder);
    return found.isEmpty() ? 0 : found.lastKey();
  }

  /** Deletes a checkpoint, its manifest first: cut off anywhere, there is none, or a whole one. */
  private void delete(Path round) {
    files.delete(new Path(round, CheckpointManifest.NAME));
    files.delete(round);
  }

  /** Drops all checkpoints if they belong to a run that is finished. */
  public void dropThoseOf(RunIdentity finished) {
    for (Path path : found().values()) {
      try {
        if (manifest(path).filter(m -> m.run().equals(finished)).isPresent()) {
          drop();
          return;
        }
      } catch (IOException | UncheckedIOException | Failure e) {
        // A damaged one says nothing of whose it is, nor does another version's.
      }
    }
  }

  /** Where Spark may put what cuts the lineage of the tiles' states while the run lasts. */
  public String lineage() {
    return new Path(marked(), LINEAGE).toString();
  }

  /** Where samples lie that are to be kept with the model, until it is published. */
  public Path samples() {
    return new Path(marked(), SAMPLES);
  }

  /** The folder, marked as the output's, so that a later run may go on from it or delete it. */
  private Path marked() {
    output.mark(folder);
    return folder;
  }

  /** Cleans up after a run that failed: its checkpoints stay. */
  public void leave() {
    if (!output.isHeld()) {
      return;
    }
    if (found().isEmpty()) {
      RunMark.delete(files, folder);
    } else {
      files.delete(new Path(folder, LINEAGE));
    }
  }

  /** Folders of checkpoints, whole or not, by how many rounds are done. */
  private SortedMap<Integer, Path> found() {
    SortedMap<Integer, Path> found = new TreeMap<>();
    files.list(folder).forEach(entry -> find(entry.getPath().getName(), found));
    if (files.puts(folder)) {
      files.read(new Path(folder, KEPT)).stream()
          .flatMap(String::lines)
          .forEach(name -> find(name, found));
    }
    return found;
  }

  private void find(String name, SortedMap<Integer, Path> found) {
    if (name.matches(PREFIX + "[0-9]{1,9}")) {
      found.put(Integer.valueOf(name.substring(PREFIX.length())), new Path(folder, name));
    }
  }
}
