package polya.cli;

import java.io.PrintWriter;
import polya.corpus.Groups;
import polya.infer.LabelParameters;
import polya.infer.ModelFamily;
import polya.params.Settings;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;

/** The labels that a model is to be trained with, if its method declares a column of them. */
final class TrainingLabels {
  private TrainingLabels() {}

  /** Whether a method reads labels. */
  static boolean areReadBy(ModelFamily family, String method) {
    return family.parameters(method).contains(LabelParameters.COLUMN);
  }

  /**
   * The groups of a corpus. Cost: one job that reads the column, where labels are read.
   *
   * @param err hears of labels that tell nothing
   * @throws polya.Failure (usage) if there is no such column; (input) if it is empty throughout or
   *     has too many distinct sets of labels
   */
  static Groups of(
      ModelFamily family, String method, Settings settings, CorpusStore corpus, PrintWriter err) {
    if (!areReadBy(family, method)) {
      return Groups.none(corpus.info().documents());
    }
    String column = settings.get(LabelParameters.COLUMN);
    Groups groups = CorpusGroups.of(corpus, column, settings.get(LabelParameters.SEPARATOR));
    if (groups.isOneThroughout()) {
      err.println(
          "warning: all documents of corpus "
              + Printable.text(corpus.path())
              + " have the same labels in column "
              + Printable.text(column)
              + ", so they tell no document from another.");
    }
    return groups;
  }
}
