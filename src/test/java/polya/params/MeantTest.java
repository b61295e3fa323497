package polya.params;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.models.lda.LdaFamily;

class MeantTest {
  /** Names of MALLET, gensim, scikit-learn, MLlib and tomotopy. */
  @ParameterizedTest
  @CsvSource({
    "alpha,               docConcentration, docConcentration",
    "doc_topic_prior,     docConcentration, docConcentration",
    "docTopicPrior,       docConcentration, docConcentration",
    "beta,                topicConcentration, topicConcentration",
    "eta,                 topicConcentration, topicConcentration",
    "topic_word_prior,    topicConcentration, topicConcentration",
    "num_topics,          k, k",
    "num-topics,          k, k",
    "numTopics,           k, k",
    "n_components,        k, k",
    "iterations,          passes or localIterations, burnIn or samples",
    "num_iterations,      passes, burnIn or samples",
    "max_iter,            passes, burnIn or samples",
    "epochs,              passes, burnIn or samples",
    "passes,              passes, burnIn or samples",
    "burnIn,              passes, burnIn",
    "optimize_interval,   optimizeDocConcentration, optimizeDocConcentration or"
        + " hyperparameterInterval",
    "chunksize,           subsamplingRate,",
    "batch_size,          subsamplingRate,",
    "random_state,        seed, seed",
    "random-seed,         seed, seed",
    "offset,              learningOffset,",
    "decay,               learningDecay,",
    "learning_decay,      learningDecay,",
    "topicConcentraton,   topicConcentration, topicConcentration",
    "wibble,              ,"
  })
  void namesOfOtherToolsAreKnown(String name, String svi, String gibbs) {
    LdaFamily lda = new LdaFamily();
    assertThat(Meant.parameter(name, lda.parameters("svi")).orElse(null)).isEqualTo(svi);
    assertThat(Meant.parameter(name, lda.parameters("gibbs")).orElse(null)).isEqualTo(gibbs);
  }

  @Test
  void noOtherNameIsAParameterOfTheSameMethod() {
    for (String method : new LdaFamily().inferences()) {
      Map<String, Parameter<?>> declared = new LinkedHashMap<>();
      new LdaFamily().parameters(method).forEach(p -> declared.put(p.name(), p));
      declared
          .values()
          .forEach(
              p -> assertThat(declared).doesNotContainKeys(p.otherNames().toArray(String[]::new)));
    }
  }

  @Test
  void whatAnotherToolCallsSoGoesBeforeWhatLooksAlike() {
    Map<String, List<String>> known = Map.of("maxIter", List.of(), "passes", List.of("max_iter"));
    assertThat(Meant.of("max-iter", known)).contains("passes");
    assertThat(Meant.of("maxIte", known)).contains("maxIter");
  }

  @Test
  void aShortNameIsNotNearEveryOther() {
    Map<String, List<String>> known = Map.of("k", List.of());
    assertThat(Meant.of("kk", known)).contains("k");
    assertThat(Meant.of("x", known)).isEmpty();
    assertThat(Meant.of("", known)).isEmpty();
  }
}
