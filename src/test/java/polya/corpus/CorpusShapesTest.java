package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Documents, their keys, tiles and splits, and vocabularies. */
class CorpusShapesTest {
  @Test
  void documentChecksItsShape() {
    assertThatThrownBy(() -> new Document("", new int[0], new int[0])).hasMessageContaining("id");
    assertThatThrownBy(() -> new Document("a", new int[1], new int[0]))
        .hasMessageContaining("1 terms and 0 counts");
    assertThatThrownBy(() -> new Document("a", new int[] {2, 2}, new int[] {1, 1}))
        .hasMessageContaining("term 2 after 2");
    assertThatThrownBy(() -> new Document("a", new int[] {-1}, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Document("a", new int[] {1}, new int[] {0}))
        .hasMessageContaining("0 times");
    int most = Integer.MAX_VALUE;
    assertThat(new Document("a", new int[] {1, 2}, new int[] {most, most}).tokens())
        .isEqualTo(2L * most);
  }

  /** A failure means that every tile, split and random stream of every corpus has moved. */
  @Test
  void documentKeysNeverChange() {
    assertThat(DocumentKey.of("")).isEqualTo(DocumentKey.mix(0xcbf29ce484222325L));
    // FNV-1a of "a" by its published test vector, then SplitMix64's finaliser.
    assertThat(DocumentKey.of("a")).isEqualTo(DocumentKey.mix(0xaf63dc4c8601ec8cL));
    // The first output of SplitMix64 with seed 0 is its finaliser of the golden gamma.
    assertThat(DocumentKey.mix(0x9e3779b97f4a7c15L)).isEqualTo(0xe220a8397b1dcdafL);
  }

  @Test
  void tilingSpreadsDocumentsEvenly() {
    assertThat(Tiling.of(0).tiles()).isEqualTo(1);
    assertThat(Tiling.of(128).tiles()).isEqualTo(1);
    assertThat(Tiling.of(129).tiles()).isEqualTo(2);
    Tiling tiling = Tiling.of(12_800);
    int[] sizes = new int[tiling.tiles()];
    for (int d = 0; d < 12_800; d++) {
      sizes[tiling.tileOf(DocumentKey.of("document " + d))]++;
    }
    double chiSquare = 0;
    for (int size : sizes) {
      chiSquare += (size - 128.0) * (size - 128.0) / 128.0;
    }
    // 99 degrees of freedom: above 161 with probability 1e-4; the ids are fixed.
    assertThat(chiSquare).isLessThan(161);
    assertThat(tiling.tileOf(-1L)).isEqualTo(99);
    assertThat(tiling.tileOf(0L)).isZero();
  }

  @Test
  void tileHoldsItsDocumentsInTheOrderOfTheirKeys() {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < 40; d++) {
      int[] terms = d % 5 == 0 ? new int[0] : new int[] {d % 3, 7 + d % 4};
      documents.add(
          new Document(
              "d" + d,
              terms,
              new int[terms.length].length == 0 ? new int[0] : new int[] {d + 1, 2}));
    }
    Tile tile = Tile.of(4, documents);
    List<Document> shuffled = new ArrayList<>(documents);
    Collections.shuffle(shuffled, new Random(1));
    Tile again = Tile.of(4, shuffled);
    assertThat(again.slots()).isEqualTo(tile.slots());
    assertThat(again.counts()).isEqualTo(tile.counts());

    assertThat(tile.index()).isEqualTo(4);
    assertThat(tile.documents()).isEqualTo(40);
    assertThat(tile.tokens()).isEqualTo(documents.stream().mapToLong(Document::tokens).sum());
    assertThat(tile.terms()).containsExactly(0, 1, 2, 7, 8, 9, 10);
    assertThat(tile.offsets()).hasSize(41);
    for (int d = 0; d < 40; d++) {
      long key = tile.key(d);
      assertThat(again.key(d)).isEqualTo(key);
      assertThat(d == 0 || tile.key(d - 1) < key).isTrue();
      Document document = documents.stream().filter(x -> x.key() == key).findFirst().orElseThrow();
      assertThat(tile.offsets()[d + 1] - tile.offsets()[d]).isEqualTo(document.terms().length);
      for (int i = 0; i < document.terms().length; i++) {
        int at = tile.offsets()[d] + i;
        assertThat(tile.terms()[tile.slots()[at]]).isEqualTo(document.terms()[i]);
        assertThat(tile.counts()[at]).isEqualTo(document.counts()[i]);
      }
    }
  }

  @Test
  void documentsAndTilesCarryGroupsWhereThereAreAny() {
    Document plain = new Document("a", new int[] {1}, new int[] {2});
    Document grouped = new Document("a", new int[] {1}, new int[] {2}, 3);
    assertThat(plain.group()).isZero();
    assertThat(grouped.group()).isEqualTo(3);
    assertThat(grouped).isNotEqualTo(plain).hasToString("a [1] [2] of group 3");
    assertThat(new Document("a", new int[] {1}, new int[] {2}, 0)).isEqualTo(plain);
    assertThatThrownBy(() -> new Document("a", new int[0], new int[0], -1))
        .hasMessageContaining("group -1");

    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < 20; d++) {
      documents.add(new Document("d" + d, new int[] {d}, new int[] {1}, d % 3));
    }
    Tile tile = Tile.of(1, documents);
    List<Document> ordered = Tile.ordered(documents);
    for (int d = 0; d < 20; d++) {
      assertThat(tile.group(d)).isEqualTo(ordered.get(d).group());
      assertThat(tile.key(d)).isEqualTo(ordered.get(d).key());
      assertThat(tile.terms()[tile.slots()[d]]).isEqualTo(ordered.get(d).terms()[0]);
    }
    Tile without = Tile.of(1, List.of(plain));
    assertThat(without).isExactlyInstanceOf(Tile.class);
    assertThat(without.group(0)).isZero();
  }

  @Test
  void emptyTile() {
    Tile tile = Tile.of(0, List.of());
    assertThat(tile.documents()).isZero();
    assertThat(tile.tokens()).isZero();
    assertThat(tile.offsets()).containsExactly(0);
  }

  @Test
  void vocabularyKnowsItsTerms() {
    Vocabulary vocabulary = Vocabulary.of(List.of("b", "a"));
    assertThat(vocabulary.terms()).containsExactly("b", "a");
    assertThat(vocabulary.indexOf("a")).isOne();
    assertThat(vocabulary.indexOf("c")).isNegative();
    assertThat(vocabulary.hash()).hasSize(64);
    assertThat(vocabulary.hash()).isNotEqualTo(Vocabulary.of(List.of("a", "b")).hash());
    assertThat(Vocabulary.of(List.of("ab", "c")).hash())
        .isNotEqualTo(Vocabulary.of(List.of("a", "bc")).hash());
    assertThatThrownBy(() -> Vocabulary.of(List.of("a", "b", "a")))
        .hasMessage("term \"a\" stands at 0 and at 2");
    assertThatThrownBy(() -> Vocabulary.of(List.of("a", ""))).hasMessage("term 1 is empty");
  }

  @Test
  void splitHoldsOutItsShareWhateverTheTile() {
    Split split = new Split(7, 0.2);
    Tiling tiling = new Tiling(10);
    int[] all = new int[10];
    int[] heldOut = new int[10];
    int same = 0;
    for (int d = 0; d < 100_000; d++) {
      long key = DocumentKey.of("d" + d);
      all[tiling.tileOf(key)]++;
      heldOut[tiling.tileOf(key)] += split.isHeldOut(key) ? 1 : 0;
      same += split.isHeldOut(key) == new Split(8, 0.2).isHeldOut(key) ? 1 : 0;
    }
    for (int t = 0; t < 10; t++) {
      // Five standard deviations of a share over 10,000: 0.02.
      assertThat((double) heldOut[t] / all[t]).isBetween(0.18, 0.22);
    }
    // Independent seeds agree on 0.8² + 0.2² of the documents, here within 0.01.
    assertThat(same / 100_000.0).isBetween(0.67, 0.69);
    assertThatThrownBy(() -> new Split(1, 1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> new Split(1, Double.NaN)).hasMessageContaining("NaN");
  }
}
