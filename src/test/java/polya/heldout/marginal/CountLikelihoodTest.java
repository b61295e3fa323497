package polya.heldout.marginal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import polya.cli.Estimators;
import polya.cli.SamplingOptions;
import polya.corpus.Document;
import polya.heldout.Enumerated;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Tiny;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.completion.InSample;
import polya.heldout.error.DocumentScore;
import polya.heldout.error.HeldOutResult;
import polya.heldout.error.HeldOutSums;
import polya.math.Special;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaDocuments;
import polya.mixing.SharedRate;
import polya.topics.Phi;

/** The likelihood of counts against sums over all ways to split them among topics. */
class CountLikelihoodTest {
  private static final double[] SHAPE = {0.3, 0.05, 1.2};
  private static final double[] RATES = {0.2, 1.5, 0.6};
  private static final double[] COMMON = {0.4, 0.4, 0.4};
  private static final Phi PHI = Tiny.phi(Tiny.weights(5, 3, 1));
  private static final int[][] DOCUMENTS = {{2}, {0, 1, 2, 3, 4}, {0, 0, 0, 1, 1}, {4, 4, 4, 1, 2}};

  /**
   * p(x): every topic has counts of its own, Poisson with θ_k φ_wk, independent of the others';
   * summed over all splits of the document's counts, θ_k integrated out topic by topic.
   */
  private static double enumerated(double[][] phi, double[] shape, double[] rates, int[] countsW) {
    return splits(phi, shape, rates, countsW, new int[countsW.length][shape.length], 0, 0);
  }

  private static double splits(
      double[][] phi,
      double[] shape,
      double[] rates,
      int[] countsW,
      int[][] splitWK,
      int w,
      int k) {
    if (w == countsW.length) {
      double p = 1;
      for (int topic = 0; topic < shape.length; topic++) {
        p *= ofTopic(phi, shape[topic], rates[topic], splitWK, topic);
      }
      return p;
    }
    int left = countsW[w] - Arrays.stream(splitWK[w], 0, k).sum();
    if (k == shape.length - 1) {
      splitWK[w][k] = left;
      return splits(phi, shape, rates, countsW, splitWK, w + 1, 0);
    }
    double sum = 0;
    for (int own = 0; own <= left; own++) {
      splitWK[w][k] = own;
      sum += splits(phi, shape, rates, countsW, splitWK, w, k + 1);
    }
    return sum;
  }

  /** ∫ Π_w Poisson(x_w; θ φ_w) Gamma(θ; a, b) dθ for one topic. */
  private static double ofTopic(double[][] phi, double a, double b, int[][] splitWK, int k) {
    double log = a * Math.log(b) - Special.lgamma(a);
    int n = 0;
    double mass = 0;
    for (int w = 0; w < phi.length; w++) {
      int x = splitWK[w][k];
      n += x;
      mass += phi[w][k];
      log += x * Math.log(phi[w][k]) - Special.lgamma(x + 1.0);
    }
    return Math.exp(log + Special.lgamma(a + n) - (a + n) * Math.log(b + mass));
  }

  private static double enumerated(double[] rates, int[] tokens) {
    int[] countsW = new int[5];
    for (int token : tokens) {
      countsW[token]++;
    }
    return enumerated(Tiny.dense(PHI), SHAPE, rates, countsW);
  }

  private static Estimate estimate(Estimator words, double[] rates, Document document) {
    return new CountLikelihood(words)
        .open(PHI, GammaDocuments.of(SHAPE, rates))
        .estimate(HeldOut.of(document, 0));
  }

  @Test
  void probabilitiesOfAllCountsAddUpToOne() {
    double sum = 0;
    for (int first = 0; first < 60; first++) {
      for (int second = 0; second < 60; second++) {
        sum +=
            enumerated(
                new double[][] {{0.7, 0.2}, {0.3, 0.8}},
                new double[] {0.5, 1.5},
                new double[] {2, 1},
                new int[] {first, second});
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  /** Fails by chance once in 15,000 a document and estimator. */
  @Test
  void unbiasedEstimatorsStayUnbiasedUnderUnequalRates() {
    Map<LongFunction<Estimator>, Integer> all =
        Map.of(
            seed -> new LeftToRight(seed, 5, 1), 4000,
            seed -> new Importance(seed, 101, Proposal.POSTERIOR, null), 2000,
            seed -> new Annealing(seed, 20, 4), 4000,
            seed -> new Chib(seed, 3), 8000);
    all.forEach(
        (seeded, times) -> {
          for (int[] tokens : DOCUMENTS) {
            assertUnbiased(seeded, times, tokens);
          }
        });
  }

  private static void assertUnbiased(LongFunction<Estimator> seeded, int times, int[] tokens) {
    Document document = Tiny.document("d", tokens);
    double exact = enumerated(RATES, tokens);
    double sum = 0;
    double squares = 0;
    for (long seed = 1; seed <= times; seed++) {
      Estimate e = estimate(seeded.apply(seed), RATES, document);
      assertThat(e.tokens()).isEqualTo(tokens.length);
      double ratio = Math.exp(e.logProbability()) / exact;
      sum += ratio;
      squares += ratio * ratio;
    }
    double mean = sum / times;
    double error = Math.sqrt(Math.max(0, squares / times - mean * mean) / times);
    assertThat(error).isLessThan(0.03);
    assertThat(mean)
        .as("%s on %s", seeded.apply(1).name(), document)
        .isCloseTo(1, within(4 * error + 1e-9));
  }

  @Test
  void aBoundStaysABoundAndOneTokenIsExact() {
    for (int[] tokens : DOCUMENTS) {
      Estimate bound = estimate(new Bound(), RATES, Tiny.document("d", tokens));
      double exact = Math.log(enumerated(RATES, tokens));
      assertThat(bound.logProbability()).isLessThan(exact + 1e-9).isGreaterThan(exact - 3);
    }
    assertThat(new CountLikelihood(new Bound()).isBound()).isTrue();
    assertThat(new CountLikelihood(new Chib(1, 10)).isBound()).isFalse();
    Estimate one = estimate(new LeftToRight(1, 2, 0), RATES, Tiny.document("d", 3));
    assertThat(one.logProbability())
        .isCloseTo(Math.log(enumerated(RATES, new int[] {3})), within(1e-9));
  }

  /** log p(counts) = log NB(N; a_0, 1/(1+b)) + log N!/Π x_w! + log p(w). */
  @Test
  void aCommonRateGivesTheWordsTimesTheLengthTimesTheOrders() {
    double shape = Arrays.stream(SHAPE).sum();
    for (String name : List.of("left-to-right", "importance", "ais", "chib", "bound")) {
      Estimator words = Estimators.named(name, new SamplingOptions(1, 5, 1, 100, 20, 4));
      for (int[] tokens : DOCUMENTS) {
        Document document = Tiny.document("d", tokens);
        Estimate given = words.open(PHI, SHAPE).estimate(HeldOut.of(document, 0));
        Estimate counts = estimate(words, COMMON, document);
        int n = tokens.length;
        double length =
            Special.lgamma(shape + n)
                - Special.lgamma(shape)
                - Special.lgamma(n + 1.0)
                + shape * Math.log(0.4 / 1.4)
                - n * Math.log(1.4);
        double orders = Special.lgamma(n + 1.0);
        for (int count : document.counts()) {
          orders -= Special.lgamma(count + 1.0);
        }
        assertThat(counts.logProbability())
            .as(name)
            .isCloseTo(given.logProbability() + length + orders, within(1e-9));
        assertThat(counts.standardError()).isEqualTo(given.standardError());
        assertThat(Double.compare(counts.paretoK(), given.paretoK())).isZero();
        assertThat(counts.tokens()).isEqualTo(n);
      }
    }
    assertThat(enumerated(COMMON, DOCUMENTS[1]))
        .isCloseTo(
            Math.exp(
                estimate(new Chib(1, 30_000), COMMON, Tiny.document("d", DOCUMENTS[1]))
                    .logProbability()),
            within(0.02 * enumerated(COMMON, DOCUMENTS[1])));
  }

  @Test
  void anEmptyDocumentHasTheProbabilityOfBeingEmpty() {
    Document empty = Tiny.document("e");
    Estimate e = estimate(new LeftToRight(1, 2, 0), RATES, empty);
    assertThat(e.scored()).isTrue();
    assertThat(e.tokens()).isZero();
    assertThat(e.logProbability())
        .isCloseTo(Math.log(enumerated(RATES, new int[0])), within(1e-12));

    HeldOutSums sums = new HeldOutSums(1);
    sums.add(new DocumentScore("e", 0, 0, e));
    Document full = Tiny.document("f", 1, 2);
    Estimate f = estimate(new LeftToRight(1, 2, 0), RATES, full);
    sums.add(new DocumentScore("f", 2, 0, f));
    HeldOutResult result = sums.result(new CountLikelihood(new LeftToRight(1, 2, 0)));
    assertThat(result.likelihood()).isEqualTo("counts");
    assertThat(result.scoredDocuments()).isEqualTo(2);
    assertThat(result.emptyDocuments()).isEqualTo(1);
    assertThat(result.unscorableDocuments()).isZero();
    assertThat(result.logProbabilityPerToken())
        .isCloseTo((e.logProbability() + f.logProbability()) / 2, within(1e-5));
  }

  private static final GammaDocuments UNEQUAL = GammaDocuments.of(SHAPE, RATES);

  /** Of words, exact. */
  private static final Estimator ENUMERATED =
      new Estimator() {
        private static final long serialVersionUID = 1L;

        @Override
        public String name() {
          return "enumerated";
        }

        @Override
        public String quantity() {
          return "log p(w)";
        }

        @Override
        public Scorer open(Phi topics, DocumentPrior documents) {
          double[] alpha = documents.alpha();
          return heldOut -> {
            int[] tokens = Enumerated.tokens(heldOut.document());
            double p = Enumerated.probability(Tiny.dense(topics), alpha, tokens);
            return new Estimate(tokens.length, Math.log(p), 0);
          };
        }
      };

  /** ∫ p(x | rates (1 − q)/q) Beta(q; c, e) dq by the midpoint rule. */
  private static double integrated(int[] tokens, double c, double e) {
    double sum = 0;
    double all = 0;
    int steps = 600;
    for (int i = 0; i < steps; i++) {
      double q = (i + 0.5) / steps;
      double weight = Math.pow(q, c - 1) * Math.pow(1 - q, e - 1);
      double rate = (1 - q) / q;
      sum += weight * enumerated(new double[] {rate, rate, rate}, tokens);
      all += weight;
    }
    return sum / all;
  }

  @Test
  void documentsOwnRatesAreIntegratedOut() {
    int[][] documents = {{}, {2}, {0, 1, 2, 3, 4}, {0, 0, 0, 1, 1}, {4, 4, 4, 1, 2}};
    for (double[] prior : List.of(new double[] {1, 1}, new double[] {2, 3})) {
      for (int[] tokens : documents) {
        Estimate e =
            new CountLikelihood(ENUMERATED)
                .open(PHI, GammaDocuments.of(SHAPE, COMMON).withDocumentRates(prior))
                .estimate(HeldOut.of(Tiny.document("d", tokens), 0));
        assertThat(e.tokens()).isEqualTo(tokens.length);
        assertThat(Math.exp(e.logProbability()) / integrated(tokens, prior[0], prior[1]))
            .isCloseTo(1, within(1e-4));
      }
    }
  }

  /** E θ = ∫ E[θ | q] p(n, q) dq / p(n), of n tokens under one topic: E[θ | q] = (a + n) q. */
  @Test
  void intensitiesUnderDocumentsOwnRatesAreMeansOverRates() {
    double a = 1.7;
    double c = 2;
    double e = 1.5;
    int n = 6;
    double above = 0;
    double below = 0;
    for (int i = 0; i < 100_000; i++) {
      double q = (i + 0.5) / 100_000;
      double weight = Math.pow(q, c - 1 + n) * Math.pow(1 - q, e - 1 + a);
      above += weight * (a + n) * q;
      below += weight;
    }
    double[] mean =
        GammaDocuments.of(new double[] {1, 0.7}, new double[] {1, 1})
            .withDocumentRates(new double[] {c, e})
            .expected(new double[] {0.25, 0.75}, n);
    assertThat(mean[0]).isCloseTo(0.25 * above / below, within(1e-6));
    assertThat(mean[1]).isCloseTo(0.75 * above / below, within(1e-6));
  }

  /** Of one term under one topic there is nothing but the length: a/((a + n)(a + n + 1)). */
  @Test
  void lengthsUnderDocumentsOwnRatesHaveTheirClosedFormAndAddUpToOne() {
    Phi one = Tiny.phi(new float[][] {{1}});
    double a = 1.7;
    Estimator.Scorer scorer =
        new CountLikelihood(new LeftToRight(1, 2, 0))
            .open(
                one,
                GammaDocuments.of(new double[] {a}, new double[] {1})
                    .withDocumentRates(new double[] {1, 1}));
    double sum = 0;
    for (int n = 0; n <= 400; n++) {
      Document document = Tiny.document("d", new int[n]);
      double p = Math.exp(scorer.estimate(HeldOut.of(document, 0)).logProbability());
      assertThat(p).isCloseTo(a / ((a + n) * (a + n + 1)), within(1e-9));
      sum += p;
    }
    assertThat(sum).isCloseTo(1 - a / (a + 401), within(1e-6));
  }

  /** p(N) by the sum over all counts of so many tokens. */
  private static double ofLength(double[] rates, int tokens) {
    double[][] phi = Tiny.dense(PHI);
    double sum = 0;
    for (int code = 0; code < Math.pow(tokens + 1, 5); code++) {
      int[] countsW = new int[5];
      int rest = code;
      for (int w = 0; w < 5; w++, rest /= tokens + 1) {
        countsW[w] = rest % (tokens + 1);
      }
      if (Arrays.stream(countsW).sum() == tokens) {
        sum += enumerated(phi, SHAPE, rates, countsW);
      }
    }
    return sum;
  }

  @Test
  void wordsOfGivenLengthsAreCountsOverLengthsUnderUnequalRates() {
    for (int[] tokens : new int[][] {{2}, {0, 1, 4}, {4, 4, 1}, {0, 3, 3, 3}}) {
      Document document = Tiny.document("d", tokens);
      double orders = Special.lgamma(tokens.length + 1.0);
      for (int count : document.counts()) {
        orders -= Special.lgamma(count + 1.0);
      }
      double exact = Math.log(enumerated(RATES, tokens) / ofLength(RATES, tokens.length)) - orders;
      Estimator given = LengthConditioned.of(ENUMERATED);
      Estimate e = given.open(PHI, UNEQUAL).estimate(HeldOut.of(document, 0));
      assertThat(e.tokens()).isEqualTo(tokens.length);
      assertThat(e.logProbability()).isCloseTo(exact, within(1e-6));
      double equal = ENUMERATED.open(PHI, SHAPE).estimate(HeldOut.of(document, 0)).logProbability();
      assertThat(e.logProbability()).isNotCloseTo(equal, within(1e-3));
    }
    Estimator given = LengthConditioned.of(new LeftToRight(1, 2, 0));
    assertThat(given.likelihood()).isEqualTo(Estimator.CONDITIONED);
    assertThat(given.name()).isEqualTo("left-to-right");
    Document empty = Tiny.document("e");
    assertThat(given.open(PHI, UNEQUAL).estimate(HeldOut.of(empty, 0))).isEqualTo(Estimate.NONE);
  }

  @Test
  void equalRatesAndEstimatorsOfTokensStayAsTheyAre() {
    HeldOut document = HeldOut.of(Tiny.document("d", 0, 1, 4), 0);
    Estimate alone = ENUMERATED.open(PHI, SHAPE).estimate(document);
    Estimator given = LengthConditioned.of(ENUMERATED);
    SharedRate activity = new SharedRate(0.3, 0.3, 1);
    for (DocumentPrior documents :
        List.of(
            GammaDocuments.of(SHAPE, COMMON),
            UNEQUAL.withDocumentRates(new double[] {1, 1}),
            UNEQUAL.withActivities(activity, new double[] {1, 2, 3}),
            new DirichletDocuments(SHAPE))) {
      assertThat(given.open(PHI, documents).estimate(document)).isEqualTo(alone);
    }
    assertThatThrownBy(
            () ->
                new CountLikelihood(ENUMERATED)
                    .open(PHI, UNEQUAL.withActivities(activity, new double[] {1, 2, 3})))
        .hasMessage("its documents have activities, over which it does not integrate");
    Estimator completion = new DocumentCompletion(1);
    assertThat(LengthConditioned.of(completion)).isSameAs(completion);
  }

  @Test
  void estimatorsThatAreGivenLengthsAreRefused() {
    for (Estimator given : List.of(new DocumentCompletion(1), new InSample())) {
      assertThat(given.isMarginal()).isFalse();
      assertThatThrownBy(() -> new CountLikelihood(given))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
