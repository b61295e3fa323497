package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/** Every bad input is one sentence with its value and remedy, and leaves nothing but run.json. */
class IngestBadInputTest {
  private static final List<String> ABC = List.of("ape", "bee", "cow");
  private static final String GOOD = "1\n3\n1\n1 1 1\n";

  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void open() {
    ingest = new IngestRun(folder);
  }

  private void assertRefused(int code, String... parts) {
    assertThat(ingest.message).startsWith("polya: Cannot ").endsWith(".").hasLineCount(1);
    assertThat(ingest.message).contains(parts);
    assertThat(ingest.code).isEqualTo(code);
    if (code == 3) {
      assertThat(ingest.left()).containsExactly("run.json");
    } else {
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 4 1|term 4 is not in 1..3",
        "1 0 1|term 0 is not in 1..3",
        "1 1 -2|count -2 is not in 1..2147483647",
        "1 1 0|count 0 is not in 1..2147483647",
        "1 1 NaN|count NaN is not a whole number",
        "1 1 1.5|count 1.5 is not a whole number",
        "1 1 1e9|count 1e9 is not a whole number",
        "1 1 2147483648|count 2147483648 is not in 1..2147483647",
        "1 1 99999999999999999999|count 99999999999999999999 is not in",
        "1 1|it has 2 words",
        "0 1 1|docId 0 is not in 1..",
        "my secret diary|docId (hidden) is not a whole number"
      })
  void badUciRow(String row, String reason) {
    ingest.uci(ABC, "2\n3\n2\n2 1 1\n" + row + "\n");
    assertRefused(3, "in.txt at line 5: ", reason, "1 record is bad", "--max-bad 1");
    assertThat(ingest.message).doesNotContain("diary");
  }

  @Test
  void documentOfTooManyTokens() {
    ingest.uci(ABC, "2\n3\n3\n1 1 1\n2 1 99999999\n2 2 1\n");
    assertRefused(
        3,
        "in.txt at line 5: document 2: it has 100000000 tokens, more than 10000000"
            + " (--max-document-tokens)",
        "--max-bad 1");

    String text = "1\n3\n2\n1 1 1\n1 2 99999999\n";
    ingest.uci(ABC, text, "--max-document-tokens", "100000000");
    assertThat(ingest.corpus().info().source()).containsEntry("maxDocumentTokens", "100000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1;3;2;1 1 1|it has 1 rows but its header says NNZ = 2",
        "1;3;0;1 1 1|it has 1 rows but its header says NNZ = 0",
        "1;3;1;2 1 1|it names document 2 but its header says D = 1",
        "1;4;1;1 1 1|its header says V = 4 but the vocabulary has 3 terms",
        "1;3|it ends after 2 of its 3 header lines",
        "''|it ends after 0 of its 3 header lines",
        "x;3;1;1 1 1|its header is wrong: D (hidden) is not a whole number",
        "-1;3;1;1 1 1|its header is wrong: D -1 is not in 0..2147483647",
        "9999999999;3;1;1 1 1|its header is wrong: D 9999999999 is not in 0..2147483647"
      })
  void uciHeaderThatDisagreesIsNeverTolerated(String lines, String reason) {
    ingest.uci(ABC, lines.replace(';', '\n'), "--max-bad", "1000");
    assertRefused(3, "in.txt", reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "deflate"})
  void aFileThatIsMadeToFillDisks(String suffix) throws IOException {
    Path bomb = folder.resolve("in.txt." + suffix);
    CompressionCodec codec =
        new CompressionCodecFactory(new Configuration())
            .getCodec(new org.apache.hadoop.fs.Path("in." + suffix));
    byte[] mebibyte = new byte[1 << 20];
    try (OutputStream out = codec.createOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < 17; i++) {
        out.write(mebibyte);
      }
    }
    ingest.run("--format", "text", "--input", bomb.toString(), "--max-bad", "1000");
    assertRefused(
        3,
        "in.txt." + suffix + " at line ",
        "it holds more than 200 times as many bytes as it has (--max-expansion);",
        "Raise it for one that is what it should be.");
  }

  @Test
  void repeatedTerm() {
    ingest.uci(ABC, "2\n3\n3\n2 1 1\n1 2 1\n2 1 3\n");
    assertRefused(3, "at line 4: document 2: term 1 is listed twice");
  }

  @Test
  void countsThatAddUpToTooMuch() {
    ingest.uci(ABC, "1\n3\n2\n1 1 2147483647\n1 2 1\n");
    assertRefused(3, "its counts add up to 2147483648, more than 2147483647");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 0:1|M is 2 but 1 entries follow",
        "1 3:1|term 3 is not in 0..2",
        "1 0:x|count (hidden) is not a whole number",
        "1 0|entry 1 is not term:count",
        "2 1:1 1:2|term 1 is listed twice",
        "' '|it is blank"
      })
  void badLdaCLine(String line, String reason) {
    ingest.file("v", "ape\nbee\ncow\n");
    ingest.text("ldac", "1 0:1\n" + line + "\n", "--vocabulary", folder + "/v");
    assertRefused(3, "at line 2: ", reason, "--max-bad 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\": \"b\", \"text\": \"x\"|it is not JSON",
        "{\"id\": \"b\", \"text\": \"x\"} {}|it is not JSON",
        "[1]|it is not a JSON object",
        "{\"text\": \"x\"}|field id is missing, not a string or whole number",
        "{\"id\": \"\", \"text\": \"x\"}|field id is empty",
        "{\"id\": 1.5, \"text\": \"x\"}|field id is a JSON number",
        "{\"id\": \"b\"}|field text is missing, not a string",
        "{\"id\": \"b\", \"text\": null}|field text is a JSON null"
      })
  void badJsonLine(String line, String reason) {
    ingest.text("jsonl", "{\"id\": \"a\", \"text\": \"x\"}\n" + line + "\n");
    assertRefused(3, "at line 2: ", reason, "--max-bad 1");
  }

  @Test
  void duplicateIds() {
    ingest.text(
        "jsonl",
        "{\"id\": \"b\", \"text\": \"x\"}\n{\"id\": \"a\", \"text\": \"x\"}\n"
            + "{\"id\": \"c\", \"text\": \"x\"}\n{\"id\": \"a\", \"text\": \"y\"}\n");
    assertRefused(3, "at line 2: its id occurs more than once; 2 records are bad", "--max-bad 2");
  }

  @Test
  void idsThatDoNotFit() {
    ingest.file("ids", "a\n");
    ingest.uci(ABC, "2\n3\n1\n1 1 1\n", "--ids", folder + "/ids");
    assertRefused(3, "it has 1 lines for 2 documents", "--ids");
    ingest.file("ids", "a\na\n");
    ingest.uci(ABC, "2\n3\n1\n1 1 1\n", "--ids", folder + "/ids");
    assertRefused(3, "in.txt: document 2: its id occurs more than once", "--max-bad 2");
    ingest.file("ids", "a\n\n");
    ingest.uci(ABC, "2\n3\n1\n1 1 1\n", "--ids", folder + "/ids");
    assertRefused(3, "the line of its id is blank", "--max-bad 1");
  }

  @Test
  void gzipThatIsDamagedOrCutShort() throws IOException {
    byte[] text = "some text that is here\n".repeat(20_000).getBytes("UTF-8");
    Path file = ingest.file("in.gz", text);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));
    ingest.run("--format", "text", "--input", file.toString(), "--max-bad", "99");
    assertRefused(3, "in.gz at line ", "compressed data are damaged or cut short", "Mend the file");

    byte[] damaged = whole.clone();
    for (int i = 40; i < damaged.length - 40; i += 7) {
      damaged[i] ^= 0x55;
    }
    Files.write(file, damaged);
    ingest.run("--format", "text", "--input", file.toString(), "--max-bad", "99");
    assertRefused(3, "in.gz", "compressed data are damaged or cut short");

    Files.write(file, "1\n3\n1\n1 1 1\n".getBytes("UTF-8"));
    ingest.file("v", "ape\nbee\ncow\n");
    ingest.run(
        "--format", "uci", "--input", file.toString(), "--vocabulary", folder.resolve("v") + "");
    assertRefused(3, "in.gz", "compressed data are damaged or cut short");
  }

  @Test
  void longLineIsABadRecordAndTheNextLineIsRead() throws IOException {
    String ten = "x".repeat(10_000_000);
    ingest.text("text", "good one\n" + ten + "\nanother\n");
    assertRefused(3, "at line 2: it is longer than 8388608 bytes (--max-line-length)");
    ingest.text("text", "good one\n" + ten + "\nanother\n", "--max-bad", "1");
    assertThat(ingest.code).isZero();
    assertThat(ingest.corpus().info().documents()).isEqualTo(2);
    assertThat(ingest.corpus().info().quarantined()).isEqualTo(1);
  }

  @Test
  void bytesThatAreNotUtf8() {
    ingest.file("in", new byte[] {'a', '\n', (byte) 0xff, (byte) 0xfe, '\n'});
    ingest.run("--format", "text", "--input", folder.resolve("in").toString());
    assertRefused(3, "at line 2: it is not UTF-8", "--max-bad 1");
  }

  @Test
  void nothingToLearnFrom() {
    ingest.text("text", "");
    assertRefused(3, "it has no documents", "--input");
    ingest.text("text", "the\n...\n", "--stop-words", "english");
    assertRefused(3, "of 2 documents no token is left", "limits");
    ingest.text("text", "one\ntwo\n", "--min-document-frequency", "2");
    assertRefused(3, "no token is left, 2 are out of the vocabulary");
    ingest.uci(ABC, "0\n3\n0\n");
    assertRefused(3, "it has no documents");
    String test = folder.resolve("test").toString();
    ingest.text("text", "one\n", "--held-out", "0.001", "--held-out-output", test);
    assertRefused(3, "held-out part of ", "of 0 documents no token is left");
    assertThat(folder.resolve("test/corpus.json")).doesNotExist();
  }

  @Test
  void filesThatAreNotThere() {
    ingest.run("--format", "text", "--input", folder.resolve("none*").toString());
    assertRefused(3, "none*: no such file", "--input");
    ingest.uci(ABC, GOOD, "--vocabulary-of", folder.resolve("none").toString());
    assertRefused(3, "there is no corpus.json");
    ingest.text("text", "one\n", "--stop-words", folder.resolve("none").toString());
    assertRefused(3, "stop words ", "no such file", "--stop-words");
  }

  @Test
  void vocabulariesThatAreNone() {
    ingest.uci(List.of("ape", "bee", "ape"), GOOD);
    assertRefused(3, "lines 1 and 3 are both \"ape\"", "--vocabulary");
    ingest.uci(List.of("ape", "", "cow"), GOOD);
    assertRefused(3, "line 2 is blank", "--vocabulary");
    ingest.uci(List.of(""), GOOD);
    assertRefused(3, "it holds no term", "--vocabulary");
  }

  @Test
  void optionsThatDoNotFit() {
    ingest.text("uci", GOOD);
    assertRefused(2, "--vocabulary: missing", "a file for uci");
    ingest.text("text", "a\n", "--min-document-frequency", "0");
    assertRefused(2, "--min-document-frequency: 0; allowed is at least 1");
    ingest.text("text", "a\n", "--max-document-frequency", "20");
    assertRefused(2, "--max-document-frequency: 20.0; allowed is above 0 and at most 1");
    ingest.text("text", "a\n", "--held-out", "0.5");
    assertRefused(2, "--held-out: 0.5; allowed is given together with --held-out-output");
    ingest.text("text", "a\n", "--keep", "year");
    assertRefused(2, "--keep", "jsonl, csv, parquet and tables only");
    ingest.text("jsonl", "{}\n", "--keep", "Terms");
    assertRefused(2, "--keep: Terms", "distinct names");
    ingest.text("text", "a\n", "--max-bad", "-1");
    assertRefused(2, "--max-bad: -1; allowed is at least 0");
  }

  @Test
  void aCorpusThatIsThereStaysAsItWas() throws IOException {
    ingest.uci(ABC, GOOD);
    assertThat(ingest.code).isZero();
    String manifest = Files.readString(folder.resolve("out/corpus.json"));
    List<String> left = ingest.left();

    ingest.uci(ABC, GOOD);
    assertThat(ingest.code).isEqualTo(4);
    assertThat(ingest.message).hasLineCount(1).contains("--overwrite");
    assertThat(ingest.left()).isEqualTo(left);

    for (String bad : List.of("1\n3\n1\n1 1 0\n", "1\n3\n9\n1 1 1\n", "1\n3\n0\n")) {
      ingest.uci(ABC, bad, "--overwrite");
      assertThat(ingest.code).isEqualTo(3);
      assertThat(ingest.left()).isEqualTo(left);
      assertThat(Files.readString(folder.resolve("out/corpus.json"))).isEqualTo(manifest);
    }
    assertThat(Files.readString(folder.resolve("out/run.json")))
        .contains("\"status\" : \"failed\"", "\"exitCode\" : 3");
    assertThat(
            CorpusStore.open(LocalSpark.session(), ingest.output().toString())
                .documentRdd()
                .collect())
        .hasSize(1);
  }

  @Test
  void foreignFolderIsNotWrittenTo() throws IOException {
    ingest.file("out/thesis.tex", "years of work");
    ingest.uci(ABC, GOOD, "--overwrite");
    assertThat(ingest.code).isEqualTo(4);
    assertThat(ingest.message).contains("thesis.tex");
    assertThat(ingest.left()).containsExactly("thesis.tex");
  }
}
