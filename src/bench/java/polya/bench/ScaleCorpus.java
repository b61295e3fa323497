package polya.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.Simulation;
import polya.math.Purpose;
import polya.math.Streams;
import polya.models.lda.LdaFamily;
import polya.params.Settings;
import polya.spark.train.Tiles;

/**
 * A corpus for measurements, drawn from LDA over terms that follow Zipf's law, where it is read: so
 * many documents a task, so that it grows with the cluster and the driver never has it.
 */
final class ScaleCorpus {
  private static final int TOPICS = 100;

  private final JavaRDD<Document> documents;
  private final JavaRDD<Tile> tiles;
  private final CorpusFacts facts;

  private ScaleCorpus(JavaRDD<Document> documents, JavaRDD<Tile> tiles, CorpusFacts facts) {
    this.documents = documents;
    this.tiles = tiles;
    this.facts = facts;
  }

  /**
   * Draws it, and keeps its tiles in the executors' memory.
   *
   * @param length the mean number of tokens of a document
   * @param terms V
   */
  static ScaleCorpus of(JavaSparkContext spark, int tasks, int documents, int length, int terms) {
    Generator generator = new LdaFamily().generator();
    int topics = Math.min(TOPICS, terms);
    Settings settings =
        Settings.of(
            generator.parameters(),
            Map.of("k", Integer.toString(topics), "topicConcentration", "0.05"));
    Simulation simulation =
        generator.simulation(
            generator.truth(settings, Generator.zipf(terms, 1), (double) length * documents, 1),
            new DocumentLengths(length, 0.5));
    var shared = spark.broadcast(simulation);
    JavaRDD<Document> drawn =
        spark
            .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
            .flatMap(
                task ->
                    IntStream.iterate(task, d -> d < documents, d -> d + tasks)
                        .mapToObj(d -> drawn(shared.value(), d))
                        .iterator());
    JavaRDD<Tile> tiles =
        Tiles.of(drawn, Tiling.of(documents), 1, tasks).persist(StorageLevel.MEMORY_ONLY());
    long[] frequencies =
        tiles.treeAggregate(new long[terms], ScaleCorpus::counted, ScaleCorpus::added, 2);
    CorpusFacts facts =
        new CorpusFacts(documents, Arrays.stream(frequencies).sum(), frequencies);
    return new ScaleCorpus(drawn, tiles, facts);
  }

  private static Document drawn(Simulation simulation, int d) {
    return simulation.draw("" + d, Streams.of(1, Purpose.SIMULATION, 0, d)).document();
  }

  private static long[] counted(long[] frequencies, Tile tile) {
    for (int e = 0; e < tile.slots().length; e++) {
      frequencies[tile.terms()[tile.slots()[e]]] += tile.counts()[e];
    }
    return frequencies;
  }

  private static long[] added(long[] some, long[] others) {
    IntStream.range(0, some.length).forEach(w -> some[w] += others[w]);
    return some;
  }

  JavaRDD<Document> documents() {
    return documents;
  }

  JavaRDD<Tile> tiles() {
    return tiles;
  }

  CorpusFacts facts() {
    return facts;
  }
}
