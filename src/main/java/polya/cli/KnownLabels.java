package polya.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import polya.corpus.Groups;

/**
 * What a model is told of the labels of documents that it scores.
 *
 * @param how given or hidden; null where the model knows no labels
 * @param groups of the documents, where labels are given
 */
record KnownLabels(String how, Optional<Groups> groups) {
  /** The model knows no labels. */
  static final KnownLabels NONE = new KnownLabels(null, Optional.empty());

  /** How many labels of documents the model has never seen; null where they are not given. */
  Long unseenValues() {
    return groups.map(Groups::unseenValues).orElse(null);
  }

  /**
   * Adds {@code attributes} and {@code unseenValues} to a result; nothing where the model knows no
   * labels.
   *
   * @param suffix of the names, where a result tells of two models
   */
  void tell(Map<String, Object> json, String suffix) {
    if (how != null) {
      json.put("attributes" + suffix, how);
      json.put("unseenValues" + suffix, unseenValues());
    }
  }

  /** Adds the same to a record of a run. */
  void tell(Job job) {
    if (how != null) {
      job.result("attributes", how);
      job.result("unseenValues", unseenValues());
    }
  }

  /** {@code labels given, 3 of them unseen}; empty where the model knows no labels. */
  String words() {
    return how == null
        ? ""
        : "labels "
            + how
            + groups
                .filter(known -> known.unseenValues() > 0)
                .map(known -> String.format(Locale.ROOT, ", %,d unseen", known.unseenValues()))
                .orElse("");
  }
}
