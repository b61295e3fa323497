package polya.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import polya.infer.ModelState;
import polya.spark.LocalSpark;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/** Blocks on executors beside the same blocks in this JVM. */
class ShardBlocksTest {
  private static final int TERMS = 3000;
  private static final int TOPICS = 8;

  private final ShardedExchange exchange =
      new ShardedExchange(
          JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext()), 2, false, 1);

  private static Blocks rows(int more) {
    float[][] rows = new float[TERMS][TOPICS];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        rows[w][k] = (w * 7 + k * 3 + more) % 11;
      }
    }
    return LocalBlocks.of(rows);
  }

  private static TermBlock sum(TermBlock a, TermBlock b) {
    float[][] rows = a.copyOfRows();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i].clone();
      for (int k = 0; k < TOPICS; k++) {
        rows[i][k] += b.row(a.from() + i)[k];
      }
    }
    return TermBlock.of(a.from(), rows);
  }

  @Test
  void giveWhatBlocksOfThisJvmGive() {
    Blocks here = rows(0);
    Blocks there = exchange.place(ModelState.of(here, Globals.none())).topics();
    assertThat(there.isHere()).isFalse();
    assertThatThrownBy(there::here).isInstanceOf(IllegalStateException.class);
    Blocks both = there.with(rows(5), ShardBlocksTest::sum);
    Blocks expected = here.with(rows(5), ShardBlocksTest::sum);
    assertThat(both.columnSums(TOPICS)).isEqualTo(expected.columnSums(TOPICS));
    assertThat(both.tally().total()).isEqualTo(expected.tally().total());
    assertThat(both.tally().size()).isEqualTo(expected.tally().size());
    assertThat(both.each(TermBlock::from)).isEqualTo(List.of(0, 1024, 2048));
    assertThat(both.<Integer>merged(TermBlock::size, Integer::sum)).isEqualTo(TERMS);
    List<TermBlock> fetched = ((ShardBlocks) both).fetched().here();
    for (int b = 0; b < fetched.size(); b++) {
      assertThat(fetched.get(b).copyOfRows()).isDeepEqualTo(expected.here().get(b).copyOfRows());
    }
    SumsLayout one = SumsLayout.none().scalar("terms", SumsLayout.WHOLE, 1e6);
    assertThat(
            there.sums(rows(1), one, (a, b, sums) -> sums.add("terms", b.size())).scalar("terms"))
        .isEqualTo(TERMS);
    exchange.close();
  }
}
