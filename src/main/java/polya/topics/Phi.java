package polya.topics;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import polya.corpus.Sections;
import polya.math.Rows;
import polya.math.Special;

/**
 * The read-only weights Φ that a local step sees: Φ_wk = link(offset + slope · row_wk) · scale_k,
 * with rows of float32 by term. The affine form lets a step decay or smooth every row without
 * touching any (algorithms.md §1.1), and a model publish its own rows as they are. Where terms have
 * several {@link Sections} a topic has a scale in each.
 */
public final class Phi implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is done to offset + slope · row before scaling. */
  public enum Link {
    /** Nothing: mean topics. */
    IDENTITY,
    /** exp ψ: the geometric mean of a Dirichlet, the topics of textbook mean-field. */
    EXP_DIGAMMA
  }

  private final int topics;
  private final Blocks blocks;

  /** Null where no rows lie beneath. */
  private final Blocks below;

  /** The blocks themselves; null where they lie elsewhere. */
  private final TermBlock[] here;

  private final TermBlock[] hereBelow;

  /** The first of them. */
  private final int firstHere;

  private final double more;
  private final Link link;
  private final double offset;
  private final double slope;
  private final double[] scale;

  /** Null where all terms are one section. */
  private final Sections sections;

  private Phi(
      int topics,
      Sections sections,
      Blocks blocks,
      Blocks below,
      double more,
      Link link,
      double offset,
      double slope,
      double[] scale) {
    this.topics = topics;
    this.sections = sections;
    this.blocks = blocks;
    this.below = below;
    here = here(blocks);
    hereBelow = here(below);
    firstHere = here == null ? 0 : TermBlock.blockOf(here[0].from());
    this.more = more;
    this.link = link;
    this.offset = offset;
    this.slope = slope;
    this.scale = scale;
  }

  /**
   * Weights over these blocks.
   *
   * @param blocks the model's rows; shared
   * @param scale one factor a topic: its length is K
   */
  public static Phi of(Blocks blocks, Link link, double offset, double slope, double[] scale) {
    return of(blocks, link, offset, slope, scale, Sections.one(blocks.terms()));
  }

  /**
   * The same in sections.
   *
   * @param scale one factor a section and topic: that of topic k in section s at s · K + k
   */
  public static Phi of(
      Blocks blocks, Link link, double offset, double slope, double[] scale, Sections sections) {
    Sections several = sections.isOne() ? null : sections;
    int topics = scale.length / sections.count();
    return new Phi(topics, several, blocks, null, 0, link, offset, slope, scale.clone());
  }

  @Override
  public String toString() {
    return topics() + " topics over " + terms() + " terms";
  }

  /** K. */
  public int topics() {
    return topics;
  }

  /** V. */
  public int terms() {
    return blocks.terms();
  }

  /**
   * The length of a row as {@link PhiReader} writes it: K padded by {@link Rows#padded}, with
   * zeros.
   */
  public int rowLength() {
    return Rows.padded(topics);
  }

  /** The rows that are stored. */
  public Blocks blocks() {
    return blocks;
  }

  /** These weights with more rows beneath: link(offset + slope · row + more · below) · scale. */
  public Phi over(Blocks below, double more) {
    return new Phi(topics, sections, blocks, below, more, link, offset, slope, scale);
  }

  /** These weights with one more factor a topic; rows are shared. */
  public Phi times(double[] factors) {
    double[] scaled = scale.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factors[i % topics];
    }
    return new Phi(topics, sections, blocks, below, more, link, offset, slope, scaled);
  }

  /**
   * These weights over the same rows at another place.
   *
   * @param rows what {@link #blocks} holds
   * @param rowsBelow what {@link #below} holds; null where there are none
   */
  public Phi moved(Blocks rows, Blocks rowsBelow) {
    return new Phi(topics, sections, rows, rowsBelow, more, link, offset, slope, scale);
  }

  /**
   * These weights of some terms; whoever asks for another's fails.
   *
   * @throws IllegalStateException if rows lie beneath
   */
  public Phi only(BitSet terms) {
    if (below != null) {
      throw new IllegalStateException("the rows beneath would stay");
    }
    return moved(blocks.map(block -> block.only(terms)), null);
  }

  /** What blocks of these weights, and what lies beneath, add to sums. */
  public interface Part extends Serializable {
    /**
     * Adds it.
     *
     * @param own these weights, of the block's terms alone
     */
    void add(Phi own, TermBlock block, Sums sums);
  }

  /** Sums over all blocks, wherever they lie. */
  public Sums sums(SumsLayout layout, Part part) {
    Phi form = moved(null, null);
    return blocks.sums(
        below, layout, (block, beneath, sums) -> part.add(form.on(block, beneath), block, sums));
  }

  /** What blocks of these weights and of others add to sums. */
  public interface PairPart extends Serializable {
    /**
     * Adds it.
     *
     * @param own these weights, of the block's terms alone
     * @param other the others
     */
    void add(Phi own, Phi other, TermBlock block, Sums sums);
  }

  /** Sums over all blocks of these weights and others of the same terms, wherever they lie. */
  public Sums sums(Phi other, SumsLayout layout, PairPart part) {
    Phi form = form();
    Phi otherForm = other.form();
    return blocks.sums(
        other.blocks,
        layout,
        (block, beside, sums) ->
            part.add(form.on(block, null), otherForm.on(beside, null), block, sums));
  }

  /** Something small of these weights of a block's terms. Travels to where the block lies. */
  public interface Digest<T> extends Serializable {
    /**
     * It.
     *
     * @param own these weights, of the block's terms alone
     */
    T of(Phi own, TermBlock block);
  }

  /** Something small for every block, in the order of their terms; the caller gets all of it. */
  public <T> List<T> each(Digest<T> digest) {
    Phi form = form();
    return blocks.each(block -> digest.of(form.on(block, null), block));
  }

  /** What every block comes to, put together in the order of their terms. */
  <T> T merged(Digest<T> digest, Blocks.Merge<T> merge) {
    Phi form = form();
    return blocks.merged(block -> digest.of(form.on(block, null), block), merge);
  }

  /** These weights without rows; none may lie beneath, as they do while topics fade. */
  private Phi form() {
    if (below != null) {
      throw new IllegalStateException("only parameters have no rows beneath");
    }
    return moved(null, null);
  }

  /**
   * These weights in this JVM's memory: as they are if they are here, else those of some terms, and
   * whoever asks for another's fails.
   */
  public Phi here(BitSet terms) {
    return blocks.isHere() ? this : new PhiBytes(this, terms).phi();
  }

  /** These weights of one block's terms; others may not be asked for. */
  Phi on(TermBlock block, TermBlock beneath) {
    return moved(
        LocalBlocks.of(List.of(block)), beneath == null ? null : LocalBlocks.of(List.of(beneath)));
  }

  /** The offset, before slope and scale: the weight of a row of zeros. */
  public double offset() {
    return offset;
  }

  /** What rows are multiplied with. */
  public double slope() {
    return slope;
  }

  /** One factor a topic; where there are several sections, a section and topic. */
  public double[] scale() {
    return scale.clone();
  }

  /** The sections of the terms, within which topics are normalised. */
  public Sections sections() {
    return sections == null ? Sections.one(terms()) : sections;
  }

  /** Where the factors of a term's section begin. */
  int scaleAt(int term) {
    return sections == null ? 0 : sections.of(term) * topics;
  }

  Link link() {
    return link;
  }

  double more() {
    return more;
  }

  /** The rows beneath, or null. */
  public Blocks below() {
    return below;
  }

  private TermBlock block(int term) {
    return here[TermBlock.blockOf(term) - firstHere];
  }

  /** The blocks themselves, so that reading a row costs no call. */
  private static TermBlock[] here(Blocks blocks) {
    return blocks == null || !blocks.isHere() ? null : blocks.here().toArray(TermBlock[]::new);
  }

  float[] row(int term) {
    return block(term).row(term);
  }

  /** The same; where it would be a new array it may be written to this one instead, padded. */
  float[] row(int term, float[] scratch) {
    return block(term).row(term, scratch);
  }

  /** Whether a term's row is written out each time that it is asked for. */
  boolean isBased(int term) {
    return block(term).based(term) != null;
  }

  /** The rows of a term's block that are sparse, if its own is and none lies beneath; else null. */
  SparseRows sparse(int term) {
    return below != null ? null : block(term).sparse(term);
  }

  /** The row beneath a term's, or null. */
  float[] beneath(int term) {
    return hereBelow == null ? null : hereBelow[TermBlock.blockOf(term) - firstHere].row(term);
  }

  /**
   * Reads weights in float32.
   *
   * @throws IllegalStateException unless the link is {@link Link#IDENTITY}
   */
  public PhiReader reader(Rows kernels) {
    if (link != Link.IDENTITY) {
      throw new IllegalStateException("float32 weights are offered for mean topics only");
    }
    return new PhiReader(this, kernels);
  }

  /**
   * The weights of one term in float64.
   *
   * @param out the weights from outOffset on, K of them
   */
  public void expand(int term, double[] out, int outOffset) {
    float[] row = row(term);
    float[] beneath = beneath(term);
    int at = scaleAt(term);
    for (int k = 0; k < topics; k++) {
      double x = offset + slope * row[k] + (beneath == null ? 0 : more * beneath[k]);
      out[outOffset + k] = (link == Link.IDENTITY ? x : Special.expDigamma(x)) * scale[at + k];
    }
  }

  /** The weight of one term in one topic in float64, as {@link #expand} gives it. */
  public double weight(int term, int topic) {
    float[] beneath = beneath(term);
    double x =
        offset
            + slope * block(term).value(term, topic)
            + (beneath == null ? 0 : more * beneath[topic]);
    double factor = scale[scaleAt(term) + topic];
    return (link == Link.IDENTITY ? x : Special.expDigamma(x)) * factor;
  }
}
