package polya.infer;

import java.util.List;
import polya.corpus.Vocabulary;
import polya.topics.LocalBlocks;
import polya.topics.TermBlock;

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
  /** Puts the rows in order; cost O(V), no row is copied. */
  public static Realigned of(ModelState earlier, Vocabulary before, Vocabulary now) {
    List<TermBlock> rowsBefore = earlier.topics().here();
    float[] zeros = new float[rowsBefore.get(0).row(0).length];
    float[][] rows = new float[now.size()][];
    int known = 0;
    for (int w = 0; w < rows.length; w++) {
      int there = before.indexOf(now.term(w));
      known += there < 0 ? 0 : 1;
      rows[w] = there < 0 ? zeros : rowsBefore.get(TermBlock.blockOf(there)).row(there);
    }
    return new Realigned(
        ModelState.of(LocalBlocks.of(rows), earlier.globals()),
        known,
        now.size() - known,
        before.size() - known);
  }
}
