package polya.infer;

import polya.math.RandomStream;
import polya.topics.Globals;

/**
 * A documents' side whose priors are learned group by group, of {@link GroupTables} alone: by Gibbs
 * sampling {@link polya.infer.gibbs.SampledGroups}.
 */
public interface GroupLearning extends DocumentLearning {
  /**
   * What is learned of documents.
   *
   * @param tables tables and exposure of all documents, drawn or as they are expected
   * @param stream what is learned is a draw from its posterior, as far as there is one; null for a
   *     step that raises it
   */
  Globals learned(Globals globals, GroupTables tables, RandomStream stream);
}
