package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import polya.corpus.Document;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/** Lines of inputs and of the files beside them: their ends, marks, comments and strayed quotes. */
class IngestLinesTest {
  private static final String MOST_BYTES = "mapreduce.input.fileinputformat.split.maxsize";

  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void open() {
    ingest = new IngestRun(folder);
  }

  @AfterEach
  void wholeFilesAgain() {
    configuration().unset(MOST_BYTES);
  }

  private static Configuration configuration() {
    return LocalSpark.session().sparkContext().hadoopConfiguration();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  /** Documents by id, their terms as often as they stand in them. */
  private List<String> documents() {
    assertThat(ingest.code).as(ingest.message).isZero();
    CorpusStore corpus = ingest.corpus();
    List<String> told = new ArrayList<>();
    for (Row row : corpus.documents().orderBy("id").collectAsList()) {
      Document d = CorpusStore.document(row);
      StringBuilder text = new StringBuilder(d.id() + ":");
      for (int i = 0; i < d.terms().length; i++) {
        text.append(" " + corpus.vocabulary().term(d.terms()[i]) + " " + d.counts()[i]);
      }
      told.add(text.toString());
    }
    return told;
  }

  private List<String> quarantine() {
    return ingest.corpus().quarantine().orderBy("position").collectAsList().stream()
        .map(row -> row.getLong(1) + " " + row.getString(2))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void carriageReturnsEndLinesWhereThereIsNoLineFeed(int bytes) {
    if (bytes > 0) {
      configuration().setInt(MOST_BYTES, bytes);
    }
    List<String> three = List.of("1: ape 1", "2: bee 1 cow 1", "3:", "4: ape 2");
    ingest.text("text", "ape\rcow bee\r\rape ape\r");
    assertThat(documents()).isEqualTo(three);
    ingest.text("text", "\ufeffape\rcow bee\r\rape ape", "--overwrite");
    assertThat(documents()).isEqualTo(three);
    // One line feed anywhere, and they are blanks, as they were.
    ingest.text("text", "ape\rcow bee\r\rape ape\n", "--overwrite");
    assertThat(documents()).containsExactly("1: ape 3 bee 1 cow 1");
    ingest.text("text", "ape\r", "--overwrite");
    assertThat(documents()).containsExactly("1: ape 1");
    ingest.file("v", "ape\rbee\rcow\r");
    ingest.file("ids", "a\rb\r");
    ingest.file("in.gz", "2\r3\r2\r1 1 1\r2 3 1\r");
    String[] uci = {"--format", "uci", "--input", at("in.gz"), "--vocabulary", at("v")};
    List<String> all = new ArrayList<>(List.of(uci));
    all.addAll(List.of("--ids", at("ids"), "--overwrite"));
    ingest.run(all.toArray(String[]::new));
    assertThat(documents()).containsExactly("a: ape 1", "b: cow 1");
    ingest.text("csv", "id,text\ra,\"ape\rbee\"\rb,cow\r", "--overwrite");
    assertThat(documents()).containsExactly("a: ape 1 bee 1", "b: cow 1");
  }

  @Test
  void longFilesWithoutALineFeedToo() {
    String line = "ape bee ".repeat(100) + "\r";
    ingest.text("text", line.repeat(200));
    assertThat(documents()).hasSize(200).contains("1: ape 100 bee 100", "200: ape 100 bee 100");
    ingest.text("text", line.repeat(200) + "\n", "--overwrite");
    assertThat(documents()).containsExactly("1: ape 20000 bee 20000");
  }

  @Test
  void aQuoteThatStrayedIntoACsvCostsItsLine() {
    StringBuilder rows = new StringBuilder("id,text\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 50 == 0 ? "x" + i + ",\"open quote\n" : "").append("r" + i + ",plain row\n");
    }
    ingest.text("csv", rows.toString(), "--max-bad", "1");
    assertThat(ingest.code).isEqualTo(3);
    assertThat(ingest.message).contains("in.txt at line 2: ", "2 records are bad, 1 may be");
    ingest.text("csv", rows.toString(), "--max-bad", "2");
    assertThat(documents()).hasSize(60);
    assertThat(quarantine())
        .containsExactly(
            "2 something follows a closing quote in it", "53 a quote is not closed in it");
  }

  @Test
  void aRecordOfAnotherWidthIsOneWhereItsQuotesAreRight() {
    // Rows of the right width inside: the quotes strayed in.
    ingest.text("csv", "id,text\na,\"b\nc,cow\nd,dog\ne,\"ape\nf,x\",y\n", "--max-bad", "3");
    assertThat(documents()).containsExactly("c: cow 1", "d: dog 1");
    // Text inside: a record of three fields; no line of it becomes a document, all of them count.
    String text = "id,text\na,\"one\nfoo, bar\nno comma\nend\",more\nb,cow\nc,\"ape\nbee\"\n";
    ingest.text("csv", text, "--max-bad", "3", "--overwrite");
    assertThat(ingest.message)
        .contains(
            "in.txt at line 2: it has 3 fields, its header 2; 1 record of 4 lines is bad, 3 may be.",
            "--max-bad 4");
    ingest.text("csv", text, "--max-bad", "4", "--overwrite");
    assertThat(documents()).containsExactly("b: cow 1", "c: ape 1 bee 1");
    assertThat(quarantine()).containsExactly("2 it has 3 fields, its header 2");
  }

  @Test
  void everyRecordBadIsToldWithTheFirstReasons() {
    String lines = "{\"id\": 1, \"text\": null}\n".repeat(20) + "no\n{\"id\": 2}\n[]\n";
    ingest.text("jsonl", lines, "--max-bad", "99");
    assertThat(ingest.code).isEqualTo(3);
    assertThat(ingest.message)
        .hasLineCount(1)
        .contains(
            "all 23 records are bad, the first ",
            "in.txt at line 1: field text is a JSON null, not a string; ")
        .contains("in.txt at line 21: it is not JSON; ", "at line 22: field text is missing")
        .doesNotContain("at line 23");
    ingest.text("jsonl", "no\nno\n{\"id\": 1, \"text\": \"...\"}\n", "--max-bad", "2");
    assertThat(ingest.message)
        .contains(
            "of 1 documents no token is left, 0 are out of the vocabulary, 2 more records are");
  }

  @Test
  void commentLinesOfLibsvmAreNoRecordsAndHaveNoIds() {
    ingest.file("v", "ape\nbee\n");
    ingest.file("ids", "a\nb\nc\n");
    String text = "# header\n1 1:3 # doc\n0 2:1.0\n  # more\n\n0 1:1\n";
    ingest.text("libsvm", text, "--vocabulary", at("v"));
    assertThat(ingest.message).contains("at line 5: it is blank; an empty document is its label");
    text = text.replace("\n\n", "\n");
    ingest.text("libsvm", text, "--vocabulary", at("v"));
    assertThat(documents()).containsExactly("2: ape 3", "3: bee 1", "5: ape 1");
    ingest.text("libsvm", text, "--vocabulary", at("v"), "--ids", at("ids"), "--overwrite");
    assertThat(documents()).containsExactly("a: ape 3", "b: bee 1", "c: ape 1");
  }

  @Test
  void movieLensRowsGetAHint() {
    ingest.text("triples", "u1,i1,3,978300760\nu2,i2,4,978302109\n");
    assertThat(ingest.message)
        .contains("it has 4 fields, not user, item and count; other columns are to be cut off");
    ingest.text("triples", "1::1193::5::978300760\n");
    assertThat(ingest.message).contains("between fields stands ::", "--delimiter tab");
    ingest.text("triples", "196\t242\t3\n");
    assertThat(ingest.message).contains("there are tabs in it, which need --delimiter tab");
    ingest.text("triples", "u,i,n,time\nann,ape,3,1\n");
    assertThat(ingest.message).contains("a line of column names needs --header");
    ingest.text("triples", "user,item,count\nu1,i1,3.0\nu2,i2,1.\n", "--header");
    assertThat(documents()).containsExactly("u1: i1 3", "u2: i2 1");
  }

  @Test
  void stopWordsAreReadAsInputsAre() {
    for (String ends : List.of("\n", "\r\n", "\r")) {
      ingest.file("stop", "\ufeffThe\nDON\u2019T\nwe'll\n\nit\n\n\n".replace("\n", ends));
      ingest.text("text", "The don't we'll it ape\n", "--stop-words", at("stop"), "--overwrite");
      assertThat(documents()).containsExactly("1: ape 1");
      assertThat(ingest.message).isEmpty();
    }
    ingest.file("stop", "the\nnew york\nwell-known\n");
    ingest.text("text", "the new york ape\n", "--stop-words", at("stop"), "--overwrite");
    assertThat(documents()).containsExactly("1: ape 1 new 1 york 1");
    assertThat(ingest.message)
        .isEqualTo(
            "warning: 2 entries (\"new york\", \"well-known\") of "
                + at("stop")
                + " will leave nothing out: no text has them as one word.");
    ingest.file("stop", new byte[] {'a', '\n', (byte) 0xff, '\n'});
    ingest.text("text", "ape\n", "--stop-words", at("stop"), "--overwrite");
    assertThat(ingest.message).contains("line 2: it is not UTF-8", "--stop-words").hasLineCount(1);
  }

  @Test
  void aVocabularyOfTextsIsReadAsTextsAre() {
    ingest.file("v", "\ufeffApple\r\ncafe\u0301\r\nnew york\r\npie\r\nApple\u00ad\r\n\r\n\r\n");
    ingest.text("text", "Apple caf\u00e9 NEW york\napple pie\n", "--vocabulary", at("v"));
    assertThat(ingest.corpus().vocabulary().terms())
        .containsExactly("apple", "caf\u00e9", "new york", "pie");
    assertThat(documents()).containsExactly("1: apple 1 caf\u00e9 1", "2: apple 1 pie 1");
    assertThat(ingest.corpus().info().outOfVocabularyTokens()).isEqualTo(2);
    assertThat(ingest.message.lines())
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("warning: 1 entry (\"new york\") of the vocabulary ")
                    .contains("will count nothing"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("warning: 1 entry (\"Apple\u00ad\") of ")
                    .contains("became one term with another", "has 4 terms"));
    // Names of items are taken as they stand.
    ingest.text("triples", "u,Apple,1\nu,new york,1\n", "--vocabulary", at("v"), "--overwrite");
    assertThat(documents()).containsExactly("u: Apple 1 new york 1");
    assertThat(ingest.message).isEmpty();
  }

  @Test
  void aVocabularyThatNoTextCanUseIsTold() {
    ingest.uci(List.of("Ape", "bee"), "1\n2\n2\n1 1 1\n1 2 1\n");
    Path other = folder.resolve("other");
    assertThat(ingest.output().toFile().renameTo(other.toFile())).isTrue();
    ingest.text("text", "ape bee\n", "--vocabulary-of", other.toString());
    assertThat(documents()).containsExactly("1: bee 1");
    assertThat(ingest.message)
        .startsWith("warning: 1 entry (\"Ape\") of the vocabulary " + other)
        .hasLineCount(1);
  }

  @Test
  void gapsOfGensimAreTermsOfTheirOwn() {
    ingest.file("v", "harbor\nsail\n---\noven\n---\n");
    ingest.text("ldac", "2 0:1 3:2\n1 4:1\n", "--vocabulary", at("v"));
    assertThat(documents()).containsExactly("1: harbor 1 oven 2", "2: ---unused-5 1");
    assertThat(ingest.corpus().vocabulary().terms())
        .containsExactly("harbor", "sail", "---unused-3", "oven", "---unused-5");
    ingest.file("v", "harbor\n---\n");
    ingest.text("ldac", "1 1:1\n", "--vocabulary", at("v"), "--overwrite");
    assertThat(documents()).containsExactly("1: --- 1");
  }

  @Test
  void idsMayEndWithBlankLines() {
    for (String ids : List.of("a\nb\n", "a\nb", "a\nb\n\n", "\ufeffa\r\nb\r\n\r\n \r\n")) {
      ingest.file("ids", ids);
      ingest.text("text", "ape\nbee\n", "--ids", at("ids"), "--overwrite");
      assertThat(documents()).containsExactly("a: ape 1", "b: bee 1");
    }
    ingest.file("ids", "a\nb\n\nc\n");
    ingest.text("text", "ape\nbee\n", "--ids", at("ids"), "--overwrite");
    assertThat(ingest.message).contains("it has 4 lines for 2 documents");
    ingest.file("ids", "a\n");
    ingest.text("text", "ape\nbee\n", "--ids", at("ids"), "--overwrite");
    assertThat(ingest.message).contains("it has 1 lines for 2 documents");
  }

  @Test
  void gzipOfSeveralMembersWithPaddingOrGarbage() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String part : List.of("ape\n", "bee\ncow\n")) {
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    for (byte[] more : List.of(new byte[0], new byte[512], "garbage".getBytes("UTF-8"))) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(bytes.toByteArray());
      file.writeBytes(more);
      Files.write(folder.resolve("in.gz"), file.toByteArray());
      ingest.run("--format", "text", "--input", at("in.gz"), "--overwrite");
      assertThat(documents()).containsExactly("1: ape 1", "2: bee 1", "3: cow 1");
    }
  }

  @Test
  void aUciHeaderOfFarMoreDocumentsThanRows() {
    ingest.uci(List.of("a"), "40000000\n1\n1\n2 1 1\n");
    assertThat(ingest.code).isEqualTo(3);
    assertThat(ingest.message).contains("D = 40000000 documents for NNZ = 1 rows").hasLineCount(1);
  }

  @Test
  void parametersAreReadAsInputsAre() {
    for (String ends : List.of("\n", "\r\n", "\r")) {
      Path conf = ingest.file("x.properties", "\ufeffk=3\n\n# two\nseed=7\n\n".replace("\n", ends));
      assertThat(parameters(conf.toString()).texts(configuration()))
          .isEqualTo(Map.of("k", "3", "seed", "7"));
    }
    ParameterOptions none = parameters(at("none"));
    assertThatThrownBy(() -> none.texts(configuration()))
        .hasMessageContaining("none: no such file");
  }

  private static ParameterOptions parameters(String conf) {
    ParameterOptions options = new ParameterOptions();
    new CommandLine(options).parseArgs("--conf", conf);
    return options;
  }
}
