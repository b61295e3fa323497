package polya.text;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A pair of neighbours that may be a phrase. A class and not a record, for Kryo.
 *
 * <p>Its normalized pointwise mutual information (Bouma 2009) is
 *
 * <pre>NPMI = ln(p(a b) / (p(a) p(b))) / −ln p(a b),   p(x) = count of x / all tokens,</pre>
 *
 * from −1 (never together) by 0 (as by chance) to 1 (never apart): gensim's {@code scoring="npmi"}.
 */
public final class PhraseScore implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The order of the table: rounds, the closest pairs first, then by letters. */
  public static final Comparator<PhraseScore> ORDER =
      Comparator.<PhraseScore>comparingInt(p -> p.round)
          .thenComparing(Comparator.<PhraseScore>comparingDouble(p -> p.npmi).reversed())
          .thenComparing(p -> p.parts);

  private final int round;
  private final String first;
  private final String second;
  private final String parts;
  private final long count;
  private final double npmi;

  private PhraseScore(
      int round, String first, String second, String parts, long count, double npmi) {
    this.round = round;
    this.first = first;
    this.second = second;
    this.parts = parts;
    this.count = count;
    this.npmi = npmi;
  }

  /**
   * The score of a pair.
   *
   * @param pair as {@link PhraseCounts} names it
   * @param count how often it occurs
   * @param firsts how often its first word occurs
   * @param seconds how often its second word does
   * @param tokens of all texts
   */
  public static PhraseScore of(
      int round, String pair, long count, long firsts, long seconds, long tokens) {
    String[] of = pair.split(PhraseCounts.PART, -1);
    double pa = (double) firsts / tokens;
    double pb = (double) seconds / tokens;
    double pab = (double) count / tokens;
    double npmi = StrictMath.log(pab / (pa * pb)) / -StrictMath.log(pab);
    String parts = of[0] + " " + (of[1].isEmpty() ? "" : of[1] + " ") + of[2];
    return new PhraseScore(round, of[0], of[2], parts, count, npmi);
  }

  /** In which round it was found, from 1. */
  public int round() {
    return round;
  }

  /** The first word, or phrase of an earlier round. */
  public String first() {
    return first.replace(" ", Token.JOINT);
  }

  /** The second. */
  public String second() {
    return second.replace(" ", Token.JOINT);
  }

  /** Its words and what connects them, with blanks between. */
  public String parts() {
    return parts;
  }

  /** The term that it becomes. */
  public String term() {
    return parts.replace(" ", Token.JOINT);
  }

  /** How often it occurs. */
  public long count() {
    return count;
  }

  /** How close its words are. */
  public double npmi() {
    return npmi;
  }
}
