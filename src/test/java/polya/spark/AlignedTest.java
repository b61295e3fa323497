package polya.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import polya.Failure;

class AlignedTest {
  private static final JavaSparkContext SPARK =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static int sum(Iterator<?> numbers) {
    int sum = 0;
    while (numbers.hasNext()) {
      sum += (Integer) numbers.next();
    }
    return sum;
  }

  @Test
  void anElementIsMadeOfTheSamePartitionsOfItsParents() {
    JavaRDD<Integer> two = SPARK.parallelize(List.of(1, 2, 3, 4), 2);
    JavaRDD<Integer> three = SPARK.parallelize(List.of(10, 20, 30), 3);
    JavaRDD<Integer> made = Aligned.of(List.of(two, three), of -> sum(of.get(0)) + sum(of.get(1)));
    assertThat(made.collect()).containsExactly(13, 27);
  }

  @Test
  void memoryThatRunsOutFailsTheTaskInASentenceAndTheExecutorLives() {
    JavaRDD<Integer> one = SPARK.parallelize(List.of(1), 1);
    JavaRDD<Integer> starved =
        Aligned.of(
            List.of(one),
            of -> {
              throw new OutOfMemoryError("Java heap space");
            });
    Throwable thrown = catchThrowable(starved::collect);
    assertThat(Causes.of(thrown))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RESOURCES))
        .hasMessageContaining("Cannot finish a task: the memory of this process");
    assertThat(one.count()).isEqualTo(1);
  }
}
