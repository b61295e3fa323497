package polya.models.hdp;

import java.util.Arrays;
import java.util.List;
import polya.infer.Figure;
import polya.infer.TopicSections;
import polya.infer.gibbs.TopicProcess;
import polya.infer.variational.TopicState;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;

/** What the globals hold beside those of {@link TopicState}. */
final class HdpState {
  /** r, K numbers. */
  static final String DOC_CONCENTRATION = "docConcentration";

  /**
   * What no r falls below: kernels know it as a float. The exposure of documents is some 1/Σr where
   * all are small, so a floor that is often met would be a prior of its own.
   */
  static final double LEAST = 1e-35;

  /** γ, one number. */
  static final String MASS = "processMass";

  /** c, one number. */
  static final String DECAY = "processDecay";

  /** How many topics have a token, and how many of them {@value #SHARE} of all. */
  static final String TOPICS_IN_USE = "topicsInUse";

  /** The squares of these, whose mean over samples says how far they scatter. */
  static final String TOPICS_IN_USE_SQUARES = "topicsInUseSquares";

  /** Of all tokens, what a topic holds that is more than a remainder. */
  static final double SHARE = 0.001;

  private HdpState() {}

  /** Where a run with these weights begins: none of its topics has a token. */
  static Globals own(double[] weights) {
    return uncounted(with(Globals.none(), TopicProcess.beginning(weights)));
  }

  /** The globals without any number of topics in use. */
  static Globals uncounted(Globals globals) {
    return globals.with(TOPICS_IN_USE, new double[2]).with(TOPICS_IN_USE_SQUARES, new double[2]);
  }

  /** Documents whose mixtures are Dirichlet(r). */
  static DocumentPrior documents(Globals globals) {
    return new DirichletDocuments(globals.vector(DOC_CONCENTRATION));
  }

  /** r, γ and c. */
  static TopicProcess process(Globals globals) {
    return new TopicProcess(
        globals.vector(DOC_CONCENTRATION), globals.scalar(MASS), globals.scalar(DECAY));
  }

  /** The globals with these r, γ and c. */
  static Globals with(Globals globals, TopicProcess process) {
    return globals
        .with(DOC_CONCENTRATION, process.weights())
        .with(MASS, process.mass())
        .with(DECAY, process.decay());
  }

  /** The globals with what is counted of the topics' totals after a sweep. */
  static Globals counted(Globals globals) {
    int topics = globals.vector(DOC_CONCENTRATION).length;
    double[] totals = TopicSections.byTopic(globals.vector(TopicState.TOPIC_TOTALS), topics);
    double least = Math.max(Double.MIN_VALUE, SHARE * Arrays.stream(totals).sum());
    double all = Arrays.stream(totals).filter(n -> n > 0).count();
    double large = Arrays.stream(totals).filter(n -> n >= least).count();
    return globals
        .with(TOPICS_IN_USE, new double[] {all, large})
        .with(TOPICS_IN_USE_SQUARES, new double[] {all * all, large * large});
  }

  /** How many topics were in use over the samples of a saved model; none where none was swept. */
  static List<Figure> figures(Globals globals) {
    if (!globals.has(TOPICS_IN_USE) || globals.vector(TOPICS_IN_USE)[0] == 0) {
      return List.of();
    }
    return List.of(
        figure(globals, 0, "topicsInUse", "topics with a token"),
        figure(globals, 1, "largeTopicsInUse", "topics with 0.1 % of the tokens"));
  }

  private static Figure figure(Globals globals, int i, String name, String words) {
    double mean = globals.vector(TOPICS_IN_USE)[i];
    double square = globals.vector(TOPICS_IN_USE_SQUARES)[i];
    return new Figure(name, words, mean, Math.sqrt(Math.max(0, square - mean * mean)));
  }
}
