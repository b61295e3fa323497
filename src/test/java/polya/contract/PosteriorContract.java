package polya.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polya.cli.Estimators;
import polya.cli.SamplingOptions;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.marginal.Bound;
import polya.heldout.marginal.LeftToRight;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.PureLoop;
import polya.infer.SimulatedDocument;
import polya.math.Purpose;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.mixing.Mixtures;
import polya.params.Settings;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;
import polya.topics.Phi;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What every fitted model answers, by whatever method it was trained: topics that are
 * distributions, documents that have a prior and are read, and estimates of both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PosteriorContract implements ModelContract {
  private static final int DOCUMENTS = 150;

  /** A document without tokens. */
  private static final int EMPTY = 49;

  private final Map<String, Posterior> posteriors = new HashMap<>();

  /** Of a model that this method trained, without Spark. */
  private Posterior posterior(String method) {
    return posteriors.computeIfAbsent(
        method,
        by -> {
          PureLoop loop =
              new PureLoop(
                      family(),
                      by,
                      documents(DOCUMENTS),
                      facts(DOCUMENTS),
                      brief(by, PlantedCorpus.TOPICS),
                      null)
                  .run();
          return family().posterior(loop.inference.parameters(loop.state));
        });
  }

  private static void areDistributions(Phi topics) {
    double[] row = new double[topics.topics()];
    double[] sums = new double[topics.topics()];
    for (int w = 0; w < topics.terms(); w++) {
      topics.expand(w, row, 0);
      for (int k = 0; k < row.length; k++) {
        assertThat(row[k]).isBetween(0.0, 1.0);
        sums[k] += row[k];
      }
    }
    for (double sum : sums) {
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void topicsAreDistributionsAndDocumentsHaveAPriorOfThem(String method) {
    Posterior posterior = posterior(method);
    areDistributions(posterior.topics());
    assertThat(posterior.topics().terms()).isEqualTo(PlantedCorpus.TERMS);
    DocumentPrior documents = posterior.documents();
    assertThat(documents.topics()).isEqualTo(posterior.topics().topics());
    assertThat(documents.alpha()).hasSize(documents.topics());
    assertThat(Arrays.stream(documents.alpha()).min().orElse(0)).isPositive();
    double[] other = new double[documents.topics()];
    Arrays.setAll(other, k -> 0.5 + k);
    double[] set = documents.withAlpha(other).alpha();
    for (int k = 1; k < other.length; k++) {
      assertThat(set[k] / set[0]).as("shares of topics").isCloseTo(1 + 2 * k, within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theAlphaOfAGroupIsPositiveOnItsSupportAlone(String method) {
    Groups groups = groups(DOCUMENTS);
    DocumentPrior documents = posterior(method).documents().in(groups);
    for (int g = 0; g < groups.size(); g++) {
      int[] support = new int[documents.topics()];
      int size = documents.support(g, support);
      double[] alpha = new double[documents.topics()];
      documents.alpha(g, null, alpha);
      if (documents.isShared()) {
        assertThat(size).isEqualTo(-1);
        assertThat(alpha).containsExactly(documents.alpha());
      }
      if (size < 0) {
        assertThat(Arrays.stream(alpha).min().orElse(0)).isPositive();
        continue;
      }
      int[] used = Arrays.copyOf(support, size);
      assertThat(Arrays.stream(used).boxed().toList()).isSorted().doesNotHaveDuplicates();
      double[] over = new double[size];
      documents.alpha(g, support, size, over);
      for (int k = 0; k < alpha.length; k++) {
        int at = Arrays.binarySearch(used, k);
        assertThat(alpha[k]).isEqualTo(at < 0 ? 0 : over[at]);
        assertThat(alpha[k] > 0).isEqualTo(at >= 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aMixtureIsThatOfItsDocumentWhateverWasReadBefore(String method) {
    Posterior posterior = posterior(method);
    DocumentPrior prior = posterior.documents().in(groups(DOCUMENTS));
    Mixtures mixtures = new Mixtures(posterior.topics(), prior);
    List<Document> documents = documents(DOCUMENTS);
    for (int d = 0; d < documents.size(); d++) {
      Document document = documents.get(d);
      double[] theta = of(mixtures, document);
      assertThat(Arrays.stream(theta).sum()).isCloseTo(1, within(1e-9));
      assertThat(of(new Mixtures(posterior.topics(), prior), document)).containsExactly(theta);
      double[] alpha = new double[prior.topics()];
      prior.alpha(document.group(), null, alpha);
      for (int k = 0; k < alpha.length; k++) {
        assertThat(theta[k]).isBetween(0.0, 1.0);
        assertThat(alpha[k] > 0 || theta[k] == 0).as("%s at %d", document.id(), k).isTrue();
      }
      double[] expected = prior.expected(theta, document.tokens());
      assertThat(expected).hasSize(theta.length).doesNotContain(Double.NaN);
      assertThat(prior.values(expected)).hasSize(prior.columns().size()).doesNotContain(Double.NaN);
      if (d == EMPTY) {
        assertThat(document.tokens()).isZero();
        double sum = Arrays.stream(alpha).sum();
        assertThat(theta).containsExactly(Arrays.stream(alpha).map(a -> a / sum).toArray());
      }
    }
    Document known = documents.get(0);
    int[] terms = Arrays.copyOf(known.terms(), known.terms().length + 1);
    terms[known.terms().length] = PlantedCorpus.TERMS + 3;
    int[] counts = Arrays.copyOf(known.counts(), terms.length);
    counts[terms.length - 1] = 5;
    assertThat(mixtures.of(known.group(), terms, counts)).containsExactly(of(mixtures, known));
    assertThat(mixtures.of(known.group(), new int[] {terms[terms.length - 1]}, new int[] {5}))
        .as("of unknown terms alone")
        .containsExactly(mixtures.of(known.group(), new int[0], new int[0]));
  }

  private static double[] of(Mixtures mixtures, Document document) {
    return mixtures.of(document.group(), document.terms(), document.counts());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void documentsTravelAndAreReadTheSameThere(String method) {
    Posterior posterior = posterior(method);
    DocumentPrior here = posterior.documents().in(groups(DOCUMENTS));
    SparkConf conf = LocalSpark.session().sparkContext().getConf();
    ClassTag<DocumentPrior> tag = ClassTag$.MODULE$.apply(DocumentPrior.class);
    for (Serializer serializer : List.of(new JavaSerializer(conf), new KryoSerializer(conf))) {
      SerializerInstance instance = serializer.newInstance();
      DocumentPrior there = instance.deserialize(instance.serialize(here, tag), tag);
      assertThat(there.alpha()).containsExactly(here.alpha());
      for (Document document : documents(30)) {
        assertThat(of(new Mixtures(posterior.topics(), there), document))
            .containsExactly(of(new Mixtures(posterior.topics(), here), document));
      }
    }
  }

  /** All score, or say in a sentence why not; a bound is below what it bounds. */
  @ParameterizedTest
  @MethodSource("methods")
  void everyEstimatorScoresDocumentsOrTellsWhyNot(String method) {
    Posterior posterior = posterior(method);
    DocumentPrior prior = posterior.documents().in(groups(DOCUMENTS));
    Map<String, Double> sums = new HashMap<>();
    for (String name : Estimators.NAMES) {
      Estimator estimator = Estimators.named(name, SamplingOptions.of(0));
      if (estimator.lacks(prior).isPresent()) {
        assertThat(estimator.lacks(prior).get()).as(name).hasSizeGreaterThan(15);
        continue;
      }
      Estimator.Scorer scorer = estimator.open(posterior.topics(), prior);
      double sum = 0;
      for (Document document : documents(20)) {
        Estimate estimate = scorer.estimate(HeldOut.of(document, 0));
        assertThat(estimate.logProbability()).as(name).isFinite().isLessThanOrEqualTo(0);
        sum += estimate.logProbability();
      }
      assertThat(sum).as(name).isNegative();
      sums.put(name, sum);
    }
    assertThat(sums).isNotEmpty();
    if (sums.containsKey(Bound.NAME)) {
      assertThat(sums.get(Bound.NAME)).isLessThan(0.999 * sums.get(LeftToRight.NAME));
    }
  }

  /** The story run forwards gives what a trained model gives, and documents of it. */
  @Test
  void theTruthOfTheGeneratorIsAModelAndDrawsDocuments() {
    Generator generator = family().generator();
    boolean counted = generator.parameters().stream().anyMatch(p -> p.name().equals("k"));
    Settings settings = Settings.of(generator.parameters(), Map.of(counted ? "k" : "labels", "3"));
    ModelState truth = generator.truth(settings, Generator.zipf(200, 1), 1e4, 1);
    Posterior posterior = family().posterior(truth);
    areDistributions(posterior.topics());
    assertThat(posterior.topics().terms()).isEqualTo(200);
    assertThat(posterior.topics().topics()).isEqualTo(3).isEqualTo(posterior.documents().topics());
    var simulation = generator.simulation(truth, new DocumentLengths(30, 0));
    double tokens = 0;
    for (int d = 0; d < 100; d++) {
      SimulatedDocument drawn = simulation.draw("a", Streams.of(1, Purpose.SIMULATION, 0, d));
      assertThat(drawn.mixture()).hasSize(3);
      assertThat(Arrays.stream(drawn.mixture()).sum()).isCloseTo(1, within(1e-6));
      assertThat(simulation.draw("a", Streams.of(1, Purpose.SIMULATION, 0, d)).document())
          .isEqualTo(drawn.document());
      tokens += drawn.document().tokens();
    }
    assertThat(tokens).isPositive();
  }
}
