package polya.infer.variational;

import java.util.Arrays;

/** Which topics of a document are worth keeping. */
final class Selection {
  private Selection() {}

  /** Lists what reaches a threshold, and the largest ones if these are too few. */
  static int of(float[] x, int length, float threshold, int few, int[] out) {
    int found = 0;
    for (int k = 0; k < length; k++) {
      if (x[k] >= threshold) {
        out[found++] = k;
      }
    }
    int least = Math.min(few, length);
    return found < least ? largest(x, length, least, out) : found;
  }

  /** The largest ones by insertion into a short descending list; equal ones by lower index. */
  private static int largest(float[] x, int length, int least, int[] out) {
    int found = 0;
    for (int k = 0; k < length; k++) {
      if (found < least || x[k] > x[out[found - 1]]) {
        int j = found < least ? found++ : found - 1;
        while (j > 0 && x[out[j - 1]] < x[k]) {
          out[j] = out[j - 1];
          j--;
        }
        out[j] = k;
      }
    }
    Arrays.sort(out, 0, found);
    return found;
  }
}
