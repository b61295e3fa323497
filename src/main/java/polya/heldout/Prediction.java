package polya.heldout;

/**
 * What a document's scored tokens were given.
 *
 * @param counts tokens scored by distinct term, &gt; 0
 * @param probabilities of one token of each of these terms
 */
public record Prediction(int[] counts, double[] probabilities) {
  /** Nothing could be scored. */
  public static final Prediction NONE = new Prediction(new int[0], new double[0]);
}
