package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import polya.Failure;

/** Documents' attributes as one integer each. */
class GroupsTest {
  private static final LabelSyntax SYNTAX = new LabelSyntax(ColumnKind.LABELS, ";");
  private static final Map<String, Long> SETS = Map.of("b;c", 2L, "a;c", 3L, "b", 4L, "a;b;c", 1L);

  private static Groups groups(Map<String, Long> sets) {
    return Groups.of(Encoding.of("label", SYNTAX, sets), sets);
  }

  private static int[] labels(Groups groups, int g) {
    return Arrays.copyOfRange(groups.labels(), groups.offsets()[g], groups.offsets()[g + 1]);
  }

  @Test
  void withoutAttributesThereIsOneEmptyGroup() {
    Groups none = Groups.none(7);
    assertThat(none.size()).isEqualTo(1);
    assertThat(none.offsets()).containsExactly(0, 0);
    assertThat(none.labels()).isEmpty();
    assertThat(none.documents(0)).isEqualTo(7);
    assertThat(none.text(0)).isEmpty();
    assertThat(none.find(List.of())).isZero();
    assertThat(none.find(List.of("any"))).isZero();
    assertThat(none.isOneThroughout()).isTrue();
    assertThat(none.encoding().size()).isZero();
  }

  @Test
  void groupsAreInTheOrderOfTheirLabelsAfterTheEmptyOne() {
    Groups groups = groups(SETS);
    assertThat(groups.size()).isEqualTo(5);
    int[][] all = {{}, {0, 1, 2}, {0, 2}, {1}, {1, 2}};
    long[] documents = {0, 1, 3, 4, 2};
    String[] texts = {"", "a;b;c", "a;c", "b", "b;c"};
    for (int g = 0; g < 5; g++) {
      assertThat(labels(groups, g)).containsExactly(all[g]);
      assertThat(groups.documents(g)).isEqualTo(documents[g]);
      assertThat(groups.text(g)).isEqualTo(texts[g]);
      assertThat(groups.key(g)).isEqualTo(DocumentKey.of(texts[g]));
      assertThat(groups.find(SYNTAX.labels(texts[g]))).isEqualTo(g);
    }
    assertThat(groups.find(List.of("c", "b"))).isEqualTo(4);
    assertThat(groups.isOneThroughout()).isFalse();
    assertThat(groups.unseenValues()).isZero();
    assertThatThrownBy(() -> groups.find(List.of("c")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void documentsWithoutLabelsAreGroup0() {
    Map<String, Long> sets = new TreeMap<>(SETS);
    sets.put("", 9L);
    Groups groups = groups(sets);
    assertThat(groups.size()).isEqualTo(5);
    assertThat(groups.documents(0)).isEqualTo(9);
    assertThat(groups.find(List.of())).isZero();
  }

  @Test
  void oneValueThroughoutIsTold() {
    assertThat(groups(Map.of("a", 5L)).isOneThroughout()).isTrue();
    assertThat(groups(Map.of("a;b", 5L)).isOneThroughout()).isTrue();
    assertThat(groups(Map.of("a", 5L, "", 1L)).isOneThroughout()).isFalse();
  }

  @Test
  void keysStayWhereverAGroupMoves() {
    Map<String, Long> more = new HashMap<>(SETS);
    more.put("0;b", 1L);
    Groups before = groups(SETS);
    Groups after = groups(more);
    for (String text : SETS.keySet()) {
      List<String> labels = SYNTAX.labels(text);
      assertThat(after.key(after.find(labels))).isEqualTo(before.key(before.find(labels)));
    }
    assertThat(after.find(List.of("b"))).isNotEqualTo(before.find(List.of("b")));
    // Of an encoding that was extended, labels do not stand in their own order.
    Groups extended = Groups.of(before.encoding().extendedBy(more), more);
    assertThat(extended.key(extended.find(List.of("0", "b")))).isEqualTo(DocumentKey.of("0;b"));
  }

  @Test
  void labelsThatTrainingDidNotSeeAreDroppedAndCounted() {
    Encoding encoding = Encoding.of("label", SYNTAX, SETS);
    Groups test = Groups.of(encoding, Map.of("b;x;y", 2L, "b", 3L, "x", 5L, "a;b", 1L));
    assertThat(test.size()).isEqualTo(3);
    assertThat(test.documents(0)).isEqualTo(5);
    assertThat(test.text(1)).isEqualTo("a;b");
    assertThat(test.documents(test.find(List.of("b", "y")))).isEqualTo(5);
    assertThat(test.unseenValues()).isEqualTo(2 * 2 + 5);
    assertThat(test.unseenDocuments()).isEqualTo(7);
  }

  @Test
  void aMillionGroupsAreMadeAndFound() {
    Map<String, Long> sets = new HashMap<>();
    for (int i = 0; i < 1_000_000; i++) {
      sets.put(LabelSyntax.text(LabelSyntax.sorted(labels(i))), 1L);
    }
    Groups groups = groups(sets);
    assertThat(groups.encoding().size()).isEqualTo(3_000);
    assertThat(groups.size()).isEqualTo(1 + sets.size());
    for (int i = 0; i < 1_000_000; i += 99_991) {
      int g = groups.find(labels(i));
      assertThat(groups.text(g)).isEqualTo(LabelSyntax.text(LabelSyntax.sorted(labels(i))));
      assertThat(groups.documents(g)).isEqualTo(1);
    }
  }

  private static List<String> labels(int i) {
    return List.of("x" + i % 1000, "y" + i / 1000, "z" + (i % 1000 + i / 1000) % 1000);
  }

  @Test
  void twoMillionAreRefused() {
    Map<String, Long> many =
        new AbstractMap<>() {
          @Override
          public int size() {
            return 2_000_000;
          }

          @Override
          public Set<Entry<String, Long>> entrySet() {
            throw new AssertionError("read");
          }
        };
    assertThatThrownBy(() -> Groups.of(Encoding.of("label", SYNTAX, SETS), many))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.INPUT))
        .hasMessage(
            "Cannot group documents by column label: it has more than 1,048,576 distinct sets of"
                + " labels; allowed are at most so many. Give a coarser column, of fewer labels.");
  }
}
