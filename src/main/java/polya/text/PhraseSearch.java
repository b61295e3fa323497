package polya.text;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How phrases are looked for. A class and not a record, because Spark's Kryo cannot carry records
 * between JVMs.
 */
public final class PhraseSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No phrases. */
  public static PhraseSearch none() {
    return new PhraseSearch(0, 1, 1, List.of());
  }

  private final int rounds;
  private final long minCount;
  private final double threshold;
  private final TreeSet<String> connectors;

  /**
   * A search.
   *
   * @param rounds how often neighbours are joined; 0 for no phrases
   * @param minCount how often a pair has to stand in the texts, ≥ 1
   * @param threshold what its NPMI has to be above, from −1 to 1
   * @param connectors words that may stand between the two and are no neighbours themselves
   */
  public PhraseSearch(int rounds, long minCount, double threshold, Collection<String> connectors) {
    if (rounds < 0 || minCount < 1 || !(threshold >= -1 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "no phrases are found in " + rounds + " rounds from " + minCount + " above " + threshold);
    }
    this.rounds = rounds;
    this.minCount = minCount;
    this.threshold = threshold;
    this.connectors = new TreeSet<>();
    connectors.forEach(word -> this.connectors.add(LuceneSegmenter.normal(word.strip())));
    this.connectors.remove("");
  }

  /** How often neighbours are joined. */
  public int rounds() {
    return rounds;
  }

  /** How often a pair has to stand in the texts. */
  public long minCount() {
    return minCount;
  }

  /** What the NPMI of a pair has to be above. */
  public double threshold() {
    return threshold;
  }

  /** Words that may stand between the two, as texts have them. */
  public SortedSet<String> connectors() {
    return Collections.unmodifiableSortedSet(connectors);
  }
}
