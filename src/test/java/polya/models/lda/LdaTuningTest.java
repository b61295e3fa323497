package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import polya.ml.CountRows;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

class LdaTuningTest {
  /** The mean of rows' largest share of a topic: an evaluator sees the mixtures only. */
  public static final class Clearness extends Evaluator {
    private static final long serialVersionUID = 1L;

    @Override
    public String uid() {
      return "clearness";
    }

    @Override
    public double evaluate(Dataset<?> dataset) {
      List<? extends Object> rows = dataset.select("topicDistribution").collectAsList();
      return rows.stream()
          .map(row -> ((Row) row).<Vector>getAs(0).toArray())
          .mapToDouble(theta -> Arrays.stream(theta).max().orElseThrow())
          .average()
          .orElseThrow();
    }

    @Override
    public Clearness copy(ParamMap extra) {
      return this;
    }
  }

  private static CrossValidatorModel tuned(int parallelism) {
    Lda lda = new Lda("lda").set("passes", "3").setIdCol("id");
    return new CrossValidator()
        .setEstimator(lda)
        .setEvaluator(new Clearness())
        .setEstimatorParamMaps(
            new ParamGridBuilder()
                .addGrid(lda.k(), new int[] {2, 4})
                .addGrid(lda.topicConcentration(), new double[] {0.01, 1})
                .build())
        .setNumFolds(2)
        .setSeed(1)
        .setParallelism(parallelism)
        .fit(CountRows.of(PlantedCorpus.documents(200)));
  }

  @Test
  void crossValidationInParallelFindsWhatItFindsOneByOne() {
    CrossValidatorModel two = tuned(2);
    CrossValidatorModel one = tuned(1);
    assertThat(two.avgMetrics()).isEqualTo(one.avgMetrics());
    assertThat(Arrays.stream(two.avgMetrics()).distinct()).hasSize(4);
    LdaModel best = (LdaModel) two.bestModel();
    assertThat(best.summary().digest()).isEqualTo(((LdaModel) one.bestModel()).summary().digest());
    assertThat(best.getOrDefault(best.getParam("k"))).isEqualTo(best.topics());
  }

  /** Descriptions of all jobs that began while it listened. */
  private static final class Descriptions extends SparkListener {
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      seen.add(String.valueOf(job.properties().getProperty("spark.job.description")));
    }
  }

  @Test
  void fitsAtTheSameTimeDoNotMeet() throws Exception {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    Set<Integer> persisted = Set.copyOf(context.getPersistentRDDs().keySet());
    Dataset<Row> rows = CountRows.of(PlantedCorpus.documents(200));
    List<Lda> estimators = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      Lda lda = new Lda().setK(3).set("passes", "4").setSeed(seed);
      estimators.add(lda);
      // Tiles keep states: the part of the loop that could meet another's.
      estimators.add(lda.copy(ParamMap.empty()).set("variational", "vb").setSubsamplingRate(1));
    }
    List<String> alone = estimators.stream().map(lda -> lda.fit(rows).summary().digest()).toList();
    assertThat(alone).doesNotHaveDuplicates();
    Descriptions descriptions = new Descriptions();
    context.sc().addSparkListener(descriptions);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> fits = new ArrayList<>();
      for (Lda lda : estimators) {
        fits.add(
            () -> {
              context.sc().setJobDescription("thread's own");
              String digest = lda.fit(rows).summary().digest();
              assertThat(context.getLocalProperty("spark.job.description"))
                  .isEqualTo("thread's own");
              return digest;
            });
      }
      List<String> together = new ArrayList<>();
      for (Future<String> digest : threads.invokeAll(fits)) {
        together.add(digest.get());
      }
      assertThat(together).isEqualTo(alone);
    } finally {
      threads.shutdownNow();
      context.sc().listenerBus().waitUntilEmpty();
      context.sc().removeSparkListener(descriptions);
    }
    assertThat(descriptions.seen).contains("lda · svi · round 1/4", "lda · documents");
    assertThat(context.getPersistentRDDs().keySet()).isEqualTo(persisted);
  }
}
