package polya.math;

import java.util.Arrays;

/**
 * Runs every kernel of an implementation of {@link Rows} on scratch, in a thread of its own, until
 * the JVM has reason to compile them. Vectors are slow before that: a hundred times as slow as
 * scalar code, which is taken meanwhile, to the same bits. Cost: a second of one core, once a JVM.
 */
final class RowsWarmUp implements Runnable {
  /** Calls of each kernel. */
  private static final int CALLS = 1500;

  private static final int TOPICS = 104;
  private static final int WORDS = 24;
  private static final int FEW = 16;

  private final Rows warming;
  private volatile Rows atHand;

  private RowsWarmUp(Rows warming, Rows meanwhile) {
    this.warming = warming;
    atHand = meanwhile;
  }

  /** Begins to warm an implementation up. */
  static RowsWarmUp of(Rows warming, Rows meanwhile) {
    RowsWarmUp warmUp = new RowsWarmUp(warming, meanwhile);
    Thread thread = new Thread(warmUp, "polya-warm-up");
    thread.setDaemon(true);
    thread.start();
    return warmUp;
  }

  /** The implementation to be used now. */
  Rows atHand() {
    return atHand;
  }

  @Override
  public void run() {
    Scratch scratch = new Scratch();
    for (int call = 0; call < CALLS; call++) {
      scratch.sweeps(warming);
      scratch.packed(warming);
      scratch.draws(warming);
    }
    atHand = warming;
  }

  /** Arguments of every kernel, all numbers small and above zero. */
  private static final class Scratch {
    private final float[] rows = filled(WORDS * TOPICS);
    private final float[] packed = filled(WORDS * FEW);
    private final float[] shares = new float[WORDS * FEW];
    private final float[][] stored = new float[WORDS][];
    private final int[] offsets = new int[WORDS];
    private final int[] items = new int[TOPICS];
    private final int[] many = new int[TOPICS];
    private final short[] few = new short[TOPICS];
    private final float[] counts = filled(WORDS);
    private final float[] row = filled(TOPICS);
    private final float[] out = new float[TOPICS + Rows.LANES];
    private final float[] masses = new float[WORDS];

    Scratch() {
      Arrays.setAll(stored, w -> filled(TOPICS));
      Arrays.setAll(offsets, w -> w * TOPICS);
      Arrays.setAll(items, k -> k);
      Arrays.fill(many, 1);
      Arrays.fill(few, (short) 1);
    }

    private static float[] filled(int n) {
      float[] filled = new float[n];
      Arrays.fill(filled, 0.5f);
      return filled;
    }

    void sweeps(Rows kernels) {
      kernels.dot(row, 0, rows, 0, TOPICS);
      kernels.axpy(0.5f, row, 0, out, 0, TOPICS);
      kernels.affine(row, 0.5f, 0.5f, row, out, 0, TOPICS);
      kernels.expDigamma(row, 0, out, 0, TOPICS);
      kernels.add(row, 0.5f, row, out, TOPICS);
      kernels.multiply(row, row, out, TOPICS);
      kernels.sweep(rows, offsets, counts, WORDS, row, out, masses, TOPICS);
      kernels.sweepStored(stored, 0.5f, 0.5f, counts, WORDS, row, out, masses, TOPICS);
      kernels.weighStored(stored, 0.5f, 0.5f, WORDS, row, masses, TOPICS);
      kernels.advance(row, row, 0.5f, 0.5f, out, TOPICS);
    }

    void packed(Rows kernels) {
      for (int w = 0; w < WORDS; w++) {
        kernels.pick(stored[w], 0, items, 0.5f, 0.5f, row, packed, w * FEW, FEW);
      }
      kernels.share(packed, shares, counts, WORDS, row, out, FEW);
      kernels.cvb0(packed, shares, counts, WORDS, row.clone(), out, FEW);
      kernels.trim(shares, WORDS, 0.01f, FEW);
    }

    void draws(Rows kernels) {
      kernels.weigh(many, 0, row, row, out, 0, TOPICS);
      kernels.weigh(few, 0, row, row, out, 0, TOPICS);
      kernels.reached(out, 0, TOPICS, LaneDraw.total(out, 0, TOPICS) / 2);
      kernels.weighListed(many, items, 0, row, out, 0, FEW);
      kernels.reached(out, 0, FEW, LaneDraw.total(out, 0, FEW) / 2);
      kernels.weighSupported(many, 0, items, row, 0, row, out, 0, FEW);
      kernels.weighProducts(row, row, out, TOPICS);
    }
  }
}
