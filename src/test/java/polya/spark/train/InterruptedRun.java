package polya.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.faults.FaultyFileSystem;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.spark.LocalSpark;
import polya.spark.exchange.BroadcastExchange;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.ShardedExchange;
import polya.spark.store.ModelDigest;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;

/**
 * A training run that dies again and again, at random rounds or at random file operations while a
 * checkpoint is written, and each time goes on from what is on the disk, under another number of
 * partitions.
 */
public final class InterruptedRun {
  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  private final Random random = new Random(20);
  private final ModelFamily.Training training;
  private final List<Document> documents;
  private final String folder;
  private int deathsWhileWriting;

  /** A run whose output is this folder of the local disk. */
  public InterruptedRun(ModelFamily.Training training, List<Document> documents, Path folder) {
    this.training = training;
    this.documents = documents;
    this.folder = FaultyFileSystem.under(spark.hadoopConfiguration(), folder).toString();
  }

  /** What a round says before it is the last one of its life. */
  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A listener that writes the numbers of the rounds, and dies after one of them. */
  private record Diary(List<Integer> rounds, List<Double> seconds, int dying)
      implements TrainingLoop.Listener {
    static Diary after(Checkpoint from, int dying) {
      Diary diary = new Diary(new ArrayList<>(), new ArrayList<>(), dying);
      from.log().lines().forEach(line -> diary.rounds.add(Integer.valueOf(line)));
      return diary;
    }

    @Override
    public void round(RoundReport report, ModelState after) {
      rounds.add(report.round().number());
      seconds.add(report.trainSeconds());
      if (report.round().number() == dying) {
        throw new Death();
      }
    }

    @Override
    public String log() {
      StringBuilder log = new StringBuilder();
      rounds.forEach(round -> log.append(round).append('\n'));
      return log.toString();
    }
  }

  /**
   * The digest of the model that it leads to after so many deaths; of checkpoints there are three
   * times as many.
   */
  public String digestAfter(int deaths) {
    return digestAfter(deaths, life -> false);
  }

  /**
   * The same.
   *
   * @param sharded in which lives blocks lie on executors; the first is 0
   */
  public String digestAfter(int deaths, IntPredicate sharded) {
    int rounds = training.schedule().rounds();
    int interval = Math.max(1, rounds / (3 * deaths));
    RunIdentity identity = new RunIdentity(new TreeMap<>(Map.of("-p k", "4")));
    for (int life = 0; ; life++) {
      int partitions = 1 + random.nextInt(4);
      JavaRDD<Document> rdd = spark.parallelize(documents, partitions);
      JavaRDD<Tile> tiles =
          Tiles.of(rdd, Tiling.of(documents.size()), training.schedule().laneTiles(), partitions)
              .persist(StorageLevel.MEMORY_ONLY());
      StoreFolder output =
          StoreFolder.claim(spark.hadoopConfiguration(), folder, OutputKind.MODEL, false, false);
      Checkpoints checkpoints =
          new Checkpoints(LocalSpark.session(), output, identity, interval, 0, Ending.NEVER);
      Exchange exchange =
          sharded.test(life)
              ? new ShardedExchange(spark, 1 + random.nextInt(3), false, 2)
              : new BroadcastExchange(spark);
      TrainingLoop loop =
          new TrainingLoop(spark, "contract", training, checkpoints.lineage(), exchange);
      List<String> said = new ArrayList<>();
      Checkpoint from =
          checkpoints
              .latest(tiles, training, exchange, said::add)
              .orElseGet(() -> Checkpoint.beginning(loop.start(rdd)));
      assertThat(said).as("nothing is damaged").hasSize(1);
      boolean mortal = life < deaths;
      boolean byDisk = mortal && random.nextBoolean();
      int ahead = random.nextInt(Math.max(2, 2 * rounds / deaths)) + (byDisk ? interval : 0);
      Diary diary = Diary.after(from, mortal ? Math.min(rounds - 1, from.rounds() + ahead) : -1);
      if (byDisk) {
        FaultyFileSystem.crashAfter(random.nextInt(100));
      }
      try {
        ModelState last = loop.run(tiles, from, checkpoints, Optional.empty(), diary);
        assertThat(mortal).as("life %d ended by itself", life).isFalse();
        assertThat(diary.rounds).isEqualTo(IntStream.range(0, rounds).boxed().toList());
        assertThat(diary.seconds).isSorted();
        return ModelDigest.of(loop.parameters(tiles, last), training.topics());
      } catch (Death e) {
        // At a round.
      } catch (Exception e) { // Spark throws checked exceptions that no signature names.
        if (!FaultyFileSystem.heal()) {
          throw new AssertionError("nothing else was to happen", e);
        }
        deathsWhileWriting++;
      } finally {
        FaultyFileSystem.heal();
        exchange.close();
        output.close();
        tiles.unpersist(false);
      }
    }
  }

  /** How many of the deaths were the disk's, and so came while it was written to. */
  public int deathsWhileWriting() {
    return deathsWhileWriting;
  }
}
