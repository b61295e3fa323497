package polya.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.math.Purpose;
import polya.math.Streams;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

class SeedDocumentsTest {
  private static final long SEED = 5;

  private static JavaRDD<Document> rdd(List<Document> documents, int partitions) {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
        .parallelize(documents, partitions);
  }

  /** All documents in the random order of a seed, empty ones left out. */
  private static List<Document> ordered(List<Document> documents) {
    return documents.stream()
        .filter(d -> d.terms().length > 0)
        .sorted(
            Comparator.comparing(
                d -> Streams.of(SEED, Purpose.SEEDING, 0, d.key()).nextLong(),
                Long::compareUnsigned))
        .toList();
  }

  @Test
  void ofDocumentsThatDifferTheyAreTheFirst() {
    List<Document> documents = PlantedCorpus.documents(300);
    for (int wanted : new int[] {1, 40, 294}) {
      assertThat(SeedDocuments.draw(rdd(documents, 4), 300, SEED, wanted))
          .isEqualTo(ordered(documents).subList(0, wanted));
    }
    assertThat(SeedDocuments.draw(rdd(documents, 4), 300, SEED, 1_000))
        .isEqualTo(ordered(documents));
    assertThat(SeedDocuments.draw(rdd(documents, 4), 300, SEED, 0)).isEmpty();
  }

  /** Each of 60 documents three to fifteen times, among one text two hundred times. */
  @Test
  void ofCopiesTheFirstAloneStandsInItsPlaceWhateverThePartitions() {
    List<Document> documents = new ArrayList<>();
    for (Document d : PlantedCorpus.documents(60)) {
      int copies = d.id().equals("doc-7") ? 200 : 3 + d.terms().length % 13;
      for (int i = 0; i < copies; i++) {
        documents.add(new Document(d.id() + "-" + i, d.terms().clone(), d.counts().clone()));
      }
    }
    Set<String> seen = new HashSet<>();
    List<Document> distinct =
        ordered(documents).stream()
            .filter(d -> seen.add(d.id().substring(0, d.id().lastIndexOf('-'))))
            .toList();
    assertThat(distinct).hasSize(59);
    for (int partitions : new int[] {1, 2, 7, 60}) {
      for (int wanted : new int[] {1, 10, 59, 100}) {
        assertThat(SeedDocuments.draw(rdd(documents, partitions), documents.size(), SEED, wanted))
            .isEqualTo(distinct.subList(0, Math.min(59, wanted)));
      }
    }
  }
}
