package polya.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

/** What is sent once an executor. */
class ResidentTest {
  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  /** Kryo could not write it. */
  private record Table(int[] rows, Adding adding) implements Serializable {}

  private interface Adding extends Serializable {
    int to(int number);
  }

  @Test
  void tasksCarryAReferenceAndNotTheValue() {
    Resident<Table> resident = Resident.of(spark, new Table(new int[1 << 20], n -> n + 7));
    int bytes =
        SparkEnv.get()
            .closureSerializer()
            .newInstance()
            .serialize(resident, ClassTag$.MODULE$.apply(Object.class))
            .remaining();
    assertThat(bytes).isLessThan(10_000);
    List<Integer> lengths =
        spark
            .parallelize(IntStream.range(0, 4).boxed().toList(), 4)
            .map(n -> resident.value().adding.to(resident.value().rows.length + n))
            .collect();
    assertThat(lengths).containsExactly(1048583, 1048584, 1048585, 1048586);
    resident.retire();
  }
}
