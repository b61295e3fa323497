package polya.math;

/**
 * {@link Rows} in plain Java: the twin of the SIMD kernels, with the same bits. Needs hardware
 * fused multiply-add (x86 since 2013, every 64-bit ARM): without it {@link Math#fma} is exact but
 * slow.
 */
final class ScalarRows implements Rows {
  @Override
  public float dot(float[] a, int ao, float[] b, int bo, int n) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    float s8 = 0, s9 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0, s14 = 0, s15 = 0;
    for (int j = 0; j < n; j += LANES) {
      int x = ao + j;
      int y = bo + j;
      s0 = Math.fma(a[x], b[y], s0);
      s1 = Math.fma(a[x + 1], b[y + 1], s1);
      s2 = Math.fma(a[x + 2], b[y + 2], s2);
      s3 = Math.fma(a[x + 3], b[y + 3], s3);
      s4 = Math.fma(a[x + 4], b[y + 4], s4);
      s5 = Math.fma(a[x + 5], b[y + 5], s5);
      s6 = Math.fma(a[x + 6], b[y + 6], s6);
      s7 = Math.fma(a[x + 7], b[y + 7], s7);
      s8 = Math.fma(a[x + 8], b[y + 8], s8);
      s9 = Math.fma(a[x + 9], b[y + 9], s9);
      s10 = Math.fma(a[x + 10], b[y + 10], s10);
      s11 = Math.fma(a[x + 11], b[y + 11], s11);
      s12 = Math.fma(a[x + 12], b[y + 12], s12);
      s13 = Math.fma(a[x + 13], b[y + 13], s13);
      s14 = Math.fma(a[x + 14], b[y + 14], s14);
      s15 = Math.fma(a[x + 15], b[y + 15], s15);
    }
    float t0 = (s0 + s8) + (s4 + s12);
    float t1 = (s1 + s9) + (s5 + s13);
    float t2 = (s2 + s10) + (s6 + s14);
    float t3 = (s3 + s11) + (s7 + s15);
    return (t0 + t2) + (t1 + t3);
  }

  @Override
  public void axpy(float alpha, float[] x, int xo, float[] y, int yo, int n) {
    for (int j = 0; j < n; j++) {
      y[yo + j] = Math.fma(alpha, x[xo + j], y[yo + j]);
    }
  }

  @Override
  public void affine(
      float[] row, float offset, float slope, float[] scale, float[] out, int oo, int n) {
    for (int j = 0; j < n; j++) {
      out[oo + j] = Math.fma(slope, row[j], offset) * scale[j];
    }
  }

  @Override
  public void expDigamma(float[] x, int xo, float[] out, int oo, int n) {
    for (int j = 0; j < n; j++) {
      out[oo + j] = Special.expDigamma(x[xo + j]);
    }
  }

  @Override
  public void sweep(
      float[] b, int[] rowOffsets, float[] c, int words, float[] t, float[] u, float[] m, int n) {
    java.util.Arrays.fill(u, 0, n, 0f);
    for (int w = 0; w < words; w++) {
      int row = rowOffsets[w];
      float mw = Math.max(dot(b, row, t, 0, n), LEAST);
      m[w] = mw;
      axpy(c[w] / mw, b, row, u, 0, n);
    }
  }

  @Override
  public float cvb0(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    float[] lanes = new float[LANES];
    float[] moved = new float[LANES];
    for (int w = 0; w < words; w++) {
      int row = w * n;
      java.util.Arrays.fill(lanes, 0f);
      for (int j = 0; j < n; j++) {
        p[j] = Math.max(g[j] - r[row + j], 0f) * b[row + j];
      }
      for (int j = 0; j < n; j += LANES) {
        for (int l = 0; l < LANES; l++) {
          lanes[l] += p[j + l];
        }
      }
      float scale = 1f / Math.max(tree(lanes), LEAST);
      float count = c[w];
      for (int j = 0; j < n; j++) {
        float next = p[j] * scale;
        float change = next - r[row + j];
        r[row + j] = next;
        g[j] = Math.fma(count, change, g[j]);
        p[j] = change;
      }
      for (int j = 0; j < n; j += LANES) {
        for (int l = 0; l < LANES; l++) {
          moved[l] = Math.fma(count, Math.abs(p[j + l]), moved[l]);
        }
      }
    }
    return tree(moved);
  }

  /** The lanes added by halves: 16, 8, 4, 2, 1. */
  private static float tree(float[] s) {
    float t0 = (s[0] + s[8]) + (s[4] + s[12]);
    float t1 = (s[1] + s[9]) + (s[5] + s[13]);
    float t2 = (s[2] + s[10]) + (s[6] + s[14]);
    float t3 = (s[3] + s[11]) + (s[7] + s[15]);
    return (t0 + t2) + (t1 + t3);
  }
}
