package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import polya.spark.LocalSpark;

/** A file is found by its name, whatever the name's characters mean elsewhere. */
@Tag("long")
class IngestNamesTest {
  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void open() {
    ingest = new IngestRun(folder);
  }

  private List<String> ids() {
    assertThat(ingest.message).isEmpty();
    return ingest.corpus().documents().orderBy("id").collectAsList().stream()
        .map(row -> row.<String>getAs("id"))
        .toList();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private void text(String... inputs) {
    String[] options = new String[3 + 2 * inputs.length];
    options[0] = "--overwrite";
    options[1] = "--format";
    options[2] = "text";
    for (int i = 0; i < inputs.length; i++) {
      options[3 + 2 * i] = "--input";
      options[4 + 2 * i] = inputs[i];
    }
    ingest.run(options);
  }

  /** Names of which each means something else to a glob, a list, a URI, a shell or a path. */
  private static final List<String> NAMES =
      List.of(
          "docs [1].txt",
          "x{y}.txt",
          "x{y.txt",
          "a,b.txt",
          "back\\slash.txt",
          "what?.txt",
          "st*r.txt",
          "time 12:30.txt",
          "12:30.txt",
          "b:v1",
          "per%cent%20.txt",
          "hash#.txt",
          "[open.txt",
          "a+b c&d.txt");

  /** All together, since a name that is not found, or stands for more, is missed or seen twice. */
  @Test
  void filesThatAreThere() {
    NAMES.forEach(name -> ingest.file("in/" + name, "an ape\na bee\n"));
    List<String> both =
        NAMES.stream().flatMap(name -> Stream.of(name + ":1", name + ":2")).sorted().toList();
    text(NAMES.stream().map(name -> at("in/" + name)).toArray(String[]::new));
    assertThat(ids()).as("by their names").containsExactlyElementsOf(both);
    text(at("in"));
    assertThat(ids()).as("by their folder").containsExactlyElementsOf(both);
    text(at("in/*"));
    assertThat(ids()).as("by a glob").containsExactlyElementsOf(both);
  }

  /** As the only input and as each file beside it. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void fileThatIsThere(String name) {
    ingest.file("in/" + name, "an ape, a cow\na bee, a cow\n");
    ingest.file("ids/" + name, "first\nsecond\n");
    ingest.file("terms/" + name, "ape\nbee\ncow\n");
    ingest.file("stop/" + name, "cow\n");
    ingest.run(
        "--format",
        "text",
        "--input",
        at("in/" + name),
        "--ids",
        at("ids/" + name),
        "--vocabulary",
        at("terms/" + name),
        "--stop-words",
        at("stop/" + name));
    // A stop word that the vocabulary has: both were read.
    assertThat(ingest.message)
        .startsWith("warning: 1 entry (\"cow\") of the vocabulary " + at("terms/" + name))
        .contains("or they are stop words")
        .hasLineCount(1);
    assertThat(ingest.corpus().info().tokens()).isEqualTo(2);
    ingest.message = "";
    assertThat(ids()).containsExactly("first", "second");
  }

  @Test
  void folderOfSuchAName() {
    ingest.file("in [1], {2}: 3/a:b.txt", "an ape\n");
    ingest.file("in [1], {2}: 3/c.txt", "a bee\n");
    text(at("in [1], {2}: 3"));
    assertThat(ids()).containsExactly("a:b.txt:1", "c.txt:1");
    text(at("in [1], {2}: 3/a:b.txt"));
    assertThat(ids()).containsExactly("1");
    text(at("in*/*.txt"));
    assertThat(ids()).containsExactly("a:b.txt:1", "c.txt:1");
  }

  @Test
  void oneNameWithAColonSpoilsNoGlobOfItsFolder() {
    ingest.file("in/time 12:30.log", "no\n");
    ingest.file("in/a.txt", "an ape\n");
    ingest.file("in/b.txt", "a bee\n");
    ingest.file("in/c.txt", "a cow\n");
    text(at("in/*.txt"));
    assertThat(ids()).containsExactly("a.txt:1", "b.txt:1", "c.txt:1");
    text(at("in/[ab].txt"));
    assertThat(ids()).containsExactly("a.txt:1", "b.txt:1");
    text(at("in/{a,c}.txt"));
    assertThat(ids()).containsExactly("a.txt:1", "c.txt:1");
    text(at("{in/a,in/b}.t?t") + "," + at("in/c.txt"));
    assertThat(ids()).containsExactly("a.txt:1", "b.txt:1", "c.txt:1");
    text(at("in/*:*"));
    assertThat(ids()).containsExactly("1");
    text("file:" + at("in/[^a-b].txt"));
    assertThat(ids()).containsExactly("1");
    text(at("*/b.txt"), at("in/\\a.txt"));
    assertThat(ids()).containsExactly("a.txt:1", "b.txt:1");
  }

  @Test
  void commasPartWhatIsNoFile() {
    ingest.file("a.txt", "an ape\n");
    ingest.file("b.txt", "a bee\n");
    ingest.file("a,b.txt", "a cow\na cow\na cow\n");
    text(at("a.txt") + "," + at("b.txt"));
    assertThat(ids()).containsExactly("a.txt:1", "b.txt:1");
    text(at("a,b.txt"), at("b.txt"));
    assertThat(ids()).containsExactly("a,b.txt:1", "a,b.txt:2", "a,b.txt:3", "b.txt:1");
    text(at("b.txt") + "," + at("a\\,b.txt"));
    assertThat(ids()).containsExactly("a,b.txt:1", "a,b.txt:2", "a,b.txt:3", "b.txt:1");
  }

  @Test
  void namesOfNothing() {
    ingest.file("in/time 12:30.log", "no\n");
    ingest.file("empty/.hidden", "no\n");
    for (String name : List.of("none", "[x", "{x", "none:x", "in/no*e", "time 12:30.log/x")) {
      text(at(name));
      assertThat(ingest.message).contains(name + ": no such file; ").hasLineCount(1);
      assertThat(ingest.code).isEqualTo(3);
    }
    text("none:x");
    assertThat(ingest.message).contains("none:x: no such file; ").hasLineCount(1);
    text(at("empty"));
    assertThat(ingest.message).contains("empty: it holds no file; ").hasLineCount(1);
    for (String name : List.of("", at("in") + ",", "," + at("in"))) {
      text(name);
      assertThat(ingest.message).contains("\"\": a name is empty; ").hasLineCount(1);
      assertThat(ingest.code).isEqualTo(3);
    }
  }

  @Test
  void parquetOfSuchNames() {
    StructType schema =
        new StructType().add("id", DataTypes.StringType).add("text", DataTypes.StringType);
    Row row = RowFactory.create("1", "an ape");
    String name = "in [1], {2}%20";
    LocalSpark.session()
        .createDataFrame(List.of(row), schema)
        .coalesce(1)
        .write()
        .parquet(at(name));
    ingest.run("--format", "parquet", "--input", at(name));
    assertThat(ids()).containsExactly("1");
    LocalSpark.session()
        .createDataFrame(List.of(row), schema)
        .coalesce(1)
        .write()
        .parquet(at("plain"));
    Path part = folder.resolve("plain").toFile().listFiles((f, n) -> n.endsWith("t"))[0].toPath();
    for (String renamed : List.of("a[1].parquet", "a{1,2}.parquet", "a\\b.parquet", "a,b *?.p")) {
      assertThat(part.toFile().renameTo(folder.resolve("plain").resolve(renamed).toFile()))
          .isTrue();
      part = folder.resolve("plain").resolve(renamed);
      ingest.run("--format", "parquet", "--input", part.toString(), "--overwrite");
      assertThat(ids()).containsExactly("1");
    }
    assertThat(part.toFile().renameTo(folder.resolve("12:30.parquet").toFile())).isTrue();
    ingest.run("--format", "parquet", "--input", at("12:30.parquet"), "--overwrite");
    assertThat(ingest.message).contains("no Parquet file with a colon in its name").hasLineCount(1);
    assertThat(ingest.code).isEqualTo(3);
  }

  @Test
  void sideFilesAreOneFile() {
    ingest.file("side/a", "ape\n");
    ingest.text("text", "an ape\n", "--vocabulary", at("side"));
    assertThat(ids()).containsExactly("1");
    ingest.file("side/b", "bee\n");
    for (String option : List.of("--vocabulary", "--ids", "--stop-words")) {
      ingest.text("text", "an ape\n", "--overwrite", option, at("side"));
      assertThat(ingest.message).contains("it is 2 files, not one", option).hasLineCount(1);
      ingest.text("text", "an ape\n", "--overwrite", option, at("none"));
      assertThat(ingest.message).contains("none: no such file", option).hasLineCount(1);
      assertThat(ingest.code).isEqualTo(3);
    }
  }

  @Test
  void aNameThatIsNoTextIsToldAndNotPassedOver() throws Exception {
    String latin = "printf 'sea hill\\n' > \"$(printf 'caf\\351.txt')\"; printf 'one\\n' > a.md";
    File in = Files.createDirectories(folder.resolve("in")).toFile();
    new ProcessBuilder("sh", "-c", latin).directory(in).start().waitFor();
    for (String input : List.of(at("in"), at("in/*.txt"))) {
      text(input);
      assertThat(ingest.code).isEqualTo(3);
      assertThat(ingest.message).contains("of a file in it is not UTF-8", "LC_ALL=C.UTF-8");
    }
    text(at("in/*.md"));
    assertThat(ingest.message).isEmpty();
    assertThat(ingest.code).isZero();
  }
}
