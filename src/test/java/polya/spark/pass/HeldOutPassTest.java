package polya.spark.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.cli.Estimators;
import polya.cli.SamplingOptions;
import polya.corpus.ColumnKind;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.LabelSyntax;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Tiny;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.DocumentScore;
import polya.heldout.error.HeldOutResult;
import polya.heldout.error.HeldOutSums;
import polya.heldout.error.PairedScore;
import polya.heldout.marginal.Bound;
import polya.infer.Posterior;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
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
    for (String name : Estimators.scoring(MODEL.documents())) {
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

  /** Documents that are of another α where their groups are known. */
  private static final class Grouped implements DocumentPrior {
    private static final long serialVersionUID = 1L;

    @Override
    public int topics() {
      return 20;
    }

    @Override
    public DocumentPrior in(Groups groups) {
      double[] alpha = new double[20];
      java.util.Arrays.fill(alpha, groups.size());
      return new DirichletDocuments(alpha);
    }

    @Override
    public void alpha(int group, double[] own, double[] out) {
      MODEL.documents().alpha(group, own, out);
    }

    @Override
    public DocumentPrior withAlpha(double[] alpha) {
      return new DirichletDocuments(alpha);
    }

    @Override
    public FoldIn foldIn(Phi topics, FoldInSweeps sweeps) {
      return MODEL.documents().foldIn(topics, sweeps);
    }
  }

  @Test
  void groupsReachThePriorWhereTasksAre() {
    Map<String, Long> sets = Map.of("a", 1L, "b", 2L);
    LabelSyntax syntax = new LabelSyntax(ColumnKind.LABELS, ";");
    Groups groups = Groups.of(Encoding.of("label", syntax, sets), sets);
    DocumentPrior prior = new Grouped();
    DocumentCompletion estimator = new DocumentCompletion(3);
    JavaRDD<HeldOut> documents = CONTEXT.parallelize(documents(), 2);
    List<HeldOutResult> results = new ArrayList<>();
    for (Optional<Groups> known : List.of(Optional.of(groups), Optional.<Groups>empty())) {
      try (HeldOutPass pass = new HeldOutPass(CONTEXT, MODEL, prior, known);
          HeldOutPass other = new HeldOutPass(CONTEXT, MODEL)) {
        results.add(HeldOutPass.result(pass.scores(documents, estimator), estimator, 3));
        JavaRDD<DocumentScore> first =
            pass.pairs(other, documents, estimator).map(PairedScore::first);
        assertThat(HeldOutPass.result(first, estimator, 3))
            .isEqualTo(results.get(results.size() - 1));
      }
    }
    double[] alpha = new double[20];
    java.util.Arrays.fill(alpha, groups.size());
    DocumentPrior bound = new DirichletDocuments(alpha);
    try (HeldOutPass pass = new HeldOutPass(CONTEXT, MODEL, bound, Optional.empty());
        HeldOutPass plain = new HeldOutPass(CONTEXT, MODEL)) {
      assertThat(results)
          .containsExactly(
              HeldOutPass.result(pass.scores(documents, estimator), estimator, 3),
              HeldOutPass.result(plain.scores(documents, estimator), estimator, 3));
    }
  }

  /** Tells the groups that a document and what is observed of it are in. */
  private record GroupsOf() implements Estimator {
    @Override
    public String name() {
      return "groups";
    }

    @Override
    public String quantity() {
      return "groups";
    }

    @Override
    public Scorer open(Phi topics, DocumentPrior documents) {
      return d -> {
        int observed = d.observed() == null ? 0 : d.observed().group();
        return new Estimate(1, -d.document().group() - 10 * observed, 0);
      };
    }
  }

  @Test
  void documentsStayInTheirGroupsFromDrawToDraw(@TempDir Path folder) {
    List<HeldOut> documents =
        List.of(
            HeldOut.of(Tiny.document("x", 1, 2, 2).in(2), 0),
            HeldOut.given(Tiny.document("y", 3).in(1), Tiny.document("y", 1, 4).in(1), 0));
    List<DocumentScore> scores =
        HeldOutDraws.scores(
                LocalSpark.session(),
                CONTEXT.parallelize(documents, 1),
                Optional.empty(),
                2,
                draw -> new HeldOutDraws.Draw(MODEL, MODEL.documents()),
                new GroupsOf(),
                folder.resolve("between").toString())
            .collect();
    assertThat(scores)
        .extracting(s -> s.id() + " " + s.estimate().logProbability())
        .containsExactlyInAnyOrder("x -2.0", "y -11.0");
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
