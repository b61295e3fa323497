package polya.infer;

import polya.params.Parameter;

/**
 * The parameter of models whose documents have covariates. A method that declares {@link #COLUMNS}
 * needs them: whoever trains it reads the columns and gives {@link CorpusFacts#groups}, and the
 * model keeps their encoding.
 */
public final class CovariateParameters {
  /** Where covariates come from. */
  public static final Parameter<String> COLUMNS =
      Parameter.text(
              "covariateCols",
              "covariate",
              "The columns of the corpus that tell documents apart, kept by ingest's --keep or"
                  + " --column, with commas between them: NAME is a category, NAME:labels are labels"
                  + " with semicolons between them, NAME:number:KNOTS a number whose effect is"
                  + " straight between so many knots.")
          .alsoKnownAs("covariates", "covariate_cols", "metadata", "prevalence");

  private CovariateParameters() {}
}
