package polya.spark.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.corpus.Tile;
import polya.infer.Inference;
import polya.infer.ModelFamily;
import polya.infer.TileState;
import polya.infer.gibbs.Assignments;
import polya.spark.Tables;
import polya.spark.store.CorpusStore;
import scala.collection.immutable.ArraySeq;

/**
 * The topics of all tokens as the last round left them, as a table: {@code id}; {@code terms}, one
 * number a token, in the order of the corpus's terms; and {@code topics}, as many. One row a
 * document, empty ones included. Cost: one shuffle of the corpus, since tiles do not hold ids.
 */
public final class AssignmentTable {
  /** The table's folder, beside the topics. */
  public static final String NAME = "assignments";

  private static final StructType COLUMNS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("terms", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("topics", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

  private final SparkSession spark;
  private final CorpusStore corpus;
  private final Groups groups;
  private final String path;

  /**
   * A table to be written when training is over.
   *
   * @param corpus what is trained on
   * @param groups of its documents
   * @param path the table's folder
   */
  public AssignmentTable(SparkSession spark, CorpusStore corpus, Groups groups, String path) {
    this.spark = spark;
    this.corpus = corpus;
    this.groups = groups;
    this.path = path;
  }

  /**
   * Demands that a training gives tokens topics.
   *
   * @throws Failure (usage) if its last round does not
   */
  public static void require(ModelFamily.Training training) {
    Inference inference = training.inference();
    int rounds = training.schedule().rounds();
    boolean assigns =
        inference
            .memory()
            .filter(memory -> memory.seat(Tile.of(0, List.of())) instanceof Assignments)
            .isPresent();
    if (!assigns || rounds == 0 || !inference.remembers(training.schedule().round(rounds - 1))) {
      throw Failure.usage(
          "Cannot write the assignments of tokens: no round of this training gives every token a"
              + " topic; allowed is inference by gibbs with a sweep at least. Give --inference"
              + " gibbs, raise maxIter, or leave out --assignments.");
    }
  }

  /**
   * Writes the table.
   *
   * @param states what the tiles remember; null if training ended before they were visited
   * @param laneTiles as the tiles are laid out
   */
  void write(JavaRDD<TileTask.Visited> states, int laneTiles) {
    if (states == null) {
      throw Failure.usage(
          "Cannot write the assignments of tokens: training ended before its first sweep. Leave out"
              + " --early-stop, or --assignments.");
    }
    JavaRDD<ArrayList<Document>> documents =
        Tiles.documents(corpus, groups, laneTiles, states.getNumPartitions());
    JavaRDD<Row> rows = documents.zipPartitions(states, (d, s) -> new Rows(d, s.next()));
    Tables.write(spark.createDataFrame(rows, COLUMNS), path);
  }

  /** The rows of one partition, a tile at a time. */
  private static final class Rows implements Iterator<Row> {
    private final Iterator<ArrayList<Document>> tiles;
    private final Iterator<TileState> states;
    private Iterator<Document> documents = List.<Document>of().iterator();
    private Assignments assignments;
    private int token;

    Rows(Iterator<ArrayList<Document>> tiles, TileTask.Visited visited) {
      this.tiles = tiles;
      this.states = visited.states().iterator();
    }

    @Override
    public boolean hasNext() {
      while (!documents.hasNext() && tiles.hasNext()) {
        documents = tiles.next().iterator();
        assignments = (Assignments) states.next();
        token = 0;
      }
      return documents.hasNext();
    }

    @Override
    public Row next() {
      hasNext();
      Document document = documents.next();
      int tokens = Math.toIntExact(document.tokens());
      int[] terms = new int[tokens];
      int[] topics = new int[tokens];
      int n = 0;
      for (int i = 0; i < document.terms().length; i++) {
        for (int c = document.counts()[i]; c > 0; c--) {
          terms[n] = document.terms()[i];
          topics[n++] = assignments.topic(token++);
        }
      }
      return RowFactory.create(
          document.id(), ArraySeq.unsafeWrapArray(terms), ArraySeq.unsafeWrapArray(topics));
    }
  }
}
