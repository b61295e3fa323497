package polya.bench;


/**
 * What the rounds of a {@link ScaleRun} took, the last of a training.
 *
 * @param tokens of the corpus
 * @param visited of them in these rounds, together
 * @param rounds so many
 * @param executorSeconds of the processor, in tasks, all rounds together
 * @param driverSeconds of the processor, of the driver's process
 * @param mean bytes to each executor in a round of mean topics
 * @param drawn the same in a round of drawn topics
 * @param up bytes from all tasks in a round
 * @param entries counts of terms and topics, where the driver has them, else 0
 * @param most Σ_w min(K, f_w), which they could be
 * @param predicted bytes up by the estimate that chooses where a model lies
 * @param heap what the driver's heap held at most after a round, garbage collected
 * @param spread the longest task of a round by the mean one, in seconds of the processor
 */
record ScaleCost(
    double tokens,
    double visited,
    double rounds,
    double executorSeconds,
    double driverSeconds,
    double mean,
    double drawn,
    double up,
    double entries,
    double most,
    double predicted,
    double heap,
    double spread) {

  /** All of it, as {@link #of} reads it. */
  String line() {
    double[] all = {
      tokens, visited, rounds, executorSeconds, driverSeconds, mean, drawn, up, entries, most, predicted,
      heap, spread
    };
    StringBuilder line = new StringBuilder();
    for (double one : all) {
      line.append(one).append(' ');
    }
    return line.toString();
  }

  static ScaleCost of(String line) {
    String[] c = line.strip().split(" ");
    double[] n = new double[c.length];
    for (int i = 0; i < n.length; i++) {
      n[i] = Double.parseDouble(c[i]);
    }
    return new ScaleCost(
        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12]);
  }

  /** Tokens that a second of an executor's processor samples. */
  double tokensPerSecond() {
    return visited / executorSeconds;
  }

  /** Seconds of the driver's processor in a round. */
  double driverSecondsPerRound() {
    return driverSeconds / rounds;
  }
}
