package polya.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.Failure;

class SparkAtHandTest {
  @Test
  void thatOfTheBuildIsTaken() {
    SparkAtHand.check();
    SparkAtHand.check("4.1.3-amzn-0", "2.13.17");
    SparkAtHand.check("4.10.0", "2.13.17");
  }

  @ParameterizedTest
  @CsvSource({
    "3.5.1, 2.13.8",
    "3.5.1, 2.12.18",
    "4.0.1, 2.13.16",
    "4.1.0, 2.12.18",
    "5.0.0, 3.3.6"
  })
  void othersAreRefusedInASentence(String spark, String scala) {
    assertThatThrownBy(() -> SparkAtHand.check(spark, scala))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot run on Spark "
                + spark
                + " with Scala "
                + scala
                + ": Polya is built for Spark 4.1 with Scala 2.13. Set SPARK_HOME to such a Spark.");
  }
}
