package polya.cli;

import java.io.PrintWriter;
import polya.corpus.Covariates;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.infer.CovariateParameters;
import polya.infer.LabelParameters;
import polya.infer.ModelFamily;
import polya.params.Settings;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;

/** The labels or covariates that a model is to be trained with, if its method declares such. */
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
    if (family.parameters(method).contains(CovariateParameters.COLUMNS)) {
      return covariates(settings, corpus, earlier, err);
    }
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

  private static Groups covariates(
      Settings settings, CorpusStore corpus, Encoding earlier, PrintWriter err) {
    Covariates covariates = Covariates.parse(settings.get(CovariateParameters.COLUMNS));
    Groups groups = CorpusGroups.of(corpus, earlier, covariates);
    if (groups.documents(0) > 0) {
      err.printf(
          "%,d of %,d documents have no covariate: they have a prior of their own%n",
          groups.documents(0), corpus.info().documents());
    }
    if (groups.isOneThroughout()) {
      err.println(
          "warning: all documents of corpus "
              + Printable.text(corpus.path())
              + " have the same covariates, so they tell no document from another.");
    }
    return groups;
  }
}
