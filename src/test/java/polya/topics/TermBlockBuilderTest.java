package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;

class TermBlockBuilderTest {
  private static final int SIZE = 300;

  /** Rows of 0 to K entries, term by term. */
  private static float[][] rows(int topics) {
    RandomStream random = Streams.of(1, Purpose.TEST, 0, topics);
    float[][] rows = new float[SIZE][Rows.padded(topics)];
    for (int w = 0; w < SIZE; w++) {
      for (int i = w % 7 == 0 ? 0 : random.nextInt(1 + topics / (1 + w % 5)); i > 0; i--) {
        rows[w][random.nextInt(topics)] = (float) random.nextDouble() + 0.1f;
      }
    }
    return rows;
  }

  private static TermBlock built(float[][] rows, int from, int topics) {
    TermBlockBuilder builder = TermBlock.sparse(from, topics);
    for (float[] row : rows) {
      int[] at = new int[topics];
      float[] values = new float[topics];
      int n = 0;
      for (int k = 0; k < topics; k++) {
        if (row[k] != 0) {
          at[n] = k;
          values[n++] = row[k];
        }
      }
      builder.add(at, values, n);
    }
    return builder.build();
  }

  private static Phi phi(TermBlock block, int topics) {
    double[] scale = new double[topics];
    Arrays.setAll(scale, k -> 1 / (k + 0.7));
    return Phi.of(LocalBlocks.of(List.of(block)), Phi.Link.IDENTITY, 0.01, 1.5, scale);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 1000, 70_000})
  void rowsAreThoseThatWereAdded(int topics) {
    float[][] rows = topics > 1000 ? Arrays.copyOf(rows(topics), 20) : rows(topics);
    TermBlock block = built(rows, 2048, topics);
    assertThat(block.size()).isEqualTo(rows.length);
    float[][] copy = block.copyOfRows();
    for (int w = 0; w < rows.length; w++) {
      assertThat(block.row(2048 + w)).isEqualTo(rows[w]);
      assertThat(copy[w]).isEqualTo(rows[w]);
    }
  }

  @Test
  void weightsAreThoseOfDenseRowsToTheBit() {
    int topics = 100;
    float[][] rows = rows(topics);
    Phi sparse = phi(built(rows, 0, topics), topics);
    Phi dense = phi(TermBlock.of(0, rows), topics);
    PhiReader reader = sparse.reader(Rows.best());
    PhiReader expected = dense.reader(Rows.best());
    float[] row = new float[sparse.rowLength()];
    float[] found = new float[sparse.rowLength()];
    double[] doubles = new double[topics];
    double[] expectedDoubles = new double[topics];
    int[] at = new int[topics];
    float[] weights = new float[topics];
    int sparseRows = 0;
    for (int w = 0; w < SIZE; w++) {
      expected.read(w, row, 0);
      reader.read(w, found, 0);
      assertThat(found).isEqualTo(row);
      sparse.expand(w, doubles, 0);
      dense.expand(w, expectedDoubles, 0);
      assertThat(doubles).isEqualTo(expectedDoubles);
      int n = reader.readSparse(w, at, weights);
      if (n >= 0) {
        sparseRows++;
        reader.background(found);
        for (int i = 0; i < n; i++) {
          found[at[i]] = weights[i];
        }
        assertThat(found).isEqualTo(row);
      }
      assertThat(expected.readSparse(w, at, weights)).isEqualTo(-1);
    }
    assertThat(sparseRows).isBetween(SIZE / 5, SIZE * 19 / 20);
  }

  @Test
  void rowsWithManyEntriesAreDense() {
    assertThat(TermBlockBuilder.staysSparse(33, 100)).isTrue();
    assertThat(TermBlockBuilder.staysSparse(34, 100)).isFalse();
    assertThat(TermBlockBuilder.staysSparse(0, 1)).isTrue();
    float[][] rows = new float[2][104];
    Arrays.fill(rows[0], 0, 34, 1);
    Arrays.fill(rows[1], 0, 33, 1);
    TermBlock block = built(rows, 0, 100);
    assertThat(block.sparse(0)).isNull();
    assertThat(block.sparse(1)).isNotNull();
  }

  @Test
  void whatTravelsIsInProportionToTheEntries() throws IOException {
    int topics = 1000;
    float[][] rows = new float[SIZE][1000];
    for (int w = 0; w < SIZE; w++) {
      for (int i = 0; i < 30; i++) {
        rows[w][(w + 31 * i) % topics] = i;
      }
    }
    TermBlock block = built(rows, 0, topics);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(block);
    }
    assertThat(bytes.size()).isLessThan(7 * 30 * SIZE);
    TermBlock read = SerializationUtils.deserialize(bytes.toByteArray());
    for (int w = 0; w < SIZE; w++) {
      assertThat(read.row(w)).isEqualTo(rows[w]);
    }
  }

  @Test
  void topicsThatDoNotAscendAreRefused() {
    List<int[]> bad = new ArrayList<>(List.of(new int[] {3, 3}, new int[] {4, 2}));
    bad.add(new int[] {1, 100});
    bad.add(new int[] {-1, 5});
    for (int[] topics : bad) {
      assertThatThrownBy(() -> TermBlock.sparse(0, 100).add(topics, new float[2], 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot follow");
    }
  }
}
