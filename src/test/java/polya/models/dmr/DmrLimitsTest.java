package polya.models.dmr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.Keywords;
import polya.infer.ModelState;
import polya.infer.PureLoop;
import polya.infer.SimulatedDocument;
import polya.infer.Simulation;
import polya.math.Purpose;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.models.lda.LdaFamily;
import polya.params.Settings;
import polya.spark.Covaried;
import polya.spark.PlantedCorpus;

/** What topics by covariates come to where these say nothing, and what they find where they do. */
class DmrLimitsTest {
  private static PureLoop run(String method, Covaried corpus, Map<String, String> given) {
    return run(method, corpus, Keywords.none(), given);
  }

  private static PureLoop run(
      String method, Covaried corpus, Keywords keywords, Map<String, String> given) {
    return new PureLoop(
            new DmrFamily(),
            method,
            corpus.documents,
            corpus.facts(PlantedCorpus.facts(corpus.documents)).with(keywords),
            given,
            null)
        .run();
  }

  private static Map<String, String> with(Map<String, String> given, String... more) {
    Map<String, String> all = new HashMap<>(given);
    for (String text : more) {
      all.put(text.split("=")[0], text.split("=")[1]);
    }
    return all;
  }

  /** λ = 0 held, both layouts of counts, and topics with keywords. */
  @ParameterizedTest
  @CsvSource({"variational, 6, false", "variational, 6, true", "random, 300, false"})
  void withoutEffectsItIsLda(String start, int topics, boolean seeded) {
    Keywords keywords =
        seeded
            ? Keywords.of(List.of("first", "second"), List.of(new int[] {0, 1}, new int[] {9}))
            : Keywords.none();
    List<Document> plain = PlantedCorpus.documents(300);
    Map<String, String> given =
        with(
            Map.of("k", Integer.toString(topics), "optimizeDocConcentration", "false"),
            "start=" + start,
            "burnIn=4",
            "samples=4",
            "hyperparameterInterval=2");
    PureLoop lda =
        new PureLoop(
                new LdaFamily(),
                "gibbs",
                plain,
                PlantedCorpus.facts(plain).with(keywords),
                given,
                null)
            .run();
    for (Covaried corpus : List.of(Covaried.planted(300), Covaried.several(300))) {
      PureLoop dmr = run("gibbs", corpus, keywords, given);
      assertThat(dmr.lambda()).isDeepEqualTo(lda.lambda());
      assertThat(dmr.alpha()).containsExactly(lda.alpha());
      assertThat(dmr.observed).isEqualTo(lda.observed);
    }
  }

  /** In which order columns are named is nothing. */
  @Test
  void columnsInAnyOrderGiveTheSameBits() {
    List<Document> plain = PlantedCorpus.documents(200);
    Map<String, String> given =
        with(Map.of("k", "5", "burnIn", "4", "samples", "4"), "hyperparameterInterval=1");
    List<double[][]> found = new ArrayList<>();
    for (String columns : List.of("a,b:number:3,c:labels", "c:labels,b:number:3,a")) {
      Covaried corpus =
          Covaried.of(
              plain,
              columns,
              d -> List.of("v" + d % 3, Integer.toString(d % 11), d % 2 == 0 ? "x;y" : "y"));
      found.add(run("gibbs", corpus, given).lambda());
    }
    assertThat(found.get(0)).isDeepEqualTo(found.get(1));
  }

  /** Effects that documents were drawn with: their signs and sizes are found again. */
  @Test
  void simulatedEffectsAreFound() {
    DmrGenerator generator = new DmrGenerator();
    Settings settings =
        Settings.of(
            generator.parameters(),
            Map.of("k", "4", "covariateValues", "6", "docConcentration", "0.3"));
    ModelState truth = generator.truth(settings, Generator.zipf(80, 0.5), 3000 * 40, 11);
    Simulation simulation = generator.simulation(truth, new DocumentLengths(40, 0));
    List<Document> plain = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int d = 0; d < 3000; d++) {
      SimulatedDocument drawn = simulation.draw("d" + d, Streams.of(11, Purpose.SIMULATION, 0, d));
      plain.add(drawn.document());
      values.add("v" + drawn.labels()[0]);
    }
    for (String columns : List.of("covariate", "covariate,same:number:2")) {
      boolean one = !columns.contains(",");
      Covaried corpus =
          Covaried.of(
              plain, columns, d -> one ? List.of(values.get(d)) : List.of(values.get(d), "1"));
      PureLoop loop = run("gibbs", corpus, Map.of("k", "4", "burnIn", "60", "samples", "20"));
      ModelState model = loop.inference.parameters(loop.state);
      int[] match = match(truth, model);
      DocumentPrior prior = new DmrPosterior(model).documents().in(corpus.groups);
      List<double[]> pairs = new ArrayList<>();
      double[][] planted = truth.globals().matrix(DmrState.VALUE_CONCENTRATION);
      for (int v = 0; v < 6; v++) {
        List<String> labels = new ArrayList<>(List.of("covariate=v" + v));
        if (!one) {
          labels.add("same=1.0");
        }
        double[] alpha = new double[4];
        prior.alpha(corpus.groups.find(labels), null, alpha);
        for (int k = 0; k < 4; k++) {
          pairs.add(
              new double[] {
                Math.log(planted[1 + v][k] / planted[0][k]), Math.log(alpha[match[k]])
              });
        }
      }
      centre(pairs);
      assertThat(correlation(pairs)).as(columns).isGreaterThan(0.9);
      assertThat(slope(pairs)).as(columns).isBetween(0.75, 1.25);
    }
  }

  /** By topic of the truth the model's of the largest cosine. */
  private static int[] match(ModelState truth, ModelState model) {
    int[] match = new int[4];
    for (int k = 0; k < 4; k++) {
      double best = -1;
      for (int j = 0; j < 4; j++) {
        double product = 0;
        double a = 0;
        double b = 0;
        for (int w = 0; w < 80; w++) {
          double x = truth.topics().row(w)[k];
          double y = model.topics().row(w)[j];
          product += x * y;
          a += x * x;
          b += y * y;
        }
        if (product / Math.sqrt(a * b) > best) {
          best = product / Math.sqrt(a * b);
          match[k] = j;
        }
      }
    }
    assertThat(match).containsExactlyInAnyOrder(0, 1, 2, 3);
    return match;
  }

  /** Effects are from a topic's mean over values: pairs of topic k are each fourth. */
  private static void centre(List<double[]> pairs) {
    for (int k = 0; k < 4; k++) {
      for (int side = 0; side < 2; side++) {
        double mean = 0;
        for (int i = k; i < pairs.size(); i += 4) {
          mean += pairs.get(i)[side] / (pairs.size() / 4);
        }
        for (int i = k; i < pairs.size(); i += 4) {
          pairs.get(i)[side] -= mean;
        }
      }
    }
  }

  private static double sum(List<double[]> pairs, int a, int b) {
    return pairs.stream().mapToDouble(pair -> pair[a] * pair[b]).sum();
  }

  private static double correlation(List<double[]> pairs) {
    return sum(pairs, 0, 1) / Math.sqrt(sum(pairs, 0, 0) * sum(pairs, 1, 1));
  }

  private static double slope(List<double[]> pairs) {
    return sum(pairs, 0, 1) / sum(pairs, 0, 0);
  }
}
