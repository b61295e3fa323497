package polya.infer;

import polya.corpus.Vocabulary;
import polya.topics.Blocks;

/**
 * The parameters of an earlier model with its rows in the order of another vocabulary, term matched
 * with term by their texts.
 *
 * @param parameters the earlier model's rows, shared, and globals; a row of zeros for a term that
 *     the earlier model does not have
 * @param known how many terms of the vocabulary the earlier model has
 * @param added how many it does not have
 * @param dropped how many terms of the earlier model the vocabulary does not have
 */
public record Realigned(ModelState parameters, int known, int added, int dropped) {
  /** Puts the rows in order; cost O(V), no row is copied where they lie here. */
  public static Realigned of(ModelState earlier, Vocabulary before, Vocabulary now) {
    int[] from = new int[now.size()];
    int known = 0;
    boolean same = now.size() == before.size();
    for (int w = 0; w < from.length; w++) {
      from[w] = before.indexOf(now.term(w));
      known += from[w] < 0 ? 0 : 1;
      same &= from[w] == w;
    }
    Blocks rows = same ? earlier.topics() : earlier.topics().arranged(from);
    return new Realigned(
        ModelState.of(rows, earlier.globals()), known, now.size() - known, before.size() - known);
  }
}
