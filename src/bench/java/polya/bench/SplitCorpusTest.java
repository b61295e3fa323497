package polya.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;

/** The folder that the split command writes, and what it refuses. */
class SplitCorpusTest {
  @TempDir Path folder;
  private Path docword;
  private Path vocabulary;

  /** 60 documents of terms 1, 2 and 3, their rows backwards. */
  @BeforeEach
  void writeCorpus() throws IOException {
    List<String> lines = new ArrayList<>(List.of("60", "3", "180"));
    for (int d = 60; d >= 1; d--) {
      for (int w = 3; w >= 1; w--) {
        lines.add(d + " " + w + " " + (d % 4 + w));
      }
    }
    docword = Files.write(folder.resolve("docword.txt"), lines);
    vocabulary = Files.write(folder.resolve("vocab.txt"), List.of("a", "b", "c"));
  }

  private void split(Path from, String out, String share) throws IOException {
    SplitCorpus.run(
        List.of(
            from.toString(), vocabulary.toString(), folder.resolve(out).toString(), share, "5"));
  }

  @Test
  void theFilesReadBackAddUpToTheCorpus() throws IOException {
    split(docword, "out", "0.4");
    Counts train = Counts.read(folder.resolve("out/docword.train.txt.gz"));
    Counts observed = Counts.read(folder.resolve("out/docword.test_obs.txt.gz"));
    Counts scored = Counts.read(folder.resolve("out/docword.test_eval.txt.gz"));
    assertThat(train.documents() + observed.documents()).isEqualTo(60);
    assertThat(train.tokens() + observed.tokens() + scored.tokens())
        .isEqualTo(Counts.read(docword).tokens());
    assertThat(scored.documents()).isEqualTo(observed.documents());
    assertThat(folder.resolve("out/vocab.txt")).hasSameBinaryContentAs(vocabulary);
    assertThat(train.words(0)).containsExactly(0, 1, 2);
  }

  @Test
  void theTrainingFileOfASplitCanBeSplitAgain() throws IOException {
    split(docword, "out", "0.4");
    Path train = folder.resolve("out/docword.train.txt.gz");
    split(train, "validation", "0.4");
    assertThat(
            Counts.read(folder.resolve("validation/docword.train.txt.gz")).documents()
                + Counts.read(folder.resolve("validation/docword.test_obs.txt.gz")).documents())
        .isEqualTo(Counts.read(train).documents());
  }

  @Test
  void theSameArgumentsGiveTheSameFiles() throws IOException {
    split(docword, "once", "0.4");
    split(docword, "twice", "0.4");
    for (String part : List.of("train", "test_obs", "test_eval")) {
      String name = "docword." + part + ".txt.gz";
      assertThat(folder.resolve("twice").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("once").resolve(name));
    }
  }

  @Test
  void anEarlierSplitIsNeverReplaced() throws IOException {
    split(docword, "out", "0.4");
    assertThatThrownBy(() -> split(docword, "out", "0.4"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it exists");
  }

  @Test
  void wrongArgumentsAreSentences() {
    assertThatThrownBy(() -> SplitCorpus.run(List.of("a", "b", "c")))
        .hasMessageContaining("3 arguments");
    assertThatThrownBy(() -> split(docword, "out", "1.5")).hasMessageContaining("FRACTION: 1.5");
    assertThatThrownBy(() -> split(docword, "out", "half")).hasMessageContaining("FRACTION: half");
    assertThatThrownBy(() -> SplitCorpus.run(List.of("a", "b", "c", "0.1", "x")))
        .hasMessageContaining("SEED: x");
    assertThatThrownBy(() -> split(folder.resolve("absent"), "out", "0.4"))
        .hasMessageContaining("no such file");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aVocabularyOfAnotherCorpusIsRefused() throws IOException {
    Files.write(vocabulary, List.of("a", "b"));
    assertThatThrownBy(() -> split(docword, "out", "0.4"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("2 lines; the corpus has 3 terms");
  }

  @Test
  void damagedRowsAreRefusedWithTheirLine() throws IOException {
    refused("line 5: ", "2", "2", "2", "1 1 1", "3 1 1");
    refused("line 4: ", "2", "2", "2", "1 3 1", "2 1 1");
    refused("it ends after 1 of its 2 rows", "2", "2", "2", "1 1 1");
    refused("it goes on after its 1 rows", "2", "2", "1", "1 1 1", "2 1 1");
    refused("it ends after 2 of its 3 header lines", "2", "2");
  }

  private void refused(String reason, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("damaged.txt"), List.of(lines));
    assertThatThrownBy(() -> Counts.read(file))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot read " + file + ": " + reason);
  }
}
