package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.ColumnKind;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/** Columns beside the input, and the kinds of kept columns. */
class IngestColumnsTest {
  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void open() {
    ingest = new IngestRun(folder);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  /** Ids with the values of columns. */
  private List<String> values(String... columns) {
    assertThat(ingest.code).as(ingest.message).isZero();
    List<String> told = new ArrayList<>();
    for (Row row : ingest.corpus().documents().orderBy("id").collectAsList()) {
      StringBuilder text = new StringBuilder(row.<String>getAs("id"));
      for (String column : columns) {
        text.append('|').append(row.<String>getAs(column));
      }
      told.add(text.toString());
    }
    return told;
  }

  private void refused(int code, String... parts) {
    assertThat(ingest.code).as(ingest.message).isEqualTo(code);
    assertThat(ingest.message).hasLineCount(1).contains(parts).startsWith("polya: Cannot ");
    assertThat(folder.resolve("out/corpus.json")).doesNotExist();
  }

  @Test
  void aValueALineWhateverItsEndsMarksAndCompression() {
    Map<String, String> files = Map.of("unix.gz", "\n", "windows", "\r\n", "mac", "\r");
    for (String name : files.keySet()) {
      ingest.file(name, "\ufeffb; a\n\n x\n".replace("\n", files.get(name)));
      ingest.text("text", "ape\nbee\ncow\n", "--column", "label=" + at(name), "--overwrite");
      assertThat(values("label")).containsExactly("1|b; a", "2|", "3| x");
    }
    ingest.file("labels", "a\nb\nc\n\n \n");
    ingest.text("text", "ape\nbee\ncow", "--column", "label=" + at("labels"), "--overwrite");
    assertThat(values("label")).containsExactly("1|a", "2|b", "3|c");
  }

  @Test
  void severalBesideIdsWithTheirKinds() throws IOException {
    ingest.file("v", "ape\nbee\n");
    ingest.file("ids", "x\ny\nz\n");
    ingest.file("labels", "a;b\nb\n\n");
    ingest.file("years", "1990\n1991\n1992\n");
    String text = "# header\n1 1:3\n0 2:1\n  # more\n0 1:1\n";
    String[] options = {
      "--vocabulary",
      at("v"),
      "--ids",
      at("ids"),
      "--keep",
      "label:class",
      "--column",
      "topics:labels=" + at("labels"),
      "--column",
      "year=" + at("years")
    };
    ingest.text("libsvm", text, options);
    assertThat(values("label", "topics", "year"))
        .containsExactly("x|1|a;b|1990", "y|0|b|1991", "z|0||1992");
    CorpusStore corpus = ingest.corpus();
    assertThat(corpus.keptColumns()).containsExactly("label", "topics", "year");
    assertThat(corpus.kind("label")).isEqualTo(ColumnKind.CLASS);
    assertThat(corpus.kind("topics")).isEqualTo(ColumnKind.LABELS);
    assertThat(corpus.kind("year")).isEqualTo(ColumnKind.TEXT);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/corpus.json").toFile());
    assertThat(json.path("format").asInt()).isEqualTo(1);
    assertThat(json.path("columns"))
        .hasToString("{\"label\":\"class\",\"topics\":\"labels\",\"year\":\"text\"}");
    assertThat(json.path("source").path("columns").asText())
        .isEqualTo("topics:labels=" + at("labels") + ",year=" + at("years"));
    assertThat(json.path("source").path("keep").asText()).isEqualTo("label:class");
  }

  @Test
  void documentsOfUciHaveTheLinesOfTheirNumbers() {
    ingest.file("labels", "a\nb\nc\nd\n");
    String uci = "4\n2\n3\n1 1 1\n3 1 2\n4 2 x\n";
    ingest.uci(List.of("ape", "bee"), uci, "--column", "label=" + at("labels"), "--max-bad", "1");
    assertThat(values("label")).containsExactly("1|a", "2|b", "3|c");
  }

  @Test
  void bothPartsOfASplitHaveTheColumnAndItsKind() {
    ingest.file("labels", "a\n".repeat(40));
    ingest.text(
        "text",
        "ape bee\n".repeat(40),
        "--column",
        "label:labels=" + at("labels"),
        "--held-out",
        "0.4",
        "--held-out-output",
        at("test"));
    assertThat(values("label")).allMatch(value -> value.endsWith("|a"));
    CorpusStore test = CorpusStore.open(LocalSpark.session(), at("test"));
    assertThat(test.kind("label")).isEqualTo(ColumnKind.LABELS);
    assertThat(test.documents().where("label = 'a'").count()).isEqualTo(test.info().documents());
  }

  @Test
  void anotherNumberOfLinesIsRefusedWithBoth() {
    ingest.file("labels", "a\nb\n\nc\n");
    ingest.text("text", "ape\nbee\n", "--column", "label=" + at("labels"));
    refused(
        3,
        "Cannot read column label from " + at("labels"),
        ": it has 4 lines for 2 documents of ",
        at("in.txt") + "; one line with a value a document is needed. Correct --column.");
    ingest.file("labels", "a\n");
    ingest.text("text", "ape\nbee\n", "--column", "label=" + at("labels"));
    refused(3, "it has 1 lines for 2 documents of ", at("in.txt"));
    ingest.file("labels", "");
    ingest.text("text", "ape\nbee\n", "--column", "label=" + at("labels"));
    refused(3, "it has 0 lines for 2 documents");
  }

  @Test
  void aLineThatCannotBeReadIsABadRecord() {
    ingest.file("labels", new byte[] {'a', '\n', (byte) 0xff, '\n'});
    ingest.text("text", "ape\nbee\n", "--column", "label=" + at("labels"));
    refused(3, "in.txt at line 2: the line of its label: it is not UTF-8; 1 record is bad");
    ingest.text("text", "ape\nbee\n", "--column", "label=" + at("labels"), "--max-bad", "1");
    assertThat(values("label")).containsExactly("1|a");
    ingest.file("labels", "a\n" + "b".repeat(99) + "\n");
    String[] short50 = {
      "--column", "label=" + at("labels"), "--max-line-length", "50", "--overwrite"
    };
    ingest.text("text", "ape\nbee\n", short50);
    assertThat(ingest.message).contains("the line of its label: it is longer than 50 bytes");
  }

  @Test
  void filesThatAreNotThereOrSeveral() throws IOException {
    ingest.text("text", "ape\n", "--column", "label=" + at("none"));
    refused(3, "Cannot read column label from " + at("none") + ": no such file");
    Files.createDirectories(folder.resolve("two"));
    ingest.file("two/a", "a\n");
    ingest.file("two/b", "a\n");
    ingest.text("text", "ape\n", "--column", "label=" + at("two"));
    refused(3, "it is 2 files, not one");
    ingest.run("--format", "text", "--input", at("two"), "--column", "label=" + at("two/a"));
    refused(2, "Cannot give a column to 2 files: --column has values of the documents of one file");
    for (String path : List.of("b:v1", "s3://b/x", "nosuch://b/x")) {
      ingest.text("text", "ape\n", "--column", "label=" + path);
      assertThat(ingest.code).as(ingest.message).isIn(2, 3);
      assertThat(ingest.message).startsWith("polya: Cannot ").hasLineCount(1);
    }
    ingest.file("out/labels", "a\n");
    ingest.text("text", "ape\n", "--column", "label=" + at("out/labels"), "--overwrite");
    refused(4, "Cannot write corpus to " + at("out"), "labels");
    assertThat(Files.readString(folder.resolve("out/labels"))).isEqualTo("a\n");
  }

  @Test
  void namesThatAreTakenOrNone() {
    for (String name : List.of("id", "Terms", "COUNTS", "outOfVocabulary")) {
      ingest.text("text", "ape\n", "--column", name + "=" + at("labels"));
      refused(2, "Cannot use --column: " + name, "columns of distinct names other than id, terms");
    }
    ingest.text("text", "ape\n", "--column", "a=x", "--column", "A:labels=y");
    refused(2, "Cannot use --column: A; allowed is columns of distinct names");
    ingest.text("text", "ape\n", "--keep-order", "--column", "tokenOrder=x");
    refused(2, "Cannot use --column: tokenOrder");
    ingest.text("libsvm", "1 1:1\n", "--vocabulary", "v", "--keep", "label", "--column", "label=x");
    refused(2, "Cannot use --column: label");
    for (String wrong : List.of("label", "=x", "label=", ":labels=x", "label:lables=x", "")) {
      ingest.text("text", "ape\n", "--column", wrong);
      refused(2, "Cannot use --column: " + wrong);
    }
    ingest.text("jsonl", "{}\n", "--column", "label=x");
    refused(2, "Cannot use --column: given; allowed is --keep for jsonl");
  }

  @Test
  void keptFieldsHaveKindsAndMayHaveColons() {
    String lines =
        "{\"id\": 1, \"text\": \"ape\", \"tags\": \"a;b\", \"dc:title\": \"t\", \"x:text\": \"u\"}";
    ingest.text("jsonl", lines, "--keep", "tags:labels,dc:title,x:text:text");
    assertThat(values("tags", "dc:title", "x:text")).containsExactly("1|a;b|t|u");
    assertThat(ingest.corpus().kind("tags")).isEqualTo(ColumnKind.LABELS);
    assertThat(ingest.corpus().kind("dc:title")).isEqualTo(ColumnKind.TEXT);
    ingest.text("jsonl", lines, "--keep", "tags:lable", "--overwrite");
    assertThat(ingest.code).isEqualTo(2);
    assertThat(ingest.message)
        .isEqualTo(
            "polya: Cannot use --keep: tags:lable; allowed is a kind :text, :labels, :class behind"
                + " a name, and :text behind a whole name like this one; :labels may be meant."
                + " Correct --keep.");
  }

  @Test
  void usersHaveTheLinesThatNameThem() {
    String triples = "ann,ape,2\nbob,bee,1\ncid,ape,1\nann,bee,1\n";
    ingest.file("labels", "\ufeffcid\tx; y\r\n\r\nann\tz\tz\r\n");
    ingest.text("triples", triples, "--column", "label:labels=" + at("labels"));
    assertThat(values("label")).containsExactly("ann|z\tz", "bob|null", "cid|x; y");
    assertThat(ingest.message).isEmpty();
    ingest.file("labels", "cid\tx\ndan\ty\neva\ty\n");
    ingest.text("triples", triples, "--column", "label=" + at("labels"), "--overwrite");
    assertThat(values("label")).containsExactly("ann|null", "bob|null", "cid|x");
    assertThat(ingest.message)
        .isEqualTo(
            "warning: 2 of the users of " + at("labels") + " have no document, and are left out.");
  }

  @Test
  void linesOfNoUserOrOfOneTwiceAreRefused() {
    String triples = "ann,ape,2\nbob,bee,1\n";
    ingest.file("labels", "ann\ta\n\nbob b\n\tc\n");
    ingest.text("triples", triples, "--column", "label=" + at("labels"));
    refused(
        3,
        "Cannot read column label from " + at("labels"),
        ": line 3: it has no tab; lines of a user, a tab and a value are needed.");
    ingest.file("labels", "ann\ta\n\tc\n");
    ingest.text("triples", triples, "--column", "label=" + at("labels"));
    refused(3, "line 2: nothing stands before its tab");
    ingest.file("labels", "ann\ta\nbob\tb\nann\tb\nbob\tb\n");
    ingest.text("triples", triples, "--column", "label=" + at("labels"));
    refused(3, "line 3: its user has an earlier line");
  }

  @Test
  void aCorpusWithoutKindsIsReadAsText() throws IOException {
    ingest.text("csv", "id,text,label\na,ape,x\n", "--keep", "label:labels");
    assertThat(ingest.corpus().kind("label")).isEqualTo(ColumnKind.LABELS);
    Path manifest = folder.resolve("out/corpus.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
    json.putObject("columns").put("label", "of a later version");
    write(manifest, json);
    assertThat(ingest.corpus().kind("label")).isEqualTo(ColumnKind.TEXT);
    json.remove("columns");
    write(manifest, json);
    assertThat(ingest.corpus().kind("label")).isEqualTo(ColumnKind.TEXT);
    assertThat(ingest.corpus().keptColumns()).containsExactly("label");
    ingest.text("csv", "id,text,label\na,ape,x\n", "--overwrite");
    assertThat(Files.readString(manifest)).doesNotContain("\"columns\"");
  }

  private static void write(Path manifest, ObjectNode json) throws IOException {
    Files.deleteIfExists(manifest.resolveSibling(".corpus.json.crc"));
    Files.writeString(manifest, json.toString());
  }
}
