package polya.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.spark.LocalSpark;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.Phi;

class BroadcastExchangeTest {
  private static final JavaSparkContext SPARK =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static Phi phi() {
    return Phi.of(
        LocalBlocks.of(new float[][] {{1, 2, 0, 0, 0, 0, 0, 0}}),
        Phi.Link.IDENTITY,
        0.5,
        1,
        new double[] {1, 1});
  }

  /** Small ones travel with every task, large ones once an executor with Φ: tasks see the same. */
  @ParameterizedTest
  @CsvSource({"10, false", "10, true", "9000, false", "9000, true"})
  void tasksSeeTheGlobalsOfTheirRound(int numbers, boolean sharesMemory) {
    double[] vector = new double[numbers];
    Arrays.setAll(vector, i -> i / 3.0);
    Globals globals = Globals.none().with("x", vector).with("y", 7);
    BroadcastExchange exchange = new BroadcastExchange(SPARK, sharesMemory);
    Exchange.Published published = exchange.publish(phi(), globals, Asked.all());
    List<double[]> seen =
        SPARK
            .parallelize(List.of(1, 2, 3), 3)
            .map(
                i -> {
                  double[] weights = new double[2];
                  published.phi().expand(0, weights, 0);
                  double[] x = published.globals().vector("x");
                  return new double[] {
                    weights[1], x[x.length - 1], published.globals().scalar("y")
                  };
                })
            .collect();
    for (double[] task : seen) {
      assertThat(task).containsExactly(2.5, (numbers - 1) / 3.0, 7);
    }
    boolean large = numbers > 8192;
    assertThat(published.bytes() > 8L * numbers).isEqualTo(large && !sharesMemory);
    exchange.retire(published);
  }

  @Test
  void whatWasRetiredIsGone() {
    BroadcastExchange exchange = new BroadcastExchange(SPARK, true);
    Exchange.Published published = exchange.publish(phi());
    exchange.retire(published);
    assertThatThrownBy(published::phi).hasMessageContaining("an earlier round");
  }
}
