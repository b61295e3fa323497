package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.Failure;

class SectionsTest {
  private static final Sections THREE =
      Sections.of(List.of("en", "none", "de"), new int[] {3, 0, 2});

  @Test
  void rangesLieOneBehindTheOther() {
    assertThat(THREE.count()).isEqualTo(3);
    assertThat(THREE.terms()).isEqualTo(5);
    assertThat(IntStream.range(0, 3).map(THREE::from)).containsExactly(0, 3, 3);
    assertThat(IntStream.range(0, 3).map(THREE::to)).containsExactly(3, 3, 5);
    assertThat(IntStream.range(0, 5).map(THREE::of)).containsExactly(0, 0, 0, 2, 2);
    assertThat(THREE.indexOf("de")).isEqualTo(2);
    assertThat(THREE.indexOf("fr")).isEqualTo(-1);
  }

  @Test
  void termsCarryTheirSection() {
    assertThat(THREE.text(2, "a:b")).isEqualTo("de:a:b");
    assertThat(THREE.bare(2, "de:a:b")).isEqualTo("a:b");
  }

  @Test
  void aVocabularyThatIsNotDividedIsOneWithoutAName() {
    Sections one = Sections.one(4);
    assertThat(one.isOne()).isTrue();
    assertThat(one.text(0, "a:b")).isEqualTo("a:b");
    assertThat(one.bare(0, "a:b")).isEqualTo("a:b");
    assertThat(one.size(0)).isEqualTo(4);
    assertThat(one).isNotEqualTo(Sections.of(List.of("en"), new int[] {4}));
  }

  @Test
  void namesAreTold() {
    assertThatThrownBy(() -> Sections.of(List.of("en", "en"), new int[2]))
        .isInstanceOf(Failure.class)
        .hasMessage("Cannot name two sections \"en\".");
    assertThatThrownBy(() -> Sections.of(List.of("a:b"), new int[1]))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no colon");
    List<String> many = IntStream.range(0, 65).mapToObj(i -> "s" + i).toList();
    assertThatThrownBy(() -> Sections.of(many, new int[65]))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("65");
  }
}
