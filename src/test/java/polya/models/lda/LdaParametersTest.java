package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.MiniBatches;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.variational.LocalOptions;
import polya.infer.variational.TopicSeeding;
import polya.infer.variational.VariationalSchedule;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.LocalBlocks;

class LdaParametersTest {
  private static Settings settings(Map<String, String> given) {
    return Settings.of(LdaParameters.ALL, given);
  }

  private static CorpusFacts facts(long documents, long tokens) {
    return new CorpusFacts(documents, tokens, new long[] {tokens, 0});
  }

  @Test
  void everyParameterIsDeclaredOnceAndItsDefaultIsAllowed() {
    Set<String> names = new HashSet<>();
    for (Parameter<?> parameter : LdaParameters.ALL) {
      assertThat(names.add(parameter.name())).as(parameter.name()).isTrue();
      assertThat(parameter.meaning()).endsWith(".");
      settings(Map.of(parameter.name(), parameter.defaultText()));
    }
    assertThat(settings(settings(Map.of()).texts()).texts()).isEqualTo(settings(Map.of()).texts());
  }

  @Test
  void namesAreThoseOfMllibWhereMllibHasThem() {
    assertThat(settings(Map.of()).texts())
        .containsKeys(
            "k",
            "maxIter",
            "seed",
            "docConcentration",
            "topicConcentration",
            "learningOffset",
            "learningDecay",
            "subsamplingRate",
            "optimizeDocConcentration",
            "checkpointInterval");
  }

  @Test
  void docConcentrationIsOneNumberOrK() {
    assertThat(LdaParameters.docConcentration(settings(Map.of("k", "4")), facts(10, 1000)))
        .containsExactly(0.1, 0.1, 0.1, 0.1);
    assertThat(LdaParameters.docConcentration(settings(Map.of("k", "200")), facts(10, 1000)))
        .hasSize(200)
        .containsOnly(0.025);
    assertThat(LdaParameters.docConcentration(settings(Map.of("k", "5")), facts(10, 50)))
        .as("texts of five tokens")
        .containsOnly(0.05);
    assertThat(
            LdaParameters.docConcentration(
                settings(Map.of("k", "3", "docConcentration", "0.2")), facts(10, 1000)))
        .containsExactly(0.2, 0.2, 0.2);
    assertThat(
            LdaParameters.docConcentration(
                settings(Map.of("k", "3", "docConcentration", "1,2,3")), facts(10, 1000)))
        .containsExactly(1, 2, 3);
    assertThat(
            LdaParameters.docConcentration(
                settings(Map.of("k", "20", "variational", "hybrid")), facts(10, 1000)))
        .containsOnly(0.1);
    assertThatThrownBy(
            () ->
                LdaParameters.docConcentration(
                    settings(Map.of("k", "3", "docConcentration", "1,2")), facts(10, 1000)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot set docConcentration to 2 numbers: with k = 3 allowed are 1 or 3. Change"
                + " docConcentration or k.")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.USAGE);
  }

  @Test
  void aWrongLengthIsFoundBeforeTraining() {
    Settings wrong = settings(Map.of("k", "3", "docConcentration", "1,2,3,4"));
    assertThatThrownBy(() -> new LdaFamily().training("svi", wrong, facts(10, 100)))
        .isInstanceOf(Failure.class);
  }

  @Test
  void whatIsAutoDependsOnTheLocalStep() {
    Settings cvb0 = settings(Map.of());
    Settings vb = settings(Map.of("variational", "vb"));
    Settings hybrid = settings(Map.of("variational", "hybrid"));
    assertThat(LdaParameters.topicConcentration(cvb0)).isEqualTo(0.01);
    assertThat(LdaParameters.topicConcentration(vb)).isEqualTo(0.1);
    assertThat(LdaParameters.topicConcentration(hybrid)).isEqualTo(0.01);
    assertThat(LocalOptions.of(hybrid)).isEqualTo(LocalOptions.of(cvb0));
    assertThat(LocalOptions.of(cvb0).iterations()).isEqualTo(10);
    assertThat(LocalOptions.of(vb).iterations()).isEqualTo(100);
    assertThat(LocalOptions.of(cvb0).tolerance()).isEqualTo(0.03);
    assertThat(LocalOptions.of(vb).tolerance()).isEqualTo(0.001);
  }

  @Test
  void batchesPassesAndSeedsFollowTheCorpus() {
    Settings auto = settings(Map.of());
    assertThat(VariationalSchedule.batchDocuments(auto, facts(1000, 1))).isEqualTo(256);
    assertThat(VariationalSchedule.batchDocuments(auto, facts(64_000, 1))).isEqualTo(512);
    assertThat(VariationalSchedule.batchDocuments(auto, facts(80_000_000, 1))).isEqualTo(4096);
    assertThat(VariationalSchedule.batchDocuments(auto, facts(1_000_000_000, 1)))
        .as("512 lanes")
        .isEqualTo(65_536);
    assertThat(VariationalSchedule.batchDocuments(settings(Map.of("lanes", "3")), facts(1000, 1)))
        .isEqualTo(384);
    assertThatThrownBy(
            () ->
                new LdaFamily()
                    .training(
                        "svi",
                        settings(Map.of("lanes", "3", "subsamplingRate", "0.1")),
                        facts(1000, 1000)))
        .hasMessageContaining("Cannot have lanes = 3 with subsamplingRate");
    Settings tenth = settings(Map.of("subsamplingRate", "0.1"));
    assertThat(VariationalSchedule.batchDocuments(tenth, facts(1000, 1)))
        .isCloseTo(100, within(1e-9));
    assertThat(VariationalSchedule.passes(auto, facts(1000, 1000))).isEqualTo(60);
    assertThat(VariationalSchedule.passes(auto, facts(1000, 1_000_000))).isEqualTo(15);
    assertThat(VariationalSchedule.passes(auto, facts(1000, 1_000_000_000))).isEqualTo(5);
    assertThat(VariationalSchedule.passes(settings(Map.of("passes", "2")), facts(1, 1)))
        .isEqualTo(2);
    assertThat(TopicSeeding.documentsPerTopic(auto, facts(100, 100 * 200))).isEqualTo(3);
    assertThat(TopicSeeding.documentsPerTopic(auto, facts(100, 100 * 20))).isEqualTo(5);
    assertThat(TopicSeeding.documentsPerTopic(auto, facts(100, 100))).isEqualTo(60);
    assertThat(
            TopicSeeding.documentsPerTopic(settings(Map.of("seedDocuments", "7")), facts(100, 100)))
        .isEqualTo(7);
  }

  @Test
  void aRoundIsWorthItsCost() {
    Settings auto = settings(Map.of());
    assertThat(VariationalSchedule.laneTiles(auto, facts(16_927, 1_526_579))).isEqualTo(8);
    assertThat(VariationalSchedule.laneTiles(auto, facts(90_000, 20_000_000))).isEqualTo(2);
    assertThat(
            VariationalSchedule.laneTiles(settings(Map.of("k", "1000")), facts(55_000, 2_000_000)))
        .isEqualTo(3);
    assertThat(VariationalSchedule.laneTiles(settings(Map.of("laneSteps", "5")), facts(1, 1)))
        .isEqualTo(5);
    assertThat(
            VariationalSchedule.laneTiles(settings(Map.of("variational", "vb")), facts(1000, 1000)))
        .isEqualTo(1);
  }

  @Test
  void tilesRememberInTextbookMeanFieldOnlyAndNotInStochasticRounds() {
    for (String variational : List.of("cvb0", "vb", "hybrid")) {
      for (String rate : List.of("0.1", "1")) {
        ModelFamily.Training training =
            new LdaFamily()
                .training(
                    "svi",
                    settings(Map.of("k", "2", "variational", variational, "subsamplingRate", rate)),
                    facts(10_000, 100_000));
        boolean whole = rate.equals("1");
        MiniBatches schedule = training.schedule();
        assertThat(training.inference().remembers(schedule.round(0)))
            .isEqualTo(variational.equals("vb") && whole);
        assertThat(training.inference().remembers(schedule.round(schedule.rounds() - 1)))
            .isEqualTo(variational.equals("vb"));
        assertThat(training.inference().seedDocuments())
            .as("of short texts there are more to draw from")
            .isEqualTo(variational.equals("vb") ? 20 : 80);
        assertThat(training.topics()).isEqualTo(2);
      }
    }
  }

  @Test
  void thePosteriorsTopicsAddUpToOne() {
    float[][] rows = new float[3][16];
    rows[0] = new float[] {1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    rows[2] = new float[] {3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    ModelState parameters =
        ModelState.of(
            LocalBlocks.of(rows),
            Globals.of(Map.of(LdaState.DOC_CONCENTRATION, new double[] {0.5, 0.25})));
    Posterior posterior = new LdaFamily().posterior(parameters);
    double[] row = new double[2];
    posterior.topics().expand(2, row, 0);
    assertThat(row).containsExactly(0.75, 0.5);
    posterior.documents().alpha()[0] = 99;
    assertThat(posterior.documents().alpha()).containsExactly(0.5, 0.25);
  }

  @Test
  void anOrdinaryRunIsFoundByItsService() {
    ModelFamily family = new LdaFamily();
    assertThat(family.name()).isEqualTo("lda");
    assertThat(family.inferences()).containsExactly("svi", "gibbs");
    assertThat(family.parameters("svi")).isEqualTo(LdaParameters.ALL);
  }
}
