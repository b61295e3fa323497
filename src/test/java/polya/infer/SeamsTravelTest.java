package polya.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import polya.corpus.Document;
import polya.mixing.DocumentPrior;
import polya.spark.Covaried;
import polya.spark.Labelled;
import polya.spark.PlantedCorpus;
import polya.topics.Sums;
import polya.topics.TermBlock;
import polya.topics.TermStatistics;

/** What is to run where documents or blocks lie travels there, and does the same there. */
class SeamsTravelTest {
  static Stream<Arguments> methods() {
    List<Arguments> all = new ArrayList<>();
    for (ModelFamily family : ModelFamily.all()) {
      for (String method : family.inferences()) {
        all.add(Arguments.of(family.name(), method, family));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("methods")
  void aGlobalStepTravels(String name, String method, ModelFamily family)
      throws IOException, ClassNotFoundException {
    boolean covaried = family.parameters(method).contains(CovariateParameters.COLUMNS);
    List<Document> documents =
        covaried ? Covaried.planted(150).documents : PlantedCorpus.documents(150);
    CorpusFacts plain = PlantedCorpus.facts(documents);
    PureLoop loop =
        new PureLoop(
            family,
            method,
            documents,
            covaried ? Covaried.planted(150).facts(plain) : plain,
            Labelled.topics(family, 3),
            null);
    while (loop.hasNext()) {
      loop.step();
    }
    BlockPass here = loop.inference.global(loop.published, loop.batch, loop.round);
    BlockPass there = travelled(here);
    assertThat(there.totals()).isEqualTo(here.totals());
    assertThat(there.takesDifferences()).isEqualTo(here.takesDifferences());
    assertThat(stepped(loop, there)).isEqualTo(stepped(loop, here));
    DocumentPrior prior = family.posterior(loop.inference.parameters(loop.state)).documents();
    assertThat(travelled(prior).alpha()).isEqualTo(prior.alpha());
    assertThat(travelled(loop.inference).documents(loop.state.globals()).alpha())
        .isEqualTo(loop.inference.documents(loop.state.globals()).alpha());
  }

  private static List<Object> stepped(PureLoop loop, BlockPass step) {
    Sums totals = new Sums(step.totals());
    TermBlock before = loop.published.topics().here().get(0);
    TermBlock after = step.step(before, TermStatistics.rows(loop.statistics, 0), totals);
    List<Object> all = new ArrayList<>();
    for (float[] row : after.copyOfRows()) {
      for (float x : row) {
        all.add(x);
      }
    }
    for (double total : totals.numbers()) {
      all.add(total);
    }
    return all;
  }

  private static <T> T travelled(T object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      @SuppressWarnings("unchecked") // It is what was written.
      T read = (T) in.readObject();
      return read;
    }
  }
}
