package polya.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import polya.corpus.Document;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.params.Settings;
import polya.infer.Simulation;
import polya.models.lda.LdaFamily;
import polya.math.Purpose;
import polya.math.Streams;

/** Documents drawn from LDA over terms that follow Zipf's law, the same each time. */
final class SimulatedDocuments {
  private SimulatedDocuments() {}

  /** This many documents, of 100 tokens in the mean, over this many terms and topics. */
  static List<Document> of(int documents, int terms, int topics) {
    Generator generator = new LdaFamily().generator();
    Map<String, String> given =
        Map.of("k", Integer.toString(topics), "topicConcentration", "0.05");
    Settings settings = Settings.of(generator.parameters(), given);
    Simulation simulation =
        generator.simulation(
            generator.truth(settings, Generator.zipf(terms, 1), 100.0 * documents, 1),
            new DocumentLengths(100, 0.5));
    List<Document> drawn = new ArrayList<>();
    for (int d = 0; d < documents; d++) {
      String id = Integer.toString(d + 1);
      drawn.add(simulation.draw(id, Streams.of(1, Purpose.SIMULATION, 0, d)).document());
    }
    return drawn;
  }
}
