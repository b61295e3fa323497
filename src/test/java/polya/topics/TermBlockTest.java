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

  @Test
  void aChangeCopiesThePagesOfItsRowsAndSharesTheOthers() {
    TermBlock before = TermBlock.zeros(1024, 70, 8);
    TermBlock.Change change = before.change();
    change.put(1024 + 69, new float[] {7});
    change.put(1024 + 64, new float[] {8});
    change.put(1024, change.row(1024 + 69));
    TermBlock after = change.block();
    assertThat(after.from()).isEqualTo(1024);
    assertThat(after.size()).isEqualTo(70);
    assertThat(after.row(1024)).containsExactly(7);
    assertThat(after.row(1024 + 64)).containsExactly(8);
    assertThat(after.row(1024 + 69)).containsExactly(7);
    for (int w = 1; w < 69; w++) {
      if (w != 64) {
        assertThat(after.row(1024 + w)).isSameAs(before.row(1024 + w));
      }
    }
    for (float[] row : before.copyOfRows()) {
      assertThat(row).isSameAs(before.row(1024));
    }
    assertThat(before.copyOfRows()).hasDimensions(70, 8);
  }
}
