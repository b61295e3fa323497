package polya.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;

/** Each kernel of {@link Rows} over the rows of a document of {@value #WORDS} words: ns a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@OperationsPerInvocation(RowsBenchmark.WORDS)
public class RowsBenchmark {
  /** Rows a call. */
  static final int WORDS = 100;

  /** Calls after which {@link #cvb0} begins anew: it would come to denormals that no document has. */
  private static final int CVB0_SWEEPS = 4;

  /** Floats a row. */
  @Param({"8", "16", "104", "1000"})
  public int length;

  private final Rows rows = Rows.best();
  private final int[] rowOffsets = new int[WORDS];
  private final float[] c = new float[WORDS];
  private final float[] m = new float[WORDS];
  private float[] b;
  private float[] r;
  private float[] rFirst;
  private float[] t;
  private float[] u;
  private float[] g;
  private float[] gFirst;
  private float[] p;
  private int sweep;

  /** Draws a document's worth of rows, the same each time. */
  @Setup
  public void draw() {
    RandomStream stream = Streams.of(7, Purpose.TEST, 0, length);
    b = new float[WORDS * length];
    rFirst = new float[b.length];
    t = new float[length];
    u = new float[length];
    gFirst = new float[length];
    p = new float[length];
    Arrays.fill(rFirst, 1f / length);
    Arrays.fill(gFirst, 0.1f);
    for (int j = 0; j < length; j++) {
      t[j] = (float) (5 * stream.nextOpen());
    }
    for (int w = 0; w < WORDS; w++) {
      rowOffsets[w] = w * length;
      c[w] = 1 + stream.nextInt(5);
      for (int j = 0; j < length; j++) {
        b[w * length + j] = (float) StrictMath.pow(stream.nextOpen(), 6);
        gFirst[j] += c[w] / length;
      }
    }
    r = rFirst.clone();
    g = gFirst.clone();
  }

  /** The kernels' results from the data as drawn: for the check before measuring. */
  float[][] results() {
    draw();
    dot();
    sweep();
    float[] swept = u.clone();
    affine();
    float[] weights = p.clone();
    expDigamma();
    float[] geometric = p.clone();
    axpy();
    float[] added = u.clone();
    float moved = cvb0();
    return new float[][] {m, swept, weights, geometric, added, r, g, {moved}};
  }

  /** {@link Rows#dot}. */
  @Benchmark
  public float[] dot() {
    for (int w = 0; w < WORDS; w++) {
      m[w] = rows.dot(b, rowOffsets[w], t, 0, length);
    }
    return m;
  }

  /** {@link Rows#axpy}. */
  @Benchmark
  public float[] axpy() {
    for (int w = 0; w < WORDS; w++) {
      rows.axpy(1e-3f, b, rowOffsets[w], u, 0, length);
    }
    return u;
  }

  /** {@link Rows#affine}. */
  @Benchmark
  public float[] affine() {
    for (int w = 0; w < WORDS; w++) {
      rows.affine(t, 0.5f, 2, gFirst, p, 0, length);
    }
    return p;
  }

  /** {@link Rows#expDigamma}. */
  @Benchmark
  public float[] expDigamma() {
    for (int w = 0; w < WORDS; w++) {
      rows.expDigamma(t, 0, p, 0, length);
    }
    return p;
  }

  /** {@link Rows#sweep}. */
  @Benchmark
  public float[] sweep() {
    rows.sweep(b, rowOffsets, c, WORDS, t, u, m, length);
    return u;
  }

  /** {@link Rows#cvb0}. */
  @Benchmark
  public float cvb0() {
    if (sweep++ % CVB0_SWEEPS == 0) {
      System.arraycopy(rFirst, 0, r, 0, r.length);
      System.arraycopy(gFirst, 0, g, 0, g.length);
    }
    return rows.cvb0(b, r, c, WORDS, g, p, length);
  }
}
