package polya.heldout;

/**
 * The terms of highest score among those offered, of equal scores those of lower index: a heap with
 * the worst on top. An offer that comes to nothing costs one comparison, another O(log n).
 */
final class BestTerms {
  private final int[] terms;
  private final float[] scores;
  private int size;
  private float least;

  /** The n best. */
  BestTerms(int n) {
    terms = new int[n];
    scores = new float[n];
    clear();
  }

  /** Forgets what was offered. */
  void clear() {
    size = 0;
    least = Float.NEGATIVE_INFINITY;
  }

  /**
   * Offers n consecutive terms, all above those offered before.
   *
   * @param offered their scores from {@code from} on; one of −∞ or NaN is never taken
   */
  void offer(int first, float[] offered, int from, int n) {
    for (int j = 0; j < n; j++) {
      if (offered[from + j] > least) {
        insert(first + j, offered[from + j]);
      }
    }
  }

  private void insert(int term, float score) {
    if (size < terms.length) {
      int at = size++;
      for (int above; at > 0 && worse(term, score, above = (at - 1) / 2); at = above) {
        move(above, at);
      }
      put(at, term, score);
    } else {
      sink(term, score);
    }
    least = size < terms.length ? Float.NEGATIVE_INFINITY : scores[0];
  }

  /** Puts a term in the place of the top, and then where it belongs. */
  private void sink(int term, float score) {
    int at = 0;
    for (int below = 1; below < size; below = 2 * at + 1) {
      if (below + 1 < size && worse(terms[below + 1], scores[below + 1], below)) {
        below++;
      }
      if (worse(term, score, below)) {
        break;
      }
      move(below, at);
      at = below;
    }
    put(at, term, score);
  }

  private boolean worse(int term, float score, int than) {
    return score < scores[than] || (score == scores[than] && term > terms[than]);
  }

  private void move(int from, int to) {
    put(to, terms[from], scores[from]);
  }

  private void put(int at, int term, float score) {
    terms[at] = term;
    scores[at] = score;
  }

  /** The best so far, best first; nothing is left here. */
  Recommendation take() {
    int[] ranked = new int[size];
    float[] values = new float[size];
    while (size > 0) {
      size--;
      ranked[size] = terms[0];
      values[size] = scores[0];
      sink(terms[size], scores[size]);
    }
    clear();
    return new Recommendation(ranked, values);
  }
}
