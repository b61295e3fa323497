package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;

class PhiBytesTest {
  private static final int TERMS = TermBlock.SIZE + 70;

  /** Rows with no weight, few, some, and all, in turn. */
  private static List<TermBlock> blocks(int topics, int seed) {
    RandomStream random = Streams.of(seed, Purpose.TEST, 0, topics);
    float[][] rows = new float[TERMS][Rows.padded(topics)];
    double[] shares = {0, 0.01, 0.5, 1};
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < topics; k++) {
        rows[w][k] = random.nextDouble() < shares[w % 4] ? (float) random.nextDouble() : 0;
      }
    }
    return TermBlock.all(rows);
  }

  private static Phi phi(int topics, boolean beneath) {
    double[] scale = new double[topics];
    for (int k = 0; k < topics; k++) {
      scale[k] = 1 / (k + 0.3);
    }
    Phi phi = Phi.of(LocalBlocks.of(blocks(topics, 1)), Phi.Link.EXP_DIGAMMA, 0.01, 0.7, scale);
    return beneath ? phi.over(LocalBlocks.of(blocks(topics, 2)), 0.4) : phi;
  }

  private static double[] weights(Phi phi, int term) {
    double[] weights = new double[phi.topics()];
    phi.expand(term, weights, 0);
    return weights;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 100, 301})
  void noBitOfAnyWeightIsLost(int topics) {
    for (boolean beneath : new boolean[] {false, true}) {
      Phi phi = phi(topics, beneath);
      Phi decoded = new PhiBytes(phi, null).phi();
      assertThat(decoded.terms()).isEqualTo(TERMS);
      for (int w = 0; w < TERMS; w++) {
        assertThat(decoded.row(w)).containsExactly(phi.row(w));
        assertThat(weights(decoded, w)).containsExactly(weights(phi, w));
      }
    }
  }

  @Test
  void termsNotChosenDoNotTravelAndCannotBeReadByMistake() {
    Phi phi = phi(100, true);
    BitSet chosen = new BitSet();
    chosen.set(3);
    chosen.set(TermBlock.SIZE + 1);
    PhiBytes bytes = new PhiBytes(phi, chosen);
    assertThat(bytes.size()).isBetween(8L * 100, 8L * 100 + 4 * (8 + 4 * 100));
    assertThat(bytes.phi().terms()).isEqualTo(TERMS);
    assertThat(weights(bytes.phi(), 3)).containsExactly(weights(phi, 3));
    assertThatThrownBy(() -> weights(bytes.phi(), 4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 4 of its block did not travel");
    assertThat(new PhiBytes(phi, new BitSet()).phi().terms()).isEqualTo(TERMS);
  }

  private static Phi one(float[] row, boolean sparse, double[] scales) {
    int[] at = new int[row.length];
    float[] values = new float[row.length];
    int n = 0;
    for (int k = 0; k < row.length; k++) {
      if (row[k] != 0) {
        at[n] = k;
        values[n++] = row[k];
      }
    }
    TermBlockBuilder builder = TermBlock.sparse(0, row.length);
    builder.add(at, values, n);
    TermBlock block = sparse ? builder.build() : TermBlock.of(0, new float[][] {row});
    return Phi.of(LocalBlocks.of(List.of(block)), Phi.Link.IDENTITY, 1, 1, scales);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWeightTakesWhereItIsAndAWholeNumberAByte(boolean sparse) {
    int topics = 1000;
    double[] scales = new double[topics];
    long scale = 8L * topics;
    float[] few = new float[topics];
    few[20] = 0.5f;
    few[999] = 1;
    // Gap and head; a bit a topic or two gaps, the second of two bytes; two weights.
    int places = sparse ? 3 : 125;
    assertThat(new PhiBytes(one(few, sparse, scales), null).size())
        .isEqualTo(scale + 2 + places + 8);
    few[20] = 127;
    assertThat(new PhiBytes(one(few, sparse, scales), null).size())
        .isEqualTo(scale + 2 + places + 2);
    few[20] = 128;
    assertThat(new PhiBytes(one(few, sparse, scales), null).size())
        .isEqualTo(scale + 2 + places + 3);
    float[] none = new float[topics];
    assertThat(new PhiBytes(one(none, sparse, scales), null).size()).isEqualTo(scale + 2);
  }

  @Test
  void aFullRowTakesFourBytesATopic() {
    float[] all = new float[1000];
    for (int k = 0; k < all.length; k++) {
      all[k] = k + 0.5f;
    }
    Phi phi = one(all, false, new double[1000]);
    assertThat(new PhiBytes(phi, null).size()).isEqualTo(8 * 1000 + 1 + 2 + 4 * 1000);
  }

  @Test
  void aRowOfOneNumberTakesThatAndWhatIsAnother() {
    int topics = 1000;
    float[] row = new float[topics];
    Arrays.fill(row, 2.5f);
    // Gap and head, the number; a gap or two and a number for each that is another.
    assertThat(bytes(row)).isEqualTo(1 + 1 + 4);
    row[20] = 0;
    row[999] = 7.25f;
    assertThat(bytes(row)).isEqualTo(1 + 1 + 4 + 1 + 2 + 8);
    for (int k = 0; k < 200; k++) {
      row[k] = k;
    }
    // Beyond K / 8 of them a bit for each topic.
    assertThat(bytes(row)).isEqualTo(1 + 2 + 4 + topics / 8 + 4 * 201);
    for (int k = 0; k < 400; k++) {
      row[k] = k + 0.25f;
    }
    // Beyond K / 3 there is nothing to be saved.
    assertThat(bytes(row)).isEqualTo(1 + 2 + 4 * topics);
  }

  private static long bytes(float[] row) {
    PhiBytes bytes = new PhiBytes(one(row, false, new double[row.length]), null);
    assertThat(bytes.phi().row(0)).containsExactly(row);
    return bytes.size() - 8L * row.length;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 100, 301})
  void rowsOfOneNumberAreReadToTheSameBits(int topics) {
    RandomStream random = Streams.of(5, Purpose.TEST, 0, topics);
    float[][] rows = new float[TERMS][Rows.padded(topics)];
    float[] odd = {-0.0f, 0, 1e30f, Float.MIN_VALUE, 3, 2.5f};
    for (int w = 0; w < TERMS; w++) {
      Arrays.fill(rows[w], 0, topics, w % 5 == 0 ? 0 : odd[w % odd.length]);
      double share = w % 7 * 0.1;
      for (int k = 0; k < topics; k++) {
        if (random.nextDouble() < share) {
          rows[w][k] =
              random.nextInt(3) == 0 ? odd[random.nextInt(6)] : (float) random.nextDouble();
        }
      }
    }
    double[] scale = new double[topics];
    Arrays.setAll(scale, k -> 1 / (k + 0.3));
    for (Phi.Link link : Phi.Link.values()) {
      Phi phi = Phi.of(LocalBlocks.of(TermBlock.all(rows)), link, 0.01, 0.7, scale);
      noBitIsLost(phi);
      Phi decoded = new PhiBytes(phi, null).phi();
      for (int w = 0; w < TERMS; w++) {
        assertThat(weights(decoded, w)).containsExactly(weights(phi, w));
        assertThat(decoded.weight(w, w % topics)).isEqualTo(phi.weight(w, w % topics));
      }
    }
    Phi phi = Phi.of(LocalBlocks.of(TermBlock.all(rows)), Phi.Link.IDENTITY, 0.01, 0.7, scale);
    Phi beneath = phi.over(LocalBlocks.of(TermBlock.all(rows)), 0.3);
    for (Phi sent : List.of(phi, beneath)) {
      PhiReader reader = sent.reader(Rows.best());
      PhiReader decoded = new PhiBytes(sent, null).phi().reader(Rows.best());
      float[] added = new float[Rows.padded(topics)];
      Arrays.fill(added, 0.5f);
      for (int w = 0; w < TERMS; w += 3) {
        assertThat(decoded.stored(w, null, w % 4)).containsExactly(reader.stored(w, null, w % 4));
        assertThat(decoded.stored(w, added, 4)).containsExactly(reader.stored(w, added, 4));
      }
    }
  }

  @Test
  void packedBlocksKeepTheirShapeThroughSteps() {
    int topics = 100;
    float[][] rows = new float[70][Rows.padded(topics)];
    for (int w = 0; w < rows.length; w++) {
      Arrays.fill(rows[w], 0, topics, w);
      rows[w][w] = 0.5f;
    }
    TermBlock block = TermBlock.of(0, rows);
    TermBlock unpacked = PackedBlock.of(block).block();
    assertThat(unpacked.sparseTopics()).isZero();
    assertThat(unpacked.columns()).isEqualTo(block.columns());
    float[] put = new float[Rows.padded(topics)];
    put[3] = 4;
    TermBlock.Change change = unpacked.change();
    assertThat(change.row(8)).containsExactly(rows[8]);
    change.put(7, put);
    rows[7] = put;
    TermBlock changed = change.block();
    for (TermBlock same : List.of(changed, PackedBlock.of(changed).block(), changed.at(0))) {
      for (int w = 0; w < rows.length; w++) {
        assertThat(same.row(w)).containsExactly(rows[w]);
        assertThat(same.value(w, w)).isEqualTo(rows[w][w]);
        assertThat(same.sparse(w)).isNull();
      }
    }
    BitSet some = new BitSet();
    some.set(2, 9);
    TermBlock few = PackedBlock.of(unpacked, some).block();
    assertThat(few.row(5)).containsExactly(rows[5]);
    assertThat(unpacked.only(some).row(5)).containsExactly(rows[5]);
    assertThatThrownBy(() -> few.row(9)).isInstanceOf(IllegalStateException.class);
  }

  /** Rows with any number of entries: drawn weights, counts, and numbers that only look whole. */
  private static Phi mixed(int topics) {
    RandomStream random = Streams.of(3, Purpose.TEST, 0, topics);
    List<TermBlock> blocks = new ArrayList<>();
    float[] odd = {-0.0f, -3, 1 << 24, (1 << 24) + 2, 1e30f, Float.MIN_VALUE, 0.1f, 16_777_215};
    for (int from = 0; from < TERMS; from += TermBlock.SIZE) {
      TermBlockBuilder builder = TermBlock.sparse(from, topics);
      for (int w = from; w < Math.min(TERMS, from + TermBlock.SIZE); w++) {
        int[] at = new int[topics];
        float[] values = new float[topics];
        int n = 0;
        double share = random.nextDouble() * random.nextDouble();
        for (int k = 0; k < topics; k++) {
          if (w % 7 > 0 && random.nextDouble() < share) {
            at[n] = k;
            values[n++] =
                switch (w % 3) {
                  case 0 -> (float) random.nextDouble();
                  case 1 -> 1 + random.nextInt(300_000);
                  default -> odd[random.nextInt(odd.length)];
                };
          }
        }
        builder.add(at, values, n);
      }
      blocks.add(builder.build());
    }
    double[] scale = new double[topics];
    Arrays.setAll(scale, k -> 1 / (k + 0.3));
    return Phi.of(LocalBlocks.of(blocks), Phi.Link.IDENTITY, 0.01, 1, scale);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 301, 2000})
  void sparseRowsStaySparseAndDenseOnesDense(int topics) {
    Phi phi = mixed(topics);
    PhiReader sent = phi.reader(Rows.best());
    PhiReader got = new PhiBytes(phi, null).phi().reader(Rows.best());
    int[] sentAt = new int[topics];
    int[] gotAt = new int[topics];
    float[] sentWeights = new float[topics];
    float[] gotWeights = new float[topics];
    int sparse = 0;
    for (int w = 0; w < TERMS; w++) {
      int n = sent.readSparse(w, sentAt, sentWeights);
      assertThat(got.readSparse(w, gotAt, gotWeights)).isEqualTo(n);
      sparse += n < 0 ? 0 : 1;
      for (int i = 0; i < n; i++) {
        assertThat(gotAt[i]).isEqualTo(sentAt[i]);
        assertThat(Float.floatToRawIntBits(gotWeights[i]))
            .isEqualTo(Float.floatToRawIntBits(sentWeights[i]));
      }
    }
    assertThat(sparse).isBetween(TERMS / 8, TERMS);
    noBitIsLost(phi);
  }

  private static void noBitIsLost(Phi phi) {
    Phi decoded = new PhiBytes(phi, null).phi();
    for (int w = 0; w < TERMS; w++) {
      assertThat(decoded.row(w)).containsExactly(phi.row(w));
    }
  }

  @Test
  void sparseRowsThatDoNotTravelCannotBeReadByMistake() {
    Phi phi = mixed(100);
    BitSet chosen = new BitSet();
    chosen.set(7);
    chosen.set(9, 12);
    Phi decoded = new PhiBytes(phi, chosen).phi();
    PhiReader reader = decoded.reader(Rows.best());
    assertThat(reader.readSparse(7, new int[100], new float[100])).as("no weight").isZero();
    assertThat(decoded.row(10)).containsExactly(phi.row(10));
    for (int w : new int[] {6, 8, 12, TERMS - 1}) {
      assertThatThrownBy(() -> reader.readSparse(w, new int[100], new float[100]))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aBlockOfManyBytesTravelsInSegments() {
    int topics = 2000;
    RandomStream random = Streams.of(5, Purpose.TEST, 0, 0);
    float[][] rows = new float[TermBlock.SIZE][topics];
    for (float[] row : rows) {
      for (int k = 0; k < topics; k++) {
        row[k] = (float) random.nextDouble();
      }
    }
    TermBlock block = TermBlock.of(0, rows);
    BitSet chosen = new BitSet();
    chosen.set(1, 1000);
    byte[][] bytes = BlockBytes.encoded(block, topics, chosen);
    assertThat(bytes.length).isBetween(7, 9);
    TermBlock decoded = BlockBytes.decoded(bytes, 0, TermBlock.SIZE, topics, false);
    for (int w = 1; w < 1000; w++) {
      assertThat(decoded.row(w)).containsExactly(rows[w]);
    }
    assertThatThrownBy(() -> decoded.row(0)).isInstanceOf(IllegalStateException.class);
  }
}
