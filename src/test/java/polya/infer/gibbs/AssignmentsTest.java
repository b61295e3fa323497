package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Tile;

class AssignmentsTest {
  private static final Tile TILE =
      Tile.of(
          0,
          List.of(
              new Document("a", new int[] {1, 4}, new int[] {3, 2}),
              new Document("b", new int[0], new int[0]),
              new Document("c", new int[] {1}, new int[] {6})));

  private static Assignments some(int topics) {
    Assignments some = Assignments.blank(topics, 11);
    for (int i = 0; i < 11; i++) {
      some.set(i, i == 5 ? topics - 1 : (int) (i * 2654435761L % topics));
    }
    return some;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100, 256, 257, 65_536, 65_537, 70_000, Integer.MAX_VALUE})
  void bytesKeepEveryTopic(int topics) {
    Assignments some = some(topics);
    Assignments read = Assignments.of(TILE, topics, some.bytes());
    assertThat(read.isSeated()).isTrue();
    for (int i = 0; i < 11; i++) {
      assertThat(read.topic(i)).isEqualTo(some.topic(i));
    }
    assertThat(read.bytes()).isEqualTo(some.bytes());
  }

  @Test
  void aTileOfMoreTokensThanArraysHoldIsRefused() {
    Document half = new Document("a", new int[] {0}, new int[] {1 << 30});
    Document rest = new Document("b", new int[] {0}, new int[] {1 << 30});
    Tile tile = Tile.of(7, List.of(half, rest));
    assertThatThrownBy(() -> Assignments.blank(4, tile))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot draw the topics of tile 7: its 2 documents have 2,147,483,648 tokens together;"
                + " with 4 topics a tile of about 128 documents may have 2,147,483,639. Leave out"
                + " or split the longest documents (ingest --max-document-tokens), or train by"
                + " svi.");
    Tile wide = Tile.of(7, List.of(half));
    assertThatThrownBy(() -> Assignments.blank(100_000, wide))
        .hasMessageContaining("may have 1,010,580,535");
  }

  @Test
  void aHundredTopicsTakeSevenBitsAToken() {
    assertThat(some(100).bytes()).hasSize(1 + (7 * 11 + 7) / 8);
  }

  @Test
  void unseatedIsNoBytesAndNotTheSameAsNoTokens() {
    assertThat(Assignments.of(TILE, 5, Assignments.unseated().bytes()).isSeated()).isFalse();
    Tile empty = Tile.of(0, List.of(new Document("e", new int[0], new int[0])));
    byte[] seated = Assignments.blank(5, 0).bytes();
    assertThat(Assignments.of(empty, 5, seated).isSeated()).isTrue();
  }

  @Test
  void bytesOfAnotherTileOrCutShortAreRefused() {
    byte[] bytes = some(100).bytes();
    for (int length = 1; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Assignments.of(TILE, 100, cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("11 tokens among 100");
    }
    assertThatThrownBy(() -> Assignments.of(TILE, 100, Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    Tile other = Tile.of(0, List.of(new Document("a", new int[] {1}, new int[] {2})));
    assertThatThrownBy(() -> Assignments.of(other, 100, bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void topicsOutOfRangeStrangeFirstBytesAndBitsBehindTheEndAreRefused() {
    assertThatThrownBy(() -> Assignments.of(TILE, 65, some(100).bytes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token 3 has topic 83 of 65");
    byte[] strange = some(100).bytes();
    strange[0] = 9;
    assertThatThrownBy(() -> Assignments.of(TILE, 100, strange))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] behind = some(100).bytes();
    behind[behind.length - 1] |= (byte) 0x80;
    assertThatThrownBy(() -> Assignments.of(TILE, 100, behind))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are bits behind the last topic");
  }
}
