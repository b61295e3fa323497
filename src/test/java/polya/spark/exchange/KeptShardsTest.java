package polya.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.Footprint;
import polya.infer.ModelFamily;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.models.lda.LdaFamily;
import polya.params.Settings;
import polya.spark.LocalSpark;
import polya.spark.train.Checkpoint;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;
import polya.topics.Blocks;

/** What executors keep of topics, beside what the estimate says of it. */
class KeptShardsTest {
  private static final int DOCUMENTS = 2_000;
  private static final int TERMS = 5_000;
  private static final int TRUE_TOPICS = 20;
  private static final JavaSparkContext SPARK =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  @TempDir Path folder;

  /** Of 40 to 159 tokens, of two topics each; every topic has all terms by Zipf's law, turned. */
  private static List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < DOCUMENTS; d++) {
      RandomStream random = Streams.of(7, Purpose.TEST, 1, d);
      int[] counts = new int[TERMS];
      int[] topics = {random.nextInt(TRUE_TOPICS), random.nextInt(TRUE_TOPICS)};
      int length = 40 + random.nextInt(120);
      for (int i = 0; i < length; i++) {
        int rank = (int) StrictMath.pow(TERMS, random.nextDouble()) - 1;
        counts[(rank + topics[random.nextInt(2)] * (TERMS / TRUE_TOPICS)) % TERMS]++;
      }
      int[] terms = new int[TERMS];
      int n = 0;
      for (int w = 0; w < TERMS; w++) {
        if (counts[w] > 0) {
          counts[n] = counts[w];
          terms[n++] = w;
        }
      }
      documents.add(new Document("d" + d, Arrays.copyOf(terms, n), Arrays.copyOf(counts, n)));
    }
    return documents;
  }

  private static ModelFamily.Training training(
      List<Document> documents, String method, Map<String, String> given) {
    long[] frequencies = new long[TERMS];
    long tokens = 0;
    for (Document d : documents) {
      tokens += d.tokens();
      for (int i = 0; i < d.terms().length; i++) {
        frequencies[d.terms()[i]] += d.counts()[i];
      }
    }
    LdaFamily family = new LdaFamily();
    return family.training(
        method,
        Settings.of(family.parameters(method), given),
        new CorpusFacts(DOCUMENTS, tokens, frequencies));
  }

  /** What was stored of shards after a round, and what of that the model needs. */
  private record Kept(int stored, long storedBytes, int tables, long tableBytes) {}

  private List<Kept> run(ModelFamily.Training training, List<Document> documents) {
    List<Kept> kept = new ArrayList<>();
    JavaRDD<Document> rdd = SPARK.parallelize(documents, 2);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(DOCUMENTS), training.schedule().laneTiles(), 2)
            .persist(StorageLevel.MEMORY_ONLY());
    Footprint footprint = training.footprint();
    try (Exchange exchange =
        new ShardedExchange(SPARK, 3, training.topics(), footprint, true, 10, 1)) {
      TrainingLoop loop = new TrainingLoop(SPARK, "kept", training, folder.toString(), exchange);
      loop.run(
          tiles,
          Checkpoint.beginning(loop.start(rdd)),
          (report, after) -> {
            List<RDDInfo> shards =
                Stream.of(SPARK.sc().getRDDStorageInfo())
                    .filter(info -> info.storageLevel().replication() == 2)
                    .toList();
            long tableBytes = 0;
            for (Blocks table : after.tables().values()) {
              ShardBlocks own = (ShardBlocks) table;
              tableBytes += own.bytes(0, own.shards());
            }
            kept.add(
                new Kept(
                    shards.size(),
                    shards.stream().mapToLong(info -> info.memSize() + info.diskSize()).sum(),
                    after.tables().size(),
                    tableBytes));
          });
    } finally {
      tiles.unpersist(false);
    }
    return kept;
  }

  @Test
  void oneGenerationIsLeftOfTablesWhichTakeWhatTheEstimateSays() {
    List<Document> documents = documents();
    ModelFamily.Training training =
        training(documents, "svi", Map.of("k", "100", "passes", "4", "stochasticPasses", "2"));
    List<Kept> kept = run(training, documents);
    long most = kept.stream().mapToLong(Kept::tableBytes).max().orElseThrow();
    assertThat(kept).anyMatch(round -> round.tables == 2);
    assertThat(kept).allMatch(round -> round.stored <= round.tables);
    assertThat(training.footprint().packed()).isCloseTo(most, withPercentage(10));
  }

  @Test
  void countsTakeWhatTheEstimateSays() {
    List<Document> documents = documents();
    ModelFamily.Training training =
        training(
            documents,
            "gibbs",
            Map.of("k", "100", "start", "prefix", "burnIn", "8", "samples", "4"));
    List<Kept> kept = run(training, documents);
    Kept last = kept.get(kept.size() - 1);
    assertThat(last.tables).isEqualTo(2);
    assertThat(training.footprint().packed()).isCloseTo(last.tableBytes, withPercentage(10));
  }
}
