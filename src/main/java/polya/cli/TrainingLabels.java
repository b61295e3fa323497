package polya.cli;

import java.io.PrintWriter;
import polya.corpus.Encoding;
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
   * @param earlier the labels of the model that the run starts from; none where there is no such
   * @param err hears of labels that tell nothing, and of documents left out
   * @throws polya.Failure (usage) if there is no such column; (input) if it is empty throughout or
   *     has too many distinct sets of labels
   */
  static Groups of(
      ModelFamily family,
      String method,
      Settings settings,
      CorpusStore corpus,
      Encoding earlier,
      PrintWriter err) {
    if (!areReadBy(family, method)) {
      return Groups.none(corpus.info().documents());
    }
    String column = settings.get(LabelParameters.COLUMN);
    String separator = settings.get(LabelParameters.SEPARATOR);
    Groups all = CorpusGroups.of(corpus, earlier, column, separator);
    Groups groups =
        LabelParameters.skip(family.parameters(method), settings) ? all.withoutUnlabeled() : all;
    if (groups.leftOut() > 0) {
      err.printf(
          "%,d of %,d documents have no label in column %s and are left out%n",
          groups.leftOut(), corpus.info().documents(), Printable.text(column));
    }
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
