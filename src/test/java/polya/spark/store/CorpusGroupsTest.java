package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.corpus.ColumnKind;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.Vocabulary;
import polya.spark.LocalSpark;
import scala.Tuple2;

/** Labels of a corpus's documents as groups, by Spark. */
class CorpusGroupsTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final JavaSparkContext CONTEXT =
      JavaSparkContext.fromSparkContext(SPARK.sparkContext());

  @TempDir Path folder;

  /** A corpus of one document a label; null for none. */
  private CorpusStore corpus(String name, ColumnKind kind, String... labels) {
    List<Row> rows = new ArrayList<>();
    for (int d = 0; d < labels.length; d++) {
      rows.add(
          RowFactory.create("d" + d, new Integer[] {0}, new Integer[] {1 + d}, 0, labels[d], "x"));
    }
    Collections.shuffle(rows, new Random(labels.length));
    String path = folder.resolve(name).toString();
    try (StoreFolder claimed =
        StoreFolder.claim(
            SPARK.sparkContext().hadoopConfiguration(), path, OutputKind.CORPUS, false, false)) {
      CorpusDraft.write(
              SPARK,
              claimed,
              SPARK.createDataFrame(
                  rows,
                  CorpusStore.DOCUMENTS
                      .add("my.label", DataTypes.StringType)
                      .add("other", DataTypes.StringType)),
              Vocabulary.of(List.of("a")),
              SPARK.createDataFrame(List.of(), CorpusStore.QUARANTINE),
              Map.of(),
              Map.of("my.label", kind))
          .commit();
    }
    return CorpusStore.open(SPARK, path);
  }

  private static List<String> told(CorpusStore corpus, Groups groups) {
    return CorpusGroups.documents(corpus, groups).collect().stream()
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .map(d -> d.id() + " " + d.counts()[0] + " " + groups.text(d.group()))
        .toList();
  }

  private static void refused(Failure.Kind kind, String sentence, Runnable run) {
    assertThatThrownBy(run::run)
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(kind))
        .hasMessage(sentence);
  }

  @Test
  void everyDocumentIsInTheGroupOfItsLabels() {
    CorpusStore corpus = corpus("c", ColumnKind.LABELS, "b; a", "a;b;a", null, "c", " ;", "a");
    Groups groups = CorpusGroups.of(corpus, "my.label", ";");
    assertThat(groups.size()).isEqualTo(4);
    assertThat(groups.encoding().column()).isEqualTo("my.label");
    assertThat(told(corpus, groups))
        .containsExactly("d0 1 a;b", "d1 2 a;b", "d2 3 ", "d3 4 c", "d4 5 ", "d5 6 a");
    assertThat(groups.documents(0)).isEqualTo(2);
    assertThat(groups.documents(groups.find("a;b"))).isEqualTo(2);
    assertThat(groups.encoding().documents(0)).isEqualTo(3);
    assertThat(groups.isOneThroughout()).isFalse();
    Groups commas = CorpusGroups.of(corpus, "my.label", ",");
    assertThat(commas.encoding().index("b; a")).isNotNegative();
    assertThat(told(corpus, Groups.none(6))).allMatch(d -> d.endsWith(" "));
    assertThat(CorpusGroups.documents(corpus, Groups.none(6)).map(Document::group).collect())
        .containsOnly(0);
  }

  @Test
  void aClassIsReadAsAWhole() {
    CorpusStore corpus = corpus("c", ColumnKind.CLASS, "a;b", "a;b ", "a", "");
    Groups groups = CorpusGroups.of(corpus, "my.label", ";");
    assertThat(groups.encoding().size()).isEqualTo(2);
    assertThat(groups.encoding().index("a;b")).isEqualTo(1);
    assertThat(told(corpus, groups)).containsExactly("d0 1 a\\;b", "d1 2 a\\;b", "d2 3 a", "d3 4 ");
  }

  @Test
  void anotherCorpusIsReadUnderTheEncodingOfTheFirst() {
    CorpusStore train = corpus("train", ColumnKind.LABELS, "a;b", "b");
    CorpusStore test = corpus("test", ColumnKind.TEXT, "b;x;y", "z", "b", "b;a", null);
    Encoding encoding = CorpusGroups.of(train, "my.label", ";").encoding();
    Encoding saved = Encoding.of(encoding.syntax(), encoding.rows());
    Groups groups = CorpusGroups.of(test, saved);
    assertThat(told(test, groups))
        .containsExactly("d0 1 b", "d1 2 ", "d2 3 b", "d3 4 a;b", "d4 5 ");
    assertThat(groups.unseenValues()).isEqualTo(3);
    assertThat(groups.unseenDocuments()).isEqualTo(2);
    assertThat(groups.documents(groups.find("b"))).isEqualTo(2);
    CorpusStore unlabelled = corpus("unlabelled", ColumnKind.TEXT, null, "");
    assertThat(CorpusGroups.of(unlabelled, saved).size()).isEqualTo(1);
  }

  @Test
  void aColumnThatIsAbsentEmptyOrOneValue() {
    CorpusStore corpus = corpus("c", ColumnKind.LABELS, "", " ; ", null);
    refused(
        Failure.Kind.USAGE,
        "Cannot read labels from column label of corpus "
            + corpus.path()
            + ": there is none; there are my.label, other. Give another, or ingest it again with"
            + " --keep or --column.",
        () -> CorpusGroups.of(corpus, "label", ";"));
    refused(
        Failure.Kind.INPUT,
        "Cannot read labels from column my.label of corpus "
            + corpus.path()
            + ": it is empty throughout; at least one document needs a label. Give another column.",
        () -> CorpusGroups.of(corpus, "my.label", ";"));
    assertThatThrownBy(() -> CorpusGroups.of(corpus, "terms", ";"))
        .hasMessageContaining("there is none; there are my.label, other");
    Groups one = CorpusGroups.of(corpus, "other", ";");
    assertThat(one.isOneThroughout()).isTrue();
    assertThat(one.encoding().value(0)).isEqualTo("x");
  }

  @Test
  void moreSetsThanMayBeAreRefused() {
    CorpusStore corpus = corpus("c", ColumnKind.LABELS, "a", "b", "c", "a;b", "b;a");
    assertThat(CorpusGroups.of(corpus, Encoding.none(), "my.label", ";", 4).size()).isEqualTo(5);
    refused(
        Failure.Kind.INPUT,
        "Cannot group documents by column my.label: it has more than 3 distinct sets of labels;"
            + " allowed are at most so many. Give a coarser column, of fewer labels.",
        () -> CorpusGroups.of(corpus, Encoding.none(), "my.label", ";", 3));
  }

  @Test
  void theDriverGetsNoMoreSetsThanOneTooMany() {
    List<Tuple2<String, Long>> texts = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      texts.add(new Tuple2<>("s" + i % 2500, 1L));
    }
    for (int partitions : new int[] {1, 3, 8}) {
      JavaPairRDD<String, Long> spread =
          CONTEXT.parallelize(texts, partitions).mapToPair(text -> text);
      Map<String, Long> counted = LabelSets.counted(spread, "label", 2500);
      assertThat(counted).hasSize(2500).allSatisfy((text, n) -> assertThat(n).isEqualTo(2));
      assertThatThrownBy(() -> LabelSets.counted(spread, "label", 2499))
          .hasMessageContaining("more than 2,499 distinct sets");
    }
  }
}
