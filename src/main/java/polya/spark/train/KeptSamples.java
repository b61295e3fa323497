package polya.spark.train;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import polya.corpus.Vocabulary;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.spark.store.DataFolder;
import polya.spark.store.ModelTables;

/**
 * The samples of a run that are to be kept with its model, on disk from the round that takes them:
 * the driver holds none. A checkpoint is written after its round's sample, so a resumed run finds
 * those before it, and takes the others again, with the same bits.
 */
public final class KeptSamples implements TrainingLoop.Listener {
  private final SparkSession spark;
  private final Path folder;
  private final ModelFamily.Training training;
  private final Vocabulary vocabulary;
  private final TrainingLoop.Listener next;

  /**
   * Hears of rounds before another listener does.
   *
   * @param folder {@link Checkpoints#samples} of the run
   * @param next gets every call
   */
  public KeptSamples(
      SparkSession spark,
      Path folder,
      ModelFamily.Training training,
      Vocabulary vocabulary,
      TrainingLoop.Listener next) {
    this.spark = spark;
    this.folder = folder;
    this.training = training;
    this.vocabulary = vocabulary;
    this.next = next;
  }

  /** Whether a run keeps any. */
  public static boolean any(ModelFamily.Training training) {
    return taken(training, training.schedule().rounds()).findAny().isPresent();
  }

  @Override
  public void round(RoundReport report, ModelState after) {
    if (training.inference().keepsSample(report.round())) {
      ModelTables.write(
          spark,
          place(folder, report.round().number()),
          training.inference().sample(after),
          vocabulary,
          training.topics());
    }
    next.round(report, after);
  }

  @Override
  public boolean stops() {
    return next.stops();
  }

  @Override
  public String log() {
    return next.log();
  }

  /** The samples of the first rounds, each read when it is asked for. */
  public static List<Supplier<ModelState>> of(
      SparkSession spark, Path folder, ModelFamily.Training training, int rounds, int terms) {
    return taken(training, rounds)
        .<Supplier<ModelState>>map(
            number -> {
              DataFolder sample = DataFolder.unlisted(place(folder, number));
              return () ->
                  ModelTables.read(name -> sample.table(spark, name), terms, training.topics())
                      .parameters();
            })
        .toList();
  }

  private static Stream<Integer> taken(ModelFamily.Training training, int rounds) {
    return IntStream.range(0, rounds)
        .filter(number -> training.inference().keepsSample(training.schedule().round(number)))
        .boxed();
  }

  private static String place(Path folder, int round) {
    return new Path(folder, "round-" + (round + 1)).toString();
  }
}
