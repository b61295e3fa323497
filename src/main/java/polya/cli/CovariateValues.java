package polya.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polya.Failure;
import polya.corpus.Covariates;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.LabelSyntax;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.mixing.ValuePriors;
import polya.spark.store.ModelStore;

/**
 * The values of one of a model's covariates, and what a document of a value, and of nothing else
 * that is known, believes of its topics.
 *
 * @param column which covariate
 * @param values its dictionary
 */
record CovariateValues(String column, Encoding values) {
  /**
   * Those of a model.
   *
   * @param option that names the covariate, for an error
   * @param named the covariate; null for the only one
   * @throws Failure (usage) if the model has none of that name, or several and none is named
   */
  static CovariateValues of(ModelStore model, String option, String named) {
    Covariates covariates =
        model.info().attributes().covariates().orElseThrow(() -> without(model, option));
    List<String> columns = covariates.columns();
    String column = named == null && columns.size() == 1 ? columns.get(0) : named;
    if (column == null || !columns.contains(column)) {
      throw Failure.usage(
          "Cannot use "
              + (column == null ? "model at " + model.path() + " without " : "")
              + option
              + (column == null ? "" : " " + column + " with model at " + model.path())
              + ": its covariates are "
              + String.join(", ", columns)
              + "; allowed is one of them. "
              + (column == null ? "Add " : "Correct ")
              + option
              + ".");
    }
    return new CovariateValues(column, model.info().attributes().of(column));
  }

  private static Failure without(ModelStore model, String option) {
    return Failure.usage(
        "Cannot use "
            + option
            + " with model at "
            + model.path()
            + ": its documents have no covariates; allowed is a model of family dmr. Leave "
            + option
            + " out.");
  }

  /** α by value, K numbers each. */
  double[][] alphas(Encoding attributes, Posterior posterior) {
    Map<String, Long> sets = new HashMap<>();
    for (int v = 0; v < values.size(); v++) {
      sets.put(LabelSyntax.text(List.of(label(v))), values.documents(v));
    }
    Groups groups = Groups.of(attributes, sets);
    DocumentPrior prior = posterior.documents().in(groups);
    double[][] alphas = new double[values.size()][prior.topics()];
    for (int v = 0; v < alphas.length; v++) {
      prior.alpha(groups.find(List.of(label(v))), null, alphas[v]);
    }
    return alphas;
  }

  private String label(int v) {
    return Covariates.label(column, values.value(v));
  }

  /** What a document's words are held against. Values that no document had any more are rare. */
  ValuePriors priors(ModelStore model) {
    double[] shares = new double[values.size()];
    double sum = 0;
    for (int v = 0; v < shares.length; v++) {
      shares[v] = Math.max(0.5, values.documents(v));
      sum += shares[v];
    }
    for (int v = 0; v < shares.length; v++) {
      shares[v] /= sum;
    }
    return new ValuePriors(alphas(model.info().attributes(), model.posterior()), shares);
  }
}
