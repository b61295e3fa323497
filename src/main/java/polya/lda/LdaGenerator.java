package polya.lda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Parameter;
import polya.infer.Posterior;
import polya.infer.Settings;
import polya.infer.Simulation;
import polya.infer.TopicState;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.Rows;
import polya.math.Streams;
import polya.topics.Globals;
import polya.topics.TermBlock;

/**
 * The generative story of LDA: φ_k ~ Dirichlet(V η m), with m uniform the Dirichlet_V(η) that is
 * trained; documents as {@link LdaSimulation} draws them.
 */
final class LdaGenerator implements Generator {
  static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              "docConcentration",
              1e-6,
              1e6,
              "Dirichlet prior α of documents' mixtures: one number for every topic, or k numbers;"
                  + " auto is 5/k each, at most 0.1.")
          .orAuto();

  static final Parameter<Double> TOPIC_CONCENTRATION =
      Parameter.real(
          "topicConcentration",
          0.1,
          true,
          0,
          1e6,
          "Dirichlet prior η of topics: small ones make topics of few terms.");

  /** Streams of topics; those of documents have round 0. */
  private static final int TOPICS_ROUND = 1;

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(LdaParameters.K, DOC_CONCENTRATION, TOPIC_CONCENTRATION);
  }

  /** Rows are expected counts, tokens · α_k / Σα · φ_wk, without any prior added to them. */
  @Override
  public ModelState truth(Settings settings, double[] termShares, double tokens, long seed) {
    double[] alpha =
        LdaParameters.documentsPrior(
            settings,
            DOC_CONCENTRATION,
            Math.min(LdaParameters.MOST, 5.0 / settings.get(LdaParameters.K)));
    double eta = settings.get(TOPIC_CONCENTRATION);
    double[] prior = Arrays.stream(termShares).map(m -> termShares.length * eta * m).toArray();
    double sum = 0;
    for (double a : alpha) {
      sum += a;
    }
    double perAlpha = tokens / sum;
    float[][] rows = new float[termShares.length][Rows.padded(alpha.length)];
    IntStream.range(0, alpha.length)
        .parallel()
        .forEach(k -> topic(rows, k, prior, perAlpha * alpha[k], seed));
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows.length; from += TermBlock.SIZE) {
      int to = Math.min(rows.length, from + TermBlock.SIZE);
      blocks.add(TermBlock.of(from, Arrays.copyOfRange(rows, from, to)));
    }
    Map<String, double[]> globals =
        Map.of(
            LdaState.DOC_CONCENTRATION, alpha, TopicState.TOPIC_CONCENTRATION, new double[] {eta});
    return new ModelState(blocks, Globals.of(globals));
  }

  /** Draws topic k into its column of the rows. */
  private static void topic(float[][] rows, int k, double[] prior, double scale, long seed) {
    double[] phi =
        Draws.dirichlet(
            Streams.of(seed, Purpose.SIMULATION, TOPICS_ROUND, k), prior, new double[prior.length]);
    for (int w = 0; w < phi.length; w++) {
      rows[w][k] = (float) (scale * phi[w]);
    }
  }

  @Override
  public Simulation simulation(ModelState parameters, DocumentLengths lengths) {
    Posterior posterior = new LdaPosterior(parameters);
    return new LdaSimulation(posterior.topics(), posterior.docConcentration(), lengths);
  }
}
