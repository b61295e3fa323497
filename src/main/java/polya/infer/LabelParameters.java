package polya.infer;

import polya.corpus.LabelSyntax;
import polya.params.Parameter;

/**
 * The parameters of models whose documents have labels. A method that declares {@link #COLUMN}
 * needs them: whoever trains it reads the column and gives {@link CorpusFacts#groups}, and the
 * model keeps the labels' encoding.
 */
public final class LabelParameters {
  /** Where labels come from. */
  public static final Parameter<String> COLUMN =
      Parameter.text(
              "labelCol",
              "label",
              "The column of the corpus that has documents' labels, kept by ingest's --keep or"
                  + " --column.")
          .alsoKnownAs("label_col", "labels");

  /** What stands between them. */
  public static final Parameter<String> SEPARATOR =
      Parameter.text(
          "labelSeparator",
          LabelSyntax.SEPARATOR,
          "What stands between the labels of a document; a column of kind class has one label a"
              + " document, whatever stands in it.");

  private LabelParameters() {}
}
