package polya.math;

import java.util.Arrays;

/**
 * {@link Rows} in plain Java: the twin of the SIMD kernels, with the same bits. Needs hardware
 * fused multiply-add (x86 since 2013, every 64-bit ARM): without it {@link Math#fma} is exact but
 * slow.
 */
final class ScalarRows implements Rows {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public float dot(float[] a, int ao, float[] b, int bo, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
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
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
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
    Arrays.fill(u, 0, n, 0f);
    for (int w = 0; w < words; w++) {
      int row = rowOffsets[w];
      m[w] = Math.max(dot(b, row, t, 0, n), LEAST);
      axpy(c[w] / m[w], b, row, u, 0, n);
    }
  }

  @Override
  public float sweepStored(
      float[][] stored,
      float base,
      float slope,
      float[] c,
      int words,
      float[] t,
      float[] u,
      float[] m,
      int n) {
    Arrays.fill(u, 0, n, 0f);
    float sum = 0;
    for (int w = 0; w < words; w++) {
      m[w] = Math.max(Math.fma(slope, dot(stored[w], 0, t, 0, n), base), LEAST);
      float ratio = c[w] / m[w];
      sum += ratio;
      axpy(ratio, stored[w], 0, u, 0, n);
    }
    return sum;
  }

  @Override
  public void weighStored(
      float[][] stored, float base, float slope, int words, float[] t, float[] m, int n) {
    for (int w = 0; w < words; w++) {
      m[w] = Math.fma(slope, dot(stored[w], 0, t, 0, n), base);
    }
  }

  @Override
  public float advance(float[] t, float[] u, float offset, float slope, float[] x, int n) {
    float[] moved = new float[LANES];
    for (int j = 0; j < n; j++) {
      float next = Math.fma(slope, u[j], offset) * t[j];
      moved[j % LANES] += Math.abs(next - x[j]);
      x[j] = next;
    }
    return sum(moved, LANES);
  }

  @Override
  public void pick(
      float[] b,
      int bo,
      int[] items,
      float offset,
      float slope,
      float[] scale,
      float[] out,
      int oo,
      int n) {
    for (int j = 0; j < n; j++) {
      out[oo + j] = Math.fma(slope, b[bo + items[j]], offset) * scale[j];
    }
  }

  @Override
  public float cvb0(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    float[] moved = new float[LANES];
    for (int w = 0; w < words; w++) {
      int row = w * n;
      for (int j = 0; j < n; j++) {
        p[j] = Math.max(g[j] - r[row + j], 0f) * b[row + j];
      }
      float scale = 1f / Math.max(sum(p, n), LEAST);
      move(r, row, g, p, n, scale, c[w]);
      addSizes(c[w], p, n, moved);
    }
    return sum(moved, LANES);
  }

  @Override
  public void share(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    Arrays.fill(p, 0, n, 0f);
    for (int w = 0; w < words; w++) {
      int row = w * n;
      float inverse = 1f / Math.max(dot(g, 0, b, row, n), LEAST);
      for (int j = 0; j < n; j++) {
        r[row + j] = g[j] * b[row + j] * inverse;
      }
      axpy(c[w], r, row, p, 0, n);
    }
  }

  @Override
  public void trim(float[] r, int words, float least, int n) {
    float[] lanes = new float[LANES];
    for (int row = 0; row < words * n; row += n) {
      Arrays.fill(lanes, 0f);
      for (int j = 0; j < n; j++) {
        if (r[row + j] < least) {
          r[row + j] = 0f;
        }
        lanes[j % LANES] += r[row + j];
      }
      float scale = 1f / Math.max(sum(lanes, LANES), LEAST);
      for (int j = 0; j < n; j++) {
        r[row + j] *= scale;
      }
    }
  }

  /** r' = p · scale, g += count · (r' − r), p = r' − r. */
  private static void move(
      float[] r, int row, float[] g, float[] p, int n, float scale, float count) {
    for (int j = 0; j < n; j++) {
      float next = p[j] * scale;
      p[j] = next - r[row + j];
      r[row + j] = next;
    }
    for (int j = 0; j < n; j++) {
      g[j] = Math.fma(p[j], count, g[j]);
    }
  }

  private static float sum(float[] p, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int j = 0; j < n; j += LANES) {
      s0 += p[j];
      s1 += p[j + 1];
      s2 += p[j + 2];
      s3 += p[j + 3];
      s4 += p[j + 4];
      s5 += p[j + 5];
      s6 += p[j + 6];
      s7 += p[j + 7];
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }

  /** lanes += count · |p|. */
  private static void addSizes(float count, float[] p, int n, float[] lanes) {
    for (int l = 0; l < LANES; l++) {
      float sum = lanes[l];
      for (int j = l; j < n; j += LANES) {
        sum = Math.fma(Math.abs(p[j]), count, sum);
      }
      lanes[l] = sum;
    }
  }

  @Override
  public void weigh(int[] counts, int co, float[] b, float[] a, float[] sums, int so, int n) {
    for (int j = 0; j < n; j++) {
      float before = j < LANES ? 0 : sums[so + j - LANES];
      sums[so + j] = Math.fma(counts[co + j] + a[j], b[j], before);
    }
    end(sums, so, n);
  }

  @Override
  public void weigh(short[] counts, int co, float[] b, float[] a, float[] sums, int so, int n) {
    for (int j = 0; j < n; j++) {
      float before = j < LANES ? 0 : sums[so + j - LANES];
      sums[so + j] = Math.fma(counts[co + j] + a[j], b[j], before);
    }
    end(sums, so, n);
  }

  @Override
  public void weighListed(
      int[] counts, int[] items, int o, float[] b, float[] sums, int so, int n) {
    for (int j = 0; j < n; j++) {
      sums[so + j] = counts[o + j] * b[items[o + j]];
    }
    addUp(sums, so, n);
  }

  @Override
  public void weighSupported(
      int[] counts, int co, int[] items, float[] a, int o, float[] b, float[] sums, int so, int n) {
    for (int j = 0; j < n; j++) {
      float before = j < LANES ? 0 : sums[so + j - LANES];
      sums[so + j] = Math.fma(counts[co + j] + a[o + j], b[items[o + j]], before);
    }
    end(sums, so, n);
  }

  @Override
  public void add(float[] a, float alpha, float[] b, float[] out, int n) {
    for (int j = 0; j < n; j++) {
      out[j] = Math.fma(alpha, b[j], a[j]);
    }
  }

  @Override
  public void multiply(float[] a, float[] b, float[] out, int n) {
    for (int j = 0; j < n; j++) {
      out[j] = a[j] * b[j];
    }
  }

  @Override
  public void weighProducts(float[] a, float[] b, float[] sums, int n) {
    multiply(a, b, sums, n);
    addUp(sums, 0, n);
  }

  @Override
  public int reached(float[] sums, int so, int n, float point) {
    int reached = 0;
    for (int lane = 0; lane < LANES; lane++) {
      float rest = point - (lane == 0 ? 0 : sums[so + n + lane - 1]);
      for (int j = lane; j < n; j += LANES) {
        reached += rest - sums[so + j] >= 0 ? 1 : 0;
      }
    }
    return reached;
  }

  @Override
  public void combine(float[] t, int to, int sets, float[] b, int rows, float[] out, int n) {
    Arrays.fill(out, 0, sets * n, 0f);
    for (int i = 0; i < sets; i++) {
      for (int k = 0; k < rows; k++) {
        axpy(t[to + i * rows + k], b, k * n, out, i * n, n);
      }
    }
  }

  private static void addUp(float[] sums, int so, int n) {
    for (int j = so + LANES; j < so + n; j++) {
      sums[j] += sums[j - LANES];
    }
    end(sums, so, n);
  }

  /** Where the lanes end when they are put end to end. */
  private static void end(float[] sums, int so, int n) {
    int ends = so + n;
    for (int lane = 0; lane < LANES; lane++) {
      sums[ends + lane] = n == 0 ? 0 : sums[ends - LANES + lane];
    }
    for (int back = 1; back < LANES; back *= 2) {
      for (int lane = LANES - 1; lane >= back; lane--) {
        sums[ends + lane] += sums[ends + lane - back];
      }
    }
  }
}
