package polya.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.SimulatedDocument;
import polya.infer.Simulation;
import polya.math.Purpose;
import polya.math.Streams;
import polya.params.Settings;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Local mode sends nothing, so that a cluster could be the first to find that it cannot. */
class SimulationTravelsTest {
  private static SimulatedDocument draw(Simulation simulation) {
    return simulation.draw("a", Streams.of(1, Purpose.SIMULATION, 0, 7));
  }

  @Test
  void everyFamilysSimulationDrawsTheSameOnAnotherMachine() {
    SparkConf conf = LocalSpark.session().sparkContext().getConf();
    for (ModelFamily family : ModelFamily.all()) {
      Generator generator = family.generator();
      Settings settings =
          Settings.of(
              generator.parameters(),
              generator.parameters().stream().anyMatch(p -> p.name().equals("k"))
                  ? Map.of("k", "3")
                  : Map.of("labels", "3"));
      ModelState truth = generator.truth(settings, Generator.zipf(1100, 1), 1e5, 1);
      // Lengths of documents with intensities follow from these.
      double dispersion = family.name().equals("lda") ? 0.5 : 0;
      DocumentLengths lengths = new DocumentLengths(30, dispersion);
      Simulation here = generator.simulation(truth, lengths);
      ClassTag<Simulation> tag = ClassTag$.MODULE$.apply(Simulation.class);
      for (Serializer serializer : List.of(new JavaSerializer(conf), new KryoSerializer(conf))) {
        SerializerInstance instance = serializer.newInstance();
        Simulation fresh = generator.simulation(truth, lengths);
        int size = instance.serialize(fresh, tag).remaining();
        SimulatedDocument expected = draw(here);
        ByteBuffer bytes = instance.serialize(here, tag);
        // What was built for drawing stays here.
        assertThat(bytes.remaining()).isEqualTo(size);
        SimulatedDocument there = draw(instance.deserialize(bytes, tag));
        assertThat(there.document()).isEqualTo(expected.document());
        assertThat(there.mixture()).containsExactly(expected.mixture());
      }
    }
  }
}
