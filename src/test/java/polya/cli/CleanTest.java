package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crashed runs left is found and removed, and nothing else is. */
class CleanTest {
  private static final String LEFT = "polya-data-20000101T000000-00000000";
  private static final String OLD = "data-20000101T000000-00000000";
  private static final String DRAFT = ".corpus.json.0123abcd.new";

  @TempDir private static Path folder;
  private static Path corpus;
  private static String published;

  @BeforeAll
  static void make() throws IOException {
    corpus = Path.of(TrainedModel.corpora(folder).path("train"));
    // Copied from where it was made; a corpus written here carries marks for this place.
    Command made =
        Command.run(
            "ingest",
            "--format",
            "uci",
            "--input",
            folder.resolve("test.uci").toString(),
            "--vocabulary",
            folder.resolve("vocabulary.txt").toString(),
            "--output",
            corpus.toString(),
            "--overwrite");
    assertThat(made.code()).as(made.err()).isZero();
    published =
        new ObjectMapper().readTree(corpus.resolve("corpus.json").toFile()).path("data").asText();
  }

  private static void marked(String name) throws IOException {
    Files.createDirectories(corpus.resolve(name).resolve("round-3"));
    Files.writeString(corpus.resolve(name).resolve("round-3/part"), "12345");
    Files.copy(corpus.resolve(published).resolve(".polya"), corpus.resolve(name).resolve(".polya"));
  }

  private static Command clean(String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = "clean";
    arguments[1] = corpus.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Command.run(arguments);
  }

  @Test
  void whatIsLeftIsListedThenRemovedAndNothingElseIs() throws IOException {
    assertThat(clean().out()).isEqualTo("0 left over, 0 removed\n");
    marked(LEFT);
    marked(".checkpoint");
    Files.createDirectories(corpus.resolve(OLD + "/documents"));
    Files.writeString(corpus.resolve(DRAFT), "{\"form");
    Files.writeString(corpus.resolve("notes.txt"), "mine");
    Files.createDirectories(corpus.resolve("polya-data-mine/of"));
    Command listed = clean();
    assertThat(listed.code()).as(listed.err()).isZero();
    assertThat(listed.out())
        .contains("left over file:" + corpus.resolve(LEFT), OLD, DRAFT, "train --resume goes on")
        .endsWith("4 left over, 0 removed; --remove removes them\n")
        .doesNotContain(published, "notes.txt", "polya-data-mine");
    assertThat(corpus.resolve(LEFT)).exists();
    assertThat(clean("--remove").out()).endsWith("4 left over, 3 removed\n");
    assertThat(corpus.resolve(LEFT)).doesNotExist();
    assertThat(corpus.resolve(OLD)).doesNotExist();
    assertThat(corpus.resolve(DRAFT)).doesNotExist();
    assertThat(corpus.resolve(".checkpoint")).exists();
    assertThat(clean("--remove", "--checkpoints").out()).endsWith("1 left over, 1 removed\n");
    assertThat(corpus.resolve("notes.txt")).hasContent("mine");
    assertThat(corpus.resolve("polya-data-mine/of")).exists();
    assertThat(corpus.resolve(published)).exists();
    assertThat(clean("--remove").out()).isEqualTo("0 left over, 0 removed\n");
  }

  @Test
  void aFolderThatIsNotPolyasIsLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("mine/" + OLD));
    for (String path : new String[] {"mine", "none"}) {
      Command refused = Command.run("clean", folder.resolve(path).toString(), "--remove");
      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err()).contains("no manifest or mark of Polya's is in it");
    }
    assertThat(folder.resolve("mine/" + OLD)).exists();
    assertThat(clean("--checkpoints").code()).isEqualTo(2);
  }

  @Test
  void aMarkOfAnotherOutputIsNoMark() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other/" + LEFT));
    Files.copy(corpus.resolve(published).resolve(".polya"), other.resolve(".polya"));
    Command run =
        Command.run(
            "ingest",
            "--format",
            "uci",
            "--input",
            folder.resolve("test.uci").toString(),
            "--vocabulary",
            folder.resolve("vocabulary.txt").toString(),
            "--output",
            folder.resolve("other").toString(),
            "--overwrite");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("the folder holds " + LEFT);
    assertThat(other.resolve(".polya")).exists();
  }
}
