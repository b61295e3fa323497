package polya.infer;

import java.util.Collection;
import java.util.List;
import polya.corpus.LabelSyntax;
import polya.params.Parameter;
import polya.params.Settings;

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

  /** Documents without labels may use all topics. */
  public static final String ALL = "all";

  /** They may use those topics alone that are no label's. */
  public static final String BACKGROUND = "background";

  /** They are no part of training. */
  public static final String SKIP = "skip";

  /** What becomes of documents without labels. */
  public static final Parameter<String> UNLABELED =
      Parameter.choice(
          "unlabeled",
          ALL,
          List.of(ALL, BACKGROUND, SKIP),
          "What a document without labels may use: all topics, or the background topics alone; or"
              + " skip, and training leaves it out.");

  /** Those that say how labels are read. */
  public static final List<Parameter<?>> READING = List.of(COLUMN, SEPARATOR, UNLABELED);

  private LabelParameters() {}

  /**
   * Whether documents without labels are left out.
   *
   * @param declared the method's parameters
   */
  public static boolean skip(Collection<Parameter<?>> declared, Settings settings) {
    return declared.contains(UNLABELED) && settings.get(UNLABELED).equals(SKIP);
  }
}
