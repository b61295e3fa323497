package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.corpus.UciDocuments;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.completion.TokenSplit;
import polya.heldout.error.Bootstrap;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.PureLoop;
import polya.infer.Simulation;
import polya.math.Purpose;
import polya.math.Streams;
import polya.models.lda.LdaFamily;
import polya.params.Settings;

/**
 * Whenever a run is saved after its burn-in, its topics complete training documents as well as at
 * any moment before: of every document a quarter of the tokens is withheld by coins, and what is
 * saved scores them given the others. The figure is never above the best earlier one by more than
 * one bootstrap error.
 */
class NoRiseTest {
  private static final ModelFamily FAMILY = new LdaFamily();

  /** What training sees of a document, and what it does not. */
  private record Pair(Document seen, Document withheld) {
    static Pair of(Document document) {
      Document withheld = tossed(2, tossed(1, document));
      int[] rest = document.counts().clone();
      for (int i = 0; i < withheld.terms().length; i++) {
        rest[Arrays.binarySearch(document.terms(), withheld.terms()[i])] -= withheld.counts()[i];
      }
      return new Pair(part(document, rest), withheld);
    }

    /** Half of the tokens. */
    private static Document tossed(long seed, Document document) {
      int[] counts = new int[document.terms().length];
      new TokenSplit(seed).observed(document, counts);
      return part(document, counts);
    }

    private static Document part(Document document, int[] counts) {
      int[] at = IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
      return new Document(
          document.id(),
          IntStream.of(at).map(i -> document.terms()[i]).toArray(),
          IntStream.of(at).map(i -> counts[i]).toArray());
    }
  }

  /** The model after some sweep, by what it says of the withheld tokens. */
  private record Saved(int sweep, double perplexity, double error) {}

  @Test
  void smallCorpus() {
    assertNeverRises(simulated(20, 400, 700, 40), 400, 20, 10);
  }

  @Test
  @Tag("long")
  void associatedPress() throws IOException {
    Path ap = Path.of(System.getProperty("corpora", "")).resolve("ap");
    assumeTrue(Files.isDirectory(ap), "the corpora are absent: give -Dcorpora=…");
    int terms = (int) Files.lines(ap.resolve("vocab.ap.txt")).count();
    assertNeverRises(UciDocuments.read(ap.resolve("docword.ap.txt.gz"), 2_246), terms, 100, 5);
  }

  @Test
  @Tag("long")
  void likeReviews() {
    assertNeverRises(simulated(60, 8_000, 4_000, 105), 8_000, 100, 5);
  }

  @Test
  @Tag("long")
  void ofEightTokens() {
    assertNeverRises(simulated(60, 5_000, 30_000, 8), 5_000, 100, 5);
  }

  private static List<Document> simulated(int topics, int terms, int documents, double length) {
    Generator generator = FAMILY.generator();
    Map<String, String> given = Map.of("k", Integer.toString(topics), "topicConcentration", "0.05");
    ModelState truth =
        generator.truth(
            Settings.of(generator.parameters(), given),
            Generator.zipf(terms, 1),
            documents * length,
            7);
    Simulation simulation = generator.simulation(truth, new DocumentLengths(length, 0.3));
    return IntStream.range(0, documents)
        .mapToObj(d -> simulation.draw("d" + d, Streams.of(7, Purpose.SIMULATION, 0, d)))
        .map(drawn -> drawn.document())
        .toList();
  }

  /** Scores the withheld tokens under a model. */
  private static Saved saved(int sweep, ModelState parameters, List<Pair> pairs) {
    Posterior posterior = FAMILY.posterior(parameters);
    DocumentCompletion.Scorer scorer =
        new DocumentCompletion(1).open(posterior.topics(), posterior.documents());
    Bootstrap all = new Bootstrap(1);
    for (Pair pair : pairs) {
      all.add(pair.seen.key(), scorer.estimate(HeldOut.given(pair.seen, pair.withheld, 0)));
    }
    return new Saved(sweep, all.perplexity(), all.standardError());
  }

  private static void assertNeverRises(List<Document> documents, int terms, int topics, int every) {
    List<Pair> pairs = documents.stream().map(Pair::of).toList();
    List<Document> seen = pairs.stream().map(Pair::seen).toList();
    Map<String, String> given = Map.of("k", Integer.toString(topics));
    PureLoop loop = new PureLoop("gibbs", seen, terms, given, null);
    GibbsSchedule schedule =
        GibbsSchedule.of(Settings.of(FAMILY.parameters("gibbs"), given), loop.facts);
    List<Saved> saved = new ArrayList<>();
    while (loop.hasNext()) {
      loop.step();
      int sweep = schedule.sweep(loop.round) + 1;
      if (sweep > schedule.burnIn() && (sweep % every == 0 || !loop.hasNext())) {
        saved.add(saved(sweep, loop.inference.parameters(loop.state), pairs));
      }
    }
    assertThat(saved).hasSizeGreaterThan(10);
    Saved best = saved.get(0);
    for (Saved now : saved) {
      assertThat(now.perplexity)
          .as("sweep %d beside sweep %d: %s", now.sweep, best.sweep, saved)
          .isLessThanOrEqualTo(best.perplexity + best.error);
      best = now.perplexity < best.perplexity ? now : best;
    }
  }
}
