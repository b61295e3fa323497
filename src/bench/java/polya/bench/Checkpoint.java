package polya.bench;

import java.util.Locale;

/**
 * How good a tool's topics are after some training.
 *
 * @param seconds of training
 * @param passes over the corpus
 * @param perplexity of document completion with α = 5/K
 * @param own the same with the tool's own α
 */
record Checkpoint(double seconds, double passes, double perplexity, double own) {
  /** From the words of a line that {@link Checkpoints} printed, {@code CHECKPOINT tool …}. */
  static Checkpoint parse(String[] words) {
    return new Checkpoint(
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Double.parseDouble(words[4]),
        Double.parseDouble(words[5]));
  }

  /** For the table: the figure by the own α in brackets, where it is another. */
  @Override
  public String toString() {
    String text = String.format(Locale.ROOT, "%.1f s → %.0f", seconds, perplexity);
    return Math.round(own) == Math.round(perplexity) ? text : text + " [" + Math.round(own) + "]";
  }
}
