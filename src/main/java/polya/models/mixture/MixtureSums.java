package polya.models.mixture;

import polya.topics.SumsLayout;

/** The sums that the mixture's passes send beside those of every pass. */
final class MixtureSums {
  /** m_k of the visited documents, K numbers. */
  static final String DOCUMENTS = "topicDocuments";

  private MixtureSums() {}

  /**
   * These sums beside others.
   *
   * @param documents D, of the whole corpus
   */
  static SumsLayout with(SumsLayout common, long documents, int topics) {
    double most = documents + 1.0;
    return common.vector(DOCUMENTS, topics, SumsLayout.bitsWithin(most), most);
  }
}
