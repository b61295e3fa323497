package polya.spark.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.heldout.Tiny;
import polya.quality.CoherenceMeasure;
import polya.quality.Cooccurrences;
import polya.quality.TermPlaces;
import polya.spark.LocalSpark;

class CooccurrencePassTest {
  private static final int TERMS = 30;

  @Test
  void anyPartitionsGiveTheCountsOfOneWalk() {
    List<Document> documents = Tiny.documents(200, TERMS, 12);
    TermPlaces places =
        TermPlaces.of(new int[][] {{0, 1, 2, 3}, {3, 2, 9, 29}, {17, 18, -1, 0}}, TERMS);
    Cooccurrences walked = new Cooccurrences(places);
    documents.forEach(d -> walked.add(places, d.terms()));
    assertThat(walked.of(1, 0, 1)).isPositive();
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    for (int partitions : new int[] {1, 2, 7, 300}) {
      Cooccurrences counts =
          CooccurrencePass.of(context.parallelize(documents, partitions), places);
      assertThat(counts.documents()).isEqualTo(walked.documents());
      for (CoherenceMeasure measure : CoherenceMeasure.values()) {
        assertThat(measure.of(counts)).isEqualTo(measure.of(walked));
      }
    }
    assertThat(CooccurrencePass.of(context.emptyRDD(), places).documents()).isZero();
  }
}
