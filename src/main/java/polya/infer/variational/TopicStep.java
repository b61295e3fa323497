package polya.infer.variational;

import polya.corpus.Sections;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.TopicSections;
import polya.topics.Blocks;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;

/**
 * The global step of {@link DirichletTopics}: a {@link RowChange} of every block, and what learning
 * η needs of it. The totals are folded by the method.
 */
final class TopicStep implements BlockPass {
  private static final long serialVersionUID = 1L;

  /**
   * σ Σ_w of what was added to a_wk, a number a section and topic: in counts, since rows grow
   * without bound as the decay falls.
   */
  static final String ADDED = "added";

  /** The same of the cells whose prior is their own. */
  static final String ADDED_TO_CELLS = "addedToCells";

  /** Σ_wk s_wk. */
  static final String COUNTED = "counted";

  /** The two sums of {@link TopicConcentration#sums}. */
  static final String DIGAMMAS = "digammas";

  static final String TRIGAMMAS = "trigammas";

  private static final double MOST = 0x1p64;
  private static final int TRIGAMMA_BITS = 40;

  private final RowChange change;
  private final int topics;
  private final Sections sections;
  private final boolean learnsEta;
  private final double eta;
  private final SumsLayout totals;
  private final int added;
  private final SeededTopics seeded;
  private final int number;
  private final transient DirichletTopics method;
  private final transient ModelState before;
  private final transient Batch batch;
  private final transient Round round;

  TopicStep(
      DirichletTopics method,
      RowChange change,
      int topics,
      boolean learnsEta,
      ModelState before,
      Batch batch,
      Round round) {
    this.method = method;
    this.change = change;
    this.topics = topics;
    sections = TopicSections.of(before);
    this.learnsEta = learnsEta;
    this.before = before;
    this.batch = batch;
    this.round = round;
    eta = TopicState.eta(before);
    number = round.number();
    seeded = method.seeded();
    SumsLayout plain =
        SumsLayout.none()
            .vector(ADDED, sections.count() * topics, SumsLayout.REAL, MOST)
            .scalar(COUNTED, SumsLayout.REAL, MOST)
            .scalar(DIGAMMAS, SumsLayout.REAL, MOST)
            .scalar(TRIGAMMAS, TRIGAMMA_BITS, MOST);
    totals =
        seeded.areNone()
            ? plain
            : plain.vector(ADDED_TO_CELLS, seeded.size(), SumsLayout.REAL, MOST);
    added = totals.at(ADDED);
  }

  RowChange change() {
    return change;
  }

  boolean learnsEta() {
    return learnsEta;
  }

  ModelState before() {
    return before;
  }

  Batch batch() {
    return batch;
  }

  Round round() {
    return round;
  }

  @Override
  public SumsLayout totals() {
    return totals;
  }

  @Override
  public TermBlock step(TermBlock block, TermRows rows, Sums sums) {
    double[] own = new double[sections.count() * topics + 1];
    TermBlock stepped = change.step(block, rows, topics, sections, own);
    for (int i = 0; i < own.length - 1; i++) {
      double counts = change.decay() * own[i];
      if (!(Math.abs(counts) < MOST)) {
        throw RowChange.endless(i % topics, counts, number);
      }
      sums.add(added + i, counts);
    }
    sums.add(COUNTED, own[own.length - 1]);
    if (!seeded.areNone()) {
      seeded.add(block, stepped, change, totals.at(ADDED_TO_CELLS), sums);
    }
    if (learnsEta) {
      double[] learned = TopicConcentration.sums(stepped, change.decay(), eta, topics);
      sums.add(DIGAMMAS, learned[0]);
      sums.add(TRIGAMMAS, learned[1]);
    }
    return stepped;
  }

  @Override
  public boolean stepsTouchedBlocksOnly() {
    return change.keepsRows() && !learnsEta;
  }

  @Override
  public Folded fold(Blocks stepped, Sums sums) {
    return method.fold(this, stepped, sums);
  }
}
