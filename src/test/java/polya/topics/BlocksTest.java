package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import polya.math.CountTally;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

class BlocksTest {
  private static final int TERMS = 2 * TermBlock.SIZE + 100;
  private static final int TOPICS = 3;

  private static float[][] rows(int number) {
    RandomStream random = Streams.of(6, Purpose.TEST, number, 0);
    float[][] rows = new float[TERMS][8];
    for (float[] row : rows) {
      for (int k = 0; k < TOPICS; k++) {
        row[k] = random.nextInt(4) * random.nextInt(300);
      }
    }
    return rows;
  }

  @Test
  void blocksAreChangedAndPutTogetherOneByOne() {
    Blocks one = LocalBlocks.of(rows(1));
    Blocks other = LocalBlocks.of(rows(2));
    Blocks twice = one.map(block -> scaled(block, 2));
    Blocks sum = one.with(other, BlocksTest::added);
    assertThat(sum.terms()).isEqualTo(TERMS);
    assertThat(sum.here()).hasSize(3);
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        assertThat(twice.row(w)[k]).isEqualTo(2 * one.row(w)[k]);
        assertThat(sum.row(w)[k]).isEqualTo(one.row(w)[k] + other.row(w)[k]);
      }
    }
    assertThat(one.each(TermBlock::from)).containsExactly(0, 1024, 2048);
  }

  private static TermBlock scaled(TermBlock block, float factor) {
    float[][] rows = new float[block.size()][8];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < TOPICS; k++) {
        rows[i][k] = factor * block.row(block.from() + i)[k];
      }
    }
    return TermBlock.of(block.from(), rows);
  }

  private static TermBlock added(TermBlock block, TermBlock beside) {
    float[][] rows = new float[block.size()][8];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < TOPICS; k++) {
        rows[i][k] = block.row(block.from() + i)[k] + beside.row(block.from() + i)[k];
      }
    }
    return TermBlock.of(block.from(), rows);
  }

  @Test
  void sumsAndTalliesAreThoseOfAllRows() {
    float[][] rows = rows(1);
    double[] columns = new double[TOPICS];
    TreeMap<Integer, Long> tally = new TreeMap<>();
    for (float[] row : rows) {
      for (int k = 0; k < TOPICS; k++) {
        columns[k] += row[k];
        if (row[k] > 0) {
          tally.merge((int) row[k], 1L, Long::sum);
        }
      }
    }
    Blocks blocks = LocalBlocks.of(rows);
    CountTally expected = CountTally.of(tally);
    for (Blocks form : List.of(blocks, sparse(rows))) {
      assertThat(form.columnSums(TOPICS)).isEqualTo(columns);
      assertThat(form.columnSums(1)).containsExactly(columns[0]);
      assertThat(form.tally().size()).isEqualTo(expected.size());
      assertThat(form.tally().total()).isEqualTo(expected.total());
      assertThat(form.tally().logRising(0.3)).isEqualTo(expected.logRising(0.3));
    }
    SumsLayout layout = SumsLayout.none().scalar("products", SumsLayout.WHOLE, 1e18);
    double products =
        blocks
            .sums(
                LocalBlocks.of(rows(2)),
                layout,
                (block, beside, sums) ->
                    sums.add("products", block.row(block.from())[0] * beside.row(block.from())[1]))
            .scalar("products");
    float[][] other = rows(2);
    double firstRows = 0;
    for (int w = 0; w < TERMS; w += TermBlock.SIZE) {
      firstRows += rows[w][0] * other[w][1];
    }
    assertThat(products).isEqualTo(firstRows);
  }

  @Test
  void whatLiesElsewhereIsPutTogetherThereAndNeverFetched() {
    Blocks own = LocalBlocks.of(rows(1));
    Blocks there = new Elsewhere(LocalBlocks.of(rows(2)));
    SumsLayout layout = SumsLayout.none().scalar("differences", SumsLayout.REAL, 1e18);
    Blocks.PairPart first =
        (block, beside, sums) ->
            sums.add("differences", 2 * block.row(block.from())[0] - beside.row(block.from())[0]);
    double expected = own.sums(LocalBlocks.of(rows(2)), layout, first).scalar("differences");
    assertThat(own.sums(there, layout, first).scalar("differences")).isEqualTo(expected);
    Blocks.Pair scaledSum = (block, beside) -> added(scaled(block, 2), beside);
    Blocks both = own.with(there, scaledSum);
    assertThat(both.isHere()).isFalse();
    assertThat(both.columnSums(TOPICS))
        .isEqualTo(own.with(LocalBlocks.of(rows(2)), scaledSum).columnSums(TOPICS));
  }

  /** Blocks that another JVM has. */
  private record Elsewhere(LocalBlocks blocks) implements Blocks {
    @Override
    public int terms() {
      return blocks.terms();
    }

    @Override
    public Blocks map(Change change) {
      return new Elsewhere((LocalBlocks) blocks.map(change));
    }

    @Override
    public Blocks with(Blocks beside, Pair pair) {
      return new Elsewhere((LocalBlocks) blocks.with(beside, pair));
    }

    @Override
    public Blocks arranged(int[] from) {
      return new Elsewhere((LocalBlocks) blocks.arranged(from));
    }

    @Override
    public Sums sums(Blocks beside, SumsLayout layout, PairPart part) {
      return blocks.sums(beside, layout, part);
    }

    @Override
    public <T> List<T> each(Digest<T> digest) {
      return blocks.each(digest);
    }

    @Override
    public <T> T merged(Digest<T> digest, Merge<T> merge) {
      return blocks.merged(digest, merge);
    }

    @Override
    public CountTally tally() {
      return blocks.tally();
    }

    @Override
    public boolean isHere() {
      return false;
    }

    @Override
    public List<TermBlock> here() {
      throw new IllegalStateException("the blocks are fetched");
    }
  }

  private static Blocks sparse(float[][] rows) {
    return LocalBlocks.of(rows)
        .map(
            block -> {
              TermBlockBuilder builder = TermBlock.sparse(block.from(), TOPICS);
              int[] topics = new int[8];
              float[] values = new float[8];
              for (int w = block.from(); w < block.from() + block.size(); w++) {
                builder.add(topics, values, block.entries(w, topics, values));
              }
              return builder.build();
            });
  }
}
