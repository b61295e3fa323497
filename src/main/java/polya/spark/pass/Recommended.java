package polya.spark.pass;

import java.io.Serializable;
import polya.recommend.RankingScore;
import polya.recommend.Recommendation;

/**
 * What is recommended to a document, and where terms of it were withheld how well that meets them.
 * A class and not a record, for Kryo.
 */
final class Recommended implements Serializable {
  private static final long serialVersionUID = 1L;

  final String id;
  final Recommendation list;

  /** The score of the list, or null. */
  final RankingScore score;

  /** The score of the most common terms, or null. */
  final RankingScore popular;

  Recommended(String id, Recommendation list, RankingScore score, RankingScore popular) {
    this.id = id;
    this.list = list;
    this.score = score;
    this.popular = popular;
  }
}
