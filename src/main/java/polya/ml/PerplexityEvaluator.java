package polya.ml;

import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import polya.Failure;

/**
 * Held-out perplexity by document completion, for a CrossValidator over topic models; smaller is
 * better. An Evaluator sees only what {@code transform} returns, and a mixture does not say how
 * well it predicts: so the model itself scores each row where its {@code heldOutCol} is set, and
 * this adds up,
 *
 * <pre>  exp(−Σ logProbability / Σ tokens)</pre>
 *
 * over that column. Rows that completion cannot score have no tokens there and no part in it. It
 * gives one number, as Evaluators do; the error bar is that of the command {@code perplexity}. The
 * same bits for any partitions: log probabilities are added in units of 2^-20.
 */
public final class PerplexityEvaluator extends Evaluator implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private static final double UNIT = 1 << 20;

  private final String uid;
  private final Param<String> heldOutCol;

  /** An evaluator of the column {@code heldOut}. */
  public PerplexityEvaluator() {
    this(Identifiable$.MODULE$.randomUID("perplexity"));
  }

  /** One with this uid. */
  public PerplexityEvaluator(String uid) {
    this.uid = uid;
    heldOutCol =
        new Param<>(uid, "heldOutCol", "Column of scores that the model added.", String.class);
    setDefault(heldOutCol, "heldOut");
  }

  /** Reads what {@code save} saved. */
  public static MLReader<PerplexityEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what {@code save} saved. */
  public static PerplexityEvaluator load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Column of scores that the model added. */
  public Param<String> heldOutCol() {
    return heldOutCol;
  }

  /** Sets {@link #heldOutCol}; default {@code heldOut}. */
  public PerplexityEvaluator setHeldOutCol(String name) {
    set(heldOutCol, name);
    return this;
  }

  /** {@link #heldOutCol} in force. */
  public String getHeldOutCol() {
    return getOrDefault(heldOutCol);
  }

  @Override
  public boolean isLargerBetter() {
    return false;
  }

  /**
   * The perplexity.
   *
   * @throws Failure (usage) if there is no such column; (input) if it has no token
   */
  @Override
  public double evaluate(Dataset<?> dataset) {
    String name = getHeldOutCol();
    DataType found = StageColumns.requirePresent(dataset.schema(), uid, name, "heldOutCol");
    if (!CompletionFunction.FIELDS.sameType(found)) {
      throw Failure.usage(
          "Cannot use column "
              + name
              + " as heldOutCol of "
              + uid
              + ": it holds "
              + found.catalogString()
              + "; allowed is "
              + CompletionFunction.FIELDS.catalogString()
              + ". Topic models add one if their heldOutCol is set.");
    }
    Column scores = StageColumns.named(name);
    Row sums =
        dataset
            .select(
                scores.getField("tokens").as("tokens"),
                functions
                    .rint(scores.getField("logProbability").multiply(UNIT))
                    .cast("bigint")
                    .as("log"))
            .agg(functions.sum("tokens"), functions.sum("log"))
            .head();
    if (sums.isNullAt(0) || sums.getLong(0) == 0) {
      throw Failure.input(
          "Cannot evaluate column "
              + name
              + ": none of its rows could be scored; allowed is any with a token to observe and one"
              + " to score. Give longer documents.");
    }
    return StrictMath.exp(-(sums.getLong(1) / UNIT) / sums.getLong(0));
  }

  @Override
  public String toString() {
    return uid + ": heldOutCol=" + getHeldOutCol();
  }

  @Override
  public PerplexityEvaluator copy(ParamMap extra) {
    return (PerplexityEvaluator) defaultCopy(extra);
  }
}
