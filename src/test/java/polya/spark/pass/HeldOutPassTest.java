package polya.spark.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import polya.cli.Estimators;
import polya.cli.SamplingOptions;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Tiny;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.DocumentScore;
import polya.heldout.error.HeldOutResult;
import polya.heldout.error.HeldOutSums;
import polya.heldout.marginal.Bound;
import polya.infer.Posterior;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.spark.LocalSpark;
import polya.topics.Phi;

class HeldOutPassTest {
  private static final JavaSparkContext CONTEXT =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static final Posterior MODEL =
      new Posterior() {
        private final Phi phi = Tiny.phi(Tiny.weights(1500, 20, 5));

        @Override
        public Phi topics() {
          return phi;
        }

        @Override
        public DocumentPrior documents() {
          double[] alpha = new double[20];
          java.util.Arrays.fill(alpha, 0.25);
          return new DirichletDocuments(alpha);
        }
      };

  private static List<HeldOut> documents() {
    List<HeldOut> documents = new ArrayList<>();
    for (Document d : Tiny.documents(400, 1500, 60)) {
      documents.add(HeldOut.of(d, d.terms().length % 3));
    }
    documents.add(HeldOut.of(Tiny.document("empty"), 4));
    documents.add(HeldOut.of(Tiny.document("single", 7), 0));
    return documents;
  }

  @Test
  void anyPartitionsAndOrderGiveTheSameBits() {
    for (String name : Estimators.NAMES) {
      Estimator estimator = Estimators.named(name, new SamplingOptions(3, 5, 2, 100, 20, 2));
      List<HeldOut> documents = documents();
      HeldOutSums sums = new HeldOutSums(3);
      Map<String, Estimate> alone = new TreeMap<>();
      Estimator.Scorer scorer = estimator.open(MODEL.topics(), MODEL.documents().alpha());
      for (HeldOut d : documents) {
        Estimate e = scorer.estimate(d);
        alone.put(d.document().id(), e);
        sums.add(
            new DocumentScore(d.document().id(), d.document().tokens(), d.outOfVocabulary(), e));
      }
      HeldOutResult expected = sums.result(estimator);
      try (HeldOutPass pass = new HeldOutPass(CONTEXT, MODEL)) {
        for (int partitions : new int[] {1, 2, 7}) {
          Collections.shuffle(documents, new Random(partitions));
          var scores = pass.scores(CONTEXT.parallelize(documents, partitions), estimator);
          assertThat(HeldOutPass.result(scores, estimator, 3)).isEqualTo(expected);
          Map<String, Estimate> byId = new TreeMap<>();
          scores.collect().forEach(s -> byId.put(s.id(), s.estimate()));
          assertThat(byId).isEqualTo(alone);
        }
      }
    }
  }

  @Test
  void everyDocumentIsCounted() {
    DocumentCompletion estimator = new DocumentCompletion(3);
    try (HeldOutPass pass = new HeldOutPass(CONTEXT, MODEL)) {
      HeldOutResult r =
          HeldOutPass.result(
              pass.scores(CONTEXT.parallelize(documents(), 2), estimator), estimator, 3);
      assertThat(r.documents()).isEqualTo(402);
      assertThat(r.emptyDocuments()).isPositive();
      assertThat(r.unscorableDocuments()).isPositive();
      assertThat(r.scoredDocuments() + r.emptyDocuments() + r.unscorableDocuments()).isEqualTo(402);
      assertThat(r.outOfVocabularyTokens())
          .isEqualTo(documents().stream().mapToLong(HeldOut::outOfVocabulary).sum());
      assertThat(r.standardError()).isPositive();
      assertThat(r.standardError() / r.deltaMethodStandardError()).isBetween(0.8, 1.25);
    }
  }

  @Test
  void nothingToScoreIsNotANumber() {
    Bound bound = new Bound();
    try (HeldOutPass pass = new HeldOutPass(CONTEXT, MODEL)) {
      HeldOutResult none = pass.evaluate(CONTEXT.parallelize(List.of(), 2), bound, 1);
      assertThat(none.documents()).isZero();
      assertThat(none.perplexity()).isNaN();
      assertThat(pass.evaluate(CONTEXT.emptyRDD(), bound, 1)).isEqualTo(none);
    }
  }
}
