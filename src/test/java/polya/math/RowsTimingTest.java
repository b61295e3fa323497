package polya.math;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nanoseconds for each (word · topic) of the kernels, SIMD beside scalar. Asserts nothing: run with
 * {@code mvn test -Dtest=RowsTimingTest -Dgroups.excluded=}.
 */
@Tag("long")
class RowsTimingTest {
  @Test
  void time() {
    for (String kernel : new String[] {"sweep", "cvb0", "dot", "expDigamma", "affine"}) {
      for (int n : new int[] {8, 16, 104, 1000}) {
        time(kernel, n);
      }
    }
  }

  private static void time(String kernel, int n) {
    double simd = best(kernel, n, Rows.best());
    double scalar = best(kernel, n, new ScalarRows());
    System.out.printf(
        "%-10s n=%4d  %s %7.4f  scalar %7.4f ns per word and topic  (x %.1f)%n",
        kernel, n, Rows.best().getClass().getSimpleName(), simd, scalar, scalar / simd);
  }

  private static double best(String kernel, int n, Rows rows) {
    double best = Double.MAX_VALUE;
    RowsCase c = new RowsCase(100, n, n);
    int repeats = Math.max(20, 20_000_000 / (c.words * n));
    float[] g = c.g.clone();
    float[] r = c.r.clone();
    for (int run = 0; run < 8; run++) {
      long start = System.nanoTime();
      for (int i = 0; i < repeats; i++) {
        if (i % 4 == 0) {
          // Repeated for ever, CVB0 would come to denormals that no document meets.
          System.arraycopy(c.g, 0, g, 0, g.length);
          System.arraycopy(c.r, 0, r, 0, r.length);
        }
        run(kernel, rows, c, g, r);
      }
      best = Math.min(best, (System.nanoTime() - start) / (double) repeats / c.words / n);
    }
    return best;
  }

  private static void run(String kernel, Rows rows, RowsCase c, float[] g, float[] r) {
    switch (kernel) {
      case "sweep" -> rows.sweep(c.b, c.rowOffsets, c.c, c.words, c.t, c.u, c.m, c.n);
      case "cvb0" -> rows.cvb0(c.b, r, c.c, c.words, g, c.p, c.n);
      case "dot" -> {
        for (int w = 0; w < c.words; w++) {
          c.m[w] = rows.dot(c.b, w * c.n, c.t, 0, c.n);
        }
      }
      case "affine" -> {
        for (int w = 0; w < c.words; w++) {
          rows.affine(c.t, 0.5f, 2, c.g, c.p, 0, c.n);
        }
      }
      default -> {
        for (int w = 0; w < c.words; w++) {
          rows.expDigamma(c.t, 0, c.p, 0, c.n);
        }
      }
    }
  }
}
