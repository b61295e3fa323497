package polya.infer.variational;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.corpus.Document;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.Conservation;
import polya.infer.CorpusFacts;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.math.Rows;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.Sums;
import polya.topics.SumsLayout;

/**
 * Topics φ_k ~ Dirichlet(η) by stochastic variational inference, whatever the model of documents: λ
 * ← (1 − ρ) λ + ρ (η + D/|M| s), by a {@link RowChange} of what {@link TopicState} keeps. |M| is
 * the actual number of documents in the batch. Families extend this class by what concerns their
 * documents: the prior a and the topics' weights s in p(z_i = k) ∝ (n_dk + a_k) s_k φ_wk, how they
 * are learned, and their part of the bound.
 */
public abstract class DirichletTopics implements Inference {
  private static final long serialVersionUID = 1L;

  /**
   * Fraction bits of expected counts: units of 1e-6 for float32 responsibilities and 9e-10 for
   * float64, which leaves room for 9e12 and 8e9 tokens of one term on one topic.
   */
  private static final int FLOAT_BITS = 20;

  private static final int VB_BITS = 30;

  /** Learning of the documents' prior waits for topics to take shape. */
  private static final double QUIET_PASSES = 0.3;

  private final boolean vb;
  private final boolean hybrid;
  private final int topics;
  private final double eta;
  private final LearningRate learningRate;
  private final LocalOptions local;
  private final boolean learnsTopicConcentration;
  private final int seedsPerTopic;
  private final long documents;
  private final long tokens;
  private final int terms;
  private final long seed;
  private final SumsLayout sums;

  /** Where the family's own globals begin. */
  private final Globals own;

  /** Needed at the start only, so it stays on the driver. */
  private final transient long[] termFrequencies;

  /**
   * Topics of a run with these settings, of {@link VariationalParameters}.
   *
   * @param own where the family's own globals begin; {@link #parameters} keeps them
   */
  protected DirichletTopics(Settings settings, CorpusFacts facts, Map<String, double[]> own) {
    this.own = Globals.of(own);
    vb = VariationalParameters.vb(settings);
    hybrid = VariationalParameters.hybrid(settings);
    topics = settings.get(VariationalParameters.K);
    eta = VariationalParameters.topicConcentration(settings);
    learningRate = LearningRate.of(settings);
    local = LocalOptions.of(settings);
    learnsTopicConcentration = settings.get(VariationalParameters.OPTIMIZE_TOPIC_CONCENTRATION);
    seedsPerTopic = TopicSeeding.documentsPerTopic(settings, facts);
    documents = facts.documents();
    tokens = facts.tokens();
    terms = facts.terms();
    seed = settings.get(VariationalParameters.SEED);
    sums = VariationalSums.of(facts, topics);
    termFrequencies = facts.termFrequencies();
  }

  /** s, K numbers &gt; 0, in any common scale; ones leave every bit as it is. */
  protected double[] weights(Globals globals) {
    double[] evenly = new double[topics];
    Arrays.fill(evenly, 1);
    return evenly;
  }

  /** The evidence lower bound of the corpus, in nats. */
  protected abstract double bound(ModelState before, Sent corpus);

  @Override
  public int seedDocuments() {
    return (int) Math.min(Integer.MAX_VALUE, (long) topics * seedsPerTopic);
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return begun(TopicSeeding.blocks(seeds, seedsPerTopic, topics, tokens, termFrequencies, seed));
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return begun(TopicSeeding.restarted(earlier, topics, termFrequencies, seed));
  }

  private ModelState begun(Blocks blocks) {
    return TopicState.begun(blocks, own, eta, topics);
  }

  @Override
  public Optional<TileMemory> memory() {
    return vb ? Optional.of(new GammaMemory(documents(own).alpha())) : Optional.empty();
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    if (!round.incremental()) {
      return state;
    }
    if (!round.firstVisit()) {
      return TopicState.faded(state);
    }
    return round.part() == 0 ? TopicState.setAside(state) : state;
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return TopicState.published(state, weights(state.globals()), vb);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    double[] prior = documents(globals).alpha();
    if (vb) {
      return new MeanFieldPass(phi, prior, local);
    }
    DocumentStep step =
        hybrid ? new Hybrid(Rows.atHand(), prior, local) : new Cvb0(Rows.atHand(), prior, local);
    Lane lane =
        round.lanes() ? new Lane(phi, weights(globals), learningRate, round, documents) : null;
    return new MeanTopicsPass(phi, prior, step, lane);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    return StatisticsLayout.of(topics, terms, vb ? VB_BITS : FLOAT_BITS, sums);
  }

  /** Once a pass, if the rows are then the expected counts of the corpus and nothing else. */
  private boolean learnsTopicConcentration(Batch batch, Round round) {
    return learnsTopicConcentration && countsAreKnown(batch, round);
  }

  /** Whether after this round, the last of a pass, the rows are the corpus's expected counts. */
  protected static boolean countsAreKnown(Batch batch, Round round) {
    return round.endsPass() && batch.corpus() != null && !round.lanes();
  }

  @Override
  public final BlockPass global(ModelState before, Batch batch, Round round) {
    RowChange change = RowChange.of(before.globals(), batch, round, learningRate, documents);
    boolean learnsEta = learnsTopicConcentration(batch, round);
    return new TopicStep(this, change, topics, learnsEta, before, batch, round);
  }

  /** Folds what {@link TopicState} names; what families learn comes last. */
  BlockPass.Folded fold(TopicStep step, Blocks stepped, Sums totals) {
    Batch batch = step.batch();
    Round round = step.round();
    Globals globals = step.before().globals();
    double all = totals.scalar(TopicStep.COUNTED);
    if (round.incremental() && !round.firstVisit()) {
      Conservation.ofExpected(all, 0, 1e-5 * batch.tokens());
    } else {
      double counted =
          round.lanes() ? batch.sums().scalar(VariationalSums.COUNTED) : batch.tokens();
      Conservation.ofExpected(all, counted, 1e-3 * counted);
    }
    RowChange change = step.change();
    double[] before = globals.vector(TopicState.TOPIC_TOTALS);
    double[] addedK = totals.vector(TopicStep.ADDED);
    Arrays.setAll(addedK, k -> addedK[k] / change.decay());
    double[] sumsK = change.totals(before, addedK, round);
    Globals next =
        globals.with(TopicState.TOPIC_TOTALS, sumsK).with(TopicState.DECAY, change.decay());
    if (round.firstVisit()) {
      double[] fading = globals.vector(TopicState.FADING);
      double left = fading[1] - batch.documents() / (double) documents;
      next = next.with(TopicState.FADING, new double[] {fading[0], left});
    }
    if (step.learnsEta()) {
      next = next.with(TopicState.TOPIC_CONCENTRATION, learned(next, totals));
    }
    ModelState after =
        step.before().with(ModelState.TOPICS, stepped).with(learned(next, batch, round));
    return new BlockPass.Folded(after, observed(step.before(), batch, round));
  }

  /**
   * What is learned of documents after a round.
   *
   * @param globals those after the round's step of the topics
   */
  protected Globals learned(Globals globals, Batch batch, Round round) {
    return globals;
  }

  private double learned(Globals next, Sums totals) {
    double[] sums = {totals.scalar(TopicStep.DIGAMMAS), totals.scalar(TopicStep.TRIGAMMAS)};
    double now = next.scalar(TopicState.TOPIC_CONCENTRATION);
    double[] counts = TopicState.counts(next);
    return vb
        ? TopicConcentration.meanField(now, sums, counts, terms)
        : TopicConcentration.collapsed(now, sums, counts, terms);
  }

  /**
   * Whether topics have taken enough shape after this round for documents' priors to be learned.
   */
  protected static boolean haveShape(Round round) {
    return (round.number() + 1) * share(round) >= QUIET_PASSES;
  }

  private static double share(Round round) {
    return round.tiles() / (double) round.allTiles();
  }

  /** How far a round may move what it learns from its batch alone. */
  protected double step(Round round) {
    return round.incremental() ? share(round) : learningRate.at(round);
  }

  private SortedMap<String, Double> observed(ModelState before, Batch batch, Round round) {
    SortedMap<String, Double> seen = new TreeMap<>();
    Sums sums = batch.sums();
    double fitted = Math.max(1, sums.scalar(VariationalSums.FITTED));
    seen.put("activeTopics", sums.scalar(VariationalSums.ACTIVE) / fitted);
    if (learnsTopicConcentration) {
      seen.put("topicConcentration", TopicState.eta(before));
    }
    seen.put("localSweeps", sums.scalar(VariationalSums.SWEEPS) / fitted);
    double scored = sums.scalar(VariationalSums.SCORED_TOKENS);
    if (!vb && scored > 0) {
      seen.put("logLikelihood", sums.scalar(VariationalSums.SCORE) / scored);
    }
    if (vb && batch.corpus() != null && round.endsPass()) {
      seen.put("bound", bound(before, batch.corpus()) / tokens);
    }
    return seen;
  }

  @Override
  public ModelState parameters(ModelState state) {
    return TopicState.parameters(state, own.vectors().keySet());
  }
}
