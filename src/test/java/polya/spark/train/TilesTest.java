package polya.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.spark.LocalSpark;

class TilesTest {
  private static final JavaSparkContext CONTEXT =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static List<Document> documents(int n) {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < n; d++) {
      documents.add(
          new Document("d" + d, new int[] {d % 7, 10 + d % 11}, new int[] {1 + d % 3, 2}));
    }
    return documents;
  }

  private static List<List<Tile>> tiles(
      List<Document> documents, int before, Tiling tiling, int after) {
    return Tiles.of(CONTEXT.parallelize(documents, before), tiling, 1, after).glom().collect();
  }

  @Test
  void tilesDoNotDependOnPartitionsOrOrder() {
    List<Document> documents = documents(1000);
    Tiling tiling = Tiling.of(1000);
    List<Tile> expected = tiles(documents, 1, tiling, 1).get(0);
    assertThat(expected).extracting(Tile::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(expected.stream().mapToInt(Tile::documents).sum()).isEqualTo(1000);

    for (int partitions : new int[] {1, 2, 7, 11}) {
      List<Document> shuffled = new ArrayList<>(documents);
      Collections.shuffle(shuffled, new Random(partitions));
      List<List<Tile>> placed = tiles(shuffled, 5, tiling, partitions);
      assertThat(placed).hasSize(partitions);
      int seen = 0;
      for (int p = 0; p < partitions; p++) {
        int index = p;
        for (Tile tile : placed.get(p)) {
          assertThat(tile.index()).isEqualTo(index);
          assertSame(tile, expected.get(index));
          index += partitions;
          seen++;
        }
      }
      assertThat(seen).isEqualTo(tiling.tiles());
    }
  }

  @Test
  void everyTileIsThereEvenWithoutDocuments() {
    List<List<Tile>> placed = tiles(documents(1), 1, new Tiling(5), 2);
    assertThat(placed.get(0)).extracting(Tile::index).containsExactly(0, 2, 4);
    assertThat(placed.get(1)).extracting(Tile::index).containsExactly(1, 3);
    assertThat(placed.stream().flatMap(List::stream).mapToInt(Tile::documents).sum()).isEqualTo(1);
  }

  private static void assertSame(Tile actual, Tile expected) {
    assertThat(actual.documents()).isEqualTo(expected.documents());
    for (int d = 0; d < actual.documents(); d++) {
      assertThat(actual.key(d)).isEqualTo(expected.key(d));
    }
    assertThat(actual.offsets()).isEqualTo(expected.offsets());
    assertThat(actual.terms()).isEqualTo(expected.terms());
    assertThat(actual.slots()).isEqualTo(expected.slots());
    assertThat(actual.counts()).isEqualTo(expected.counts());
  }

  @Test
  void aLanesTilesShareAPartition() {
    List<Document> documents = documents(1000);
    Tiling tiling = Tiling.of(1000);
    List<Tile> expected = tiles(documents, 1, tiling, 1).get(0);
    List<List<Tile>> laid =
        Tiles.of(CONTEXT.parallelize(documents, 3), tiling, 3, 2).glom().collect();
    assertThat(laid.get(0)).extracting(Tile::index).containsExactly(0, 1, 2, 6, 7);
    assertThat(laid.get(1)).extracting(Tile::index).containsExactly(3, 4, 5);
    assertThat(laid.get(1).get(1).key(0)).isEqualTo(expected.get(4).key(0));
  }

  @Test
  void groupsGoWithTheirDocuments() {
    List<Document> documents =
        documents(300).stream().map(d -> d.in(d.id().hashCode() % 5 == 0 ? 7 : 0)).toList();
    Tiling tiling = Tiling.of(300);
    Map<Long, Integer> groups = new HashMap<>();
    for (List<Tile> part : tiles(documents, 3, tiling, 2)) {
      for (Tile tile : part) {
        for (int d = 0; d < tile.documents(); d++) {
          groups.put(tile.key(d), tile.group(d));
        }
      }
    }
    assertThat(groups).hasSize(300).containsValue(7);
    documents.forEach(d -> assertThat(groups).containsEntry(d.key(), d.group()));
  }
}
