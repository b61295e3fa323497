package polya.spark.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.ColumnKind;
import polya.corpus.Document;
import polya.corpus.DocumentKey;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.LabelSyntax;
import polya.corpus.Vocabulary;
import polya.heldout.Tiny;
import polya.infer.Posterior;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.Mixtures;
import polya.mixing.Predictor;
import polya.quality.labels.ClassScore;
import polya.quality.labels.ClassSums;
import polya.quality.labels.ClusterCounts;
import polya.quality.labels.LabelScores;
import polya.quality.labels.LabelSums;
import polya.quality.labels.LabelThreshold;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusDraft;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;
import polya.topics.Phi;

/** Predictions by Spark: what the pure parts give, document by document. */
class PredictionPassTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final int TERMS = 40;

  private static final Posterior MODEL =
      new Posterior() {
        private final Phi phi = Tiny.phi(Tiny.weights(TERMS, 6, 5));

        @Override
        public Phi topics() {
          return phi;
        }

        @Override
        public DocumentPrior documents() {
          return new DirichletDocuments(new double[] {.2, .3, .1, .25, .4, .15});
        }
      };

  /** Three labels of two topics each. */
  private static final Predictor LABELS =
      Predictor.ofLabels(3, 2).ofTokens(MODEL.documents().alpha());

  private static final double[] SHARES = {.5, .2, .3};

  @TempDir static Path folder;
  private static CorpusStore corpus;
  private static final List<Document> DOCUMENTS = new ArrayList<>();

  @BeforeAll
  static void write() {
    DOCUMENTS.addAll(Tiny.documents(60, TERMS, 12));
    DOCUMENTS.add(Tiny.document("empty"));
    List<Row> rows = new ArrayList<>();
    for (int d = 0; d < DOCUMENTS.size(); d++) {
      Document document = DOCUMENTS.get(d);
      rows.add(
          RowFactory.create(
              document.id(), document.terms(), document.counts(), d % 3, labels(d), ofClass(d)));
    }
    String path = folder.resolve("corpus").toString();
    try (StoreFolder claimed =
        StoreFolder.claim(
            SPARK.sparkContext().hadoopConfiguration(), path, OutputKind.CORPUS, false, false)) {
      CorpusDraft.write(
              SPARK,
              claimed,
              SPARK.createDataFrame(
                  rows,
                  CorpusStore.DOCUMENTS
                      .add("label", DataTypes.StringType)
                      .add("class", DataTypes.StringType)),
              Vocabulary.of(Arrays.asList(terms())),
              SPARK.createDataFrame(List.of(), CorpusStore.QUARANTINE),
              Map.of(),
              Map.of("label", ColumnKind.LABELS, "class", ColumnKind.CLASS))
          .commit();
    }
    corpus = CorpusStore.open(SPARK, path);
  }

  private static String[] terms() {
    String[] terms = new String[TERMS];
    Arrays.setAll(terms, w -> "t" + w);
    return terms;
  }

  private static String labels(int d) {
    return List.of("a", "b;c", "new;a", "", "c").get(d % 5);
  }

  private static String ofClass(int d) {
    return d % 7 == 0 ? null : List.of("a", "b", "c", "new").get(d % 4);
  }

  private static Encoding encoding(ColumnKind kind) {
    LabelSyntax syntax = new LabelSyntax(kind, ";");
    return Encoding.of("label", syntax, Map.of("a", 5L, "b", 2L, "c", 3L));
  }

  private static double[] scores(Document d, Predictor predictor) {
    return predictor.scores(
        new Mixtures(MODEL.topics(), MODEL.documents()).of(d.terms(), d.counts()), d.tokens());
  }

  private static LabelScores labelScores(int d) {
    Encoding encoding = encoding(ColumnKind.LABELS);
    List<String> labels = encoding.syntax().labels(labels(d));
    int[] known = encoding.encode(labels);
    return new LabelScores(
        DocumentKey.of(DOCUMENTS.get(d).id()),
        known,
        labels.size() - known.length,
        scores(DOCUMENTS.get(d), LABELS));
  }

  private static int at(Row row) {
    return DOCUMENTS.stream().map(Document::id).toList().indexOf(row.getString(0));
  }

  @Test
  void labelsComeDescendingWithTheirScores() {
    try (PredictionPass pass = new PredictionPass(SPARK, MODEL, LABELS)) {
      List<Row> all =
          pass.of(corpus).labels(OptionalInt.empty(), encoding(ColumnKind.LABELS)).collectAsList();
      assertThat(all).hasSize(61);
      for (Row row : all) {
        int d = at(row);
        double[] scores = scores(DOCUMENTS.get(d), LABELS);
        assertThat(row.getLong(1)).isEqualTo(DOCUMENTS.get(d).tokens());
        assertThat(row.getLong(2)).isEqualTo(d % 3);
        List<Row> labels = row.getList(3);
        assertThat(labels).hasSize(3).isSortedAccordingTo((x, y) -> -Float.compare(s(x), s(y)));
        for (Row label : labels) {
          assertThat(s(label)).isEqualTo((float) scores[label.getString(0).charAt(0) - 'a']);
        }
      }
      for (Row row :
          pass.of(corpus).labels(OptionalInt.of(1), encoding(ColumnKind.LABELS)).collectAsList()) {
        assertThat(row.getList(3)).hasSize(1);
      }
    }
  }

  private static float s(Row entry) {
    return entry.getFloat(1);
  }

  /**
   * n_k of a document is what its mixture has beyond α; without tokens the prior is all there is.
   */
  @Test
  void labelsAreScoredByTheTokensThatSpeakForThem() {
    Predictor predictor = Predictor.ofLabels(2, 1);
    Predictor ofTokens = predictor.ofTokens(new double[] {.5, 1.5});
    double[] theta = {(.5 + 3) / 10, (1.5 + 5) / 10};
    assertThat(ofTokens.scores(theta, 8))
        .containsExactly(new double[] {3 / 8., 5 / 8.}, within(1e-12));
    assertThat(ofTokens.scores(new double[] {.25, .75}, 0)).containsExactly(.25, .75);
    assertThat(predictor.scores(theta, 8)).containsExactly(theta);
  }

  @Test
  void clustersAreTheLargestShares() {
    Predictor predictor = Predictor.ofClusters(6);
    try (PredictionPass pass = new PredictionPass(SPARK, MODEL, predictor)) {
      for (Row row : pass.of(corpus).clusters(OptionalInt.of(2)).collectAsList()) {
        double[] scores = scores(DOCUMENTS.get(at(row)), predictor);
        List<Row> topics = row.getList(5);
        assertThat(topics).hasSize(2);
        assertThat(row.getInt(3)).isEqualTo(topics.get(0).getInt(0));
        assertThat(row.getFloat(4))
            .isEqualTo(s(topics.get(0)))
            .isEqualTo((float) Arrays.stream(scores).max().orElseThrow());
      }
      Groups classes = CorpusGroups.of(corpus, "class", ";");
      ClusterCounts counts = new ClusterCounts(1);
      for (int d = 0; d < DOCUMENTS.size(); d++) {
        if (ofClass(d) != null) {
          double[] scores = scores(DOCUMENTS.get(d), predictor);
          int best = 0;
          for (int k = 1; k < 6; k++) {
            best = scores[k] > scores[best] ? k : best;
          }
          counts.add(best, classes.find(ofClass(d)));
        }
      }
      assertThat(pass.of(corpus, classes).judgedClusters(1)).isEqualTo(counts.result());
    }
  }

  @Test
  void labelsAreJudgedAsThePureMeasuresDo() {
    Encoding encoding = encoding(ColumnKind.LABELS);
    LabelThreshold own = new LabelThreshold();
    LabelThreshold baseline = new LabelThreshold();
    for (int d = 0; d < DOCUMENTS.size(); d++) {
      own.add(labelScores(d));
      baseline.add(labelScores(d).constant(SHARES));
    }
    LabelSums sums = new LabelSums(1, 3, own.best());
    LabelSums constant = new LabelSums(1, 3, baseline.best());
    for (int d = 0; d < DOCUMENTS.size(); d++) {
      sums.add(labelScores(d));
      constant.add(labelScores(d).constant(SHARES));
    }
    try (PredictionPass pass = new PredictionPass(SPARK, MODEL, LABELS)) {
      LabelThresholds thresholds = pass.thresholds(corpus, encoding, SHARES);
      assertThat(thresholds.ofModel()).isEqualTo(own.best());
      assertThat(thresholds.ofBaseline()).isEqualTo(baseline.best());
      Predictions predictions = pass.of(corpus, encoding, "label");
      assertThat(predictions.judgedLabels(1, null, own.best())).isEqualTo(sums.result());
      assertThat(predictions.judgedLabels(1, SHARES, baseline.best())).isEqualTo(constant.result());
      assertThat(sums.result().unseenLabels()).isEqualTo(12);
      assertThat(sums.result().withoutLabels()).isEqualTo(12);
    }
  }

  @Test
  void classesAreJudgedByTheProportionsOfTheirScores() {
    Encoding encoding = encoding(ColumnKind.CLASS);
    ClassSums sums = new ClassSums(1);
    ClassSums constant = new ClassSums(1);
    for (int d = 0; d < DOCUMENTS.size(); d++) {
      String label = ofClass(d);
      if (label != null) {
        long key = DocumentKey.of(DOCUMENTS.get(d).id());
        int truth = encoding.index(label);
        sums.add(ClassScore.of(key, truth, logs(scores(DOCUMENTS.get(d), LABELS))));
        constant.add(ClassScore.of(key, truth, logs(SHARES)));
      }
    }
    try (PredictionPass pass = new PredictionPass(SPARK, MODEL, LABELS)) {
      Predictions predictions = pass.of(corpus, encoding, "class");
      assertThat(predictions.judgedClasses(1, null)).isEqualTo(sums.result());
      assertThat(predictions.judgedClasses(1, SHARES)).isEqualTo(constant.result());
      assertThat(sums.result().unseen()).isPositive();
    }
  }

  private static double[] logs(double[] scores) {
    double sum = Arrays.stream(scores).sum();
    return Arrays.stream(scores).map(s -> StrictMath.log(s / sum)).toArray();
  }
}
