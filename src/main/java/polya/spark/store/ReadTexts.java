package polya.spark.store;

import java.util.List;
import polya.text.Analysis;
import polya.text.PhraseScore;

/**
 * How the texts of a corpus were read.
 *
 * @param analysis whole
 * @param scores the pairs that phrases were chosen from, in the order of their table; none where
 *     none were looked for
 */
public record ReadTexts(Analysis analysis, List<PhraseScore> scores) {}
