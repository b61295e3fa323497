package polya.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import polya.corpus.Vocabulary;
import polya.spark.LocalSpark;
import polya.text.VocabularyLimits;
import scala.Tuple2;

class VocabularyChoiceTest {
  private final List<String> said = new ArrayList<>();

  private Vocabulary chosen(VocabularyLimits limits, int mostWords) {
    JavaPairRDD<String, Integer> words =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
            .parallelize(List.of("sea", "hill", "sea", "tree", "hill", "sea"), 2)
            .mapToPair(word -> new Tuple2<>(word, 1));
    return new VocabularyChoice(limits, 6, mostWords, said::add).among(words);
  }

  @Test
  void wordsThatNobodyAskedToLeaveOutAreTold() {
    assertThat(chosen(VocabularyLimits.NONE, 2).terms()).containsExactly("sea", "hill");
    assertThat(said)
        .containsExactly(
            "warning: of 3 words the vocabulary takes the 2 most frequent; tokens of the others"
                + " count as out of it. --max-vocabulary 3 (maxVocabulary) takes all,"
                + " --min-document-frequency 2 (minDocumentFrequency) leaves out what one document"
                + " alone has.");
  }

  @Test
  void nothingIsToldWhereTheLimitIsAskedForOrIsFar() {
    assertThat(chosen(new VocabularyLimits(1, 1, 2), 2).terms()).hasSize(2);
    assertThat(chosen(VocabularyLimits.NONE, 3).terms()).hasSize(3);
    assertThat(said).isEmpty();
    assertThat(VocabularyLimits.NONE.mostWords()).isEqualTo(5_000_000);
    assertThat(new VocabularyLimits(1, 1, Integer.MAX_VALUE).mostWords())
        .as("which is asked for")
        .isEqualTo(Integer.MAX_VALUE);
  }
}
