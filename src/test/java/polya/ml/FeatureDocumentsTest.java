package polya.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.spark.LocalSpark;

/** Rows with labels as documents in groups. */
class FeatureDocumentsTest {
  private static final DataType STRINGS = DataTypes.createArrayType(DataTypes.StringType);

  /** Rows of one term's counts and labels. */
  private static Dataset<Row> rows(DataType labels, Object... countsAndLabels) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < countsAndLabels.length; i += 2) {
      rows.add(
          RowFactory.create(
              "r" + i / 2, Vectors.dense((Integer) countsAndLabels[i], 0), countsAndLabels[i + 1]));
    }
    return LocalSpark.session()
        .createDataFrame(
            rows,
            new StructType()
                .add("id", DataTypes.StringType)
                .add("features", SQLDataTypes.VectorType())
                .add("my.label", labels));
  }

  private static Dataset<Row> strings() {
    return rows(DataTypes.StringType, 1, "b, a", 1, "a,b", 1, "b", 2, null, 1, null, 1, " , ");
  }

  private static FeatureDocuments documents(Dataset<Row> rows, String id) {
    return FeatureDocuments.of(rows, "features", id, 2, "my.label", ",", false);
  }

  private static List<String> told(FeatureDocuments documents) {
    Groups groups = documents.facts().groups();
    return documents.rdd().collect().stream()
        .map(d -> d.id() + " " + d.counts()[0] + " " + groups.text(d.group()))
        .sorted()
        .toList();
  }

  @Test
  void rowsAreInTheGroupsOfTheirLabels() {
    FeatureDocuments documents = documents(strings(), "id");
    assertThat(told(documents))
        .containsExactly("r0 1 a;b", "r1 1 a;b", "r2 1 b", "r3 2 ", "r4 1 ", "r5 1 ");
    Groups groups = documents.facts().groups();
    assertThat(groups.size()).isEqualTo(3);
    assertThat(groups.documents(0)).isEqualTo(3);
    assertThat(groups.documents(1)).isEqualTo(2);
    assertThat(documents.facts().tokens()).isEqualTo(7);
  }

  @Test
  void rowsWithoutLabelsCanBeLeftOut() {
    FeatureDocuments documents =
        FeatureDocuments.of(strings(), "features", "id", 2, "my.label", ",", true);
    assertThat(told(documents)).containsExactly("r0 1 a;b", "r1 1 a;b", "r2 1 b");
    assertThat(documents.facts().documents()).isEqualTo(3);
    assertThat(documents.facts().tokens()).isEqualTo(3);
    assertThat(documents.facts().groups().leftOut()).isEqualTo(3);
  }

  @Test
  void arraysAreSetsAsTheyStand() {
    Dataset<Row> arrays =
        rows(
            STRINGS,
            1,
            new String[] {"b,", " a", null, "b,"},
            1,
            new String[] {},
            1,
            null,
            1,
            new String[] {"a", "b,"});
    assertThat(told(documents(arrays, "id")))
        .containsExactly("r0 1 a;b,", "r1 1 ", "r2 1 ", "r3 1 a;b,");
  }

  @Test
  void withoutIdsRowsAreKnownByTheirCountsAndLabels() {
    List<Document> labelled = documents(strings(), null).rdd().collect();
    assertThat(labelled.stream().map(Document::id).distinct()).hasSize(6);
    // Two with {a, b}, and two of the same count without: numbered.
    assertThat(labelled.stream().filter(d -> d.id().endsWith("-1"))).hasSize(2);
    String ab = labelled.stream().filter(d -> d.group() == 1).findFirst().orElseThrow().id();
    String b = labelled.stream().filter(d -> d.group() == 2).findFirst().orElseThrow().id();
    assertThat(ab.replaceFirst("-.*", "")).isNotEqualTo(b);

    List<Document> plain = FeatureDocuments.of(strings(), "features", null, 2).rdd().collect();
    assertThat(plain.stream().filter(d -> d.id().contains("-"))).hasSize(5);
    assertThat(plain).allMatch(d -> d.group() == 0);
    List<Document> reversed =
        documents(strings().orderBy(org.apache.spark.sql.functions.desc("id")), null)
            .rdd()
            .collect();
    assertThat(reversed).containsExactlyInAnyOrderElementsOf(labelled);
  }

  @Test
  void columnsThatAreAbsentEmptyOrOfOtherTypes() {
    assertThatThrownBy(
            () -> FeatureDocuments.of(strings(), "features", "id", 2, "label", ",", false))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.USAGE))
        .hasMessage(
            "Cannot read labels from column label: there is none; there are id, features,"
                + " my.label; allowed are strings and arrays of strings. Give another column.");
    Dataset<Row> numbers = rows(DataTypes.IntegerType, 1, 7);
    assertThatThrownBy(() -> documents(numbers, "id"))
        .hasMessageContaining("it holds int; allowed are strings and arrays of strings");
    Dataset<Row> empty = rows(DataTypes.StringType, 1, " ,", 1, null);
    assertThatThrownBy(() -> documents(empty, "id"))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.INPUT))
        .hasMessage(
            "Cannot read labels from column my.label: it is empty throughout; at least one"
                + " document needs a label. Give another column.");
    Dataset<Row> one = rows(DataTypes.StringType, 1, "a", 2, "a");
    assertThat(documents(one, "id").facts().groups().isOneThroughout()).isTrue();
  }
}
