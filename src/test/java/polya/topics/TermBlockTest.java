package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermBlockTest {
  @Test
  void termsFallIntoBlocksInTheirOrder() {
    assertThat(TermBlock.blockOf(0)).isZero();
    assertThat(TermBlock.blockOf(TermBlock.SIZE - 1)).isZero();
    assertThat(TermBlock.blockOf(TermBlock.SIZE)).isEqualTo(1);
    assertThat(TermBlock.blocks(0)).isZero();
    assertThat(TermBlock.blocks(1)).isEqualTo(1);
    assertThat(TermBlock.blocks(TermBlock.SIZE)).isEqualTo(1);
    assertThat(TermBlock.blocks(TermBlock.SIZE + 1)).isEqualTo(2);
  }

  @Test
  void rowsAreFoundByTheirTerm() {
    TermBlock block = TermBlock.of(1024, new float[][] {{1}, {2}, {3}});
    assertThat(block.from()).isEqualTo(1024);
    assertThat(block.size()).isEqualTo(3);
    assertThat(block.row(1024)).containsExactly(1);
    assertThat(block.row(1026)).containsExactly(3);
  }

  @Test
  void termsNeverTouchedShareOneRowOfZeros() {
    TermBlock block = TermBlock.zeros(0, 5, 16);
    assertThat(block.row(0)).hasSize(16).containsOnly(0);
    for (int w = 1; w < 5; w++) {
      assertThat(block.row(w)).isSameAs(block.row(0));
    }
  }

  @Test
  void aStepSharesWhatItDidNotTouchAndLeavesTheOldBlockAlone() {
    TermBlock before = TermBlock.of(0, new float[][] {{1}, {2}});
    float[][] rows = before.copyOfRows();
    rows[1] = new float[] {7};
    TermBlock after = TermBlock.of(before.from(), rows);
    assertThat(before.row(1)).containsExactly(2);
    assertThat(after.row(1)).containsExactly(7);
    assertThat(after.row(0)).isSameAs(before.row(0));
  }
}
