package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/** A corpus does not tell into how many ranges its input was divided. */
class IngestRangesTest {
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

  /** Everything that a corpus says of its input. */
  private static List<String> told(CorpusStore corpus) {
    List<String> told = new ArrayList<>();
    told.add(corpus.info().documents() + " " + corpus.info().outOfVocabularyTokens());
    told.addAll(corpus.vocabulary().terms());
    corpus.documents().orderBy("id").collectAsList().stream().map(Row::toString).forEach(told::add);
    corpus.quarantine().collectAsList().stream().map(Row::toString).forEach(told::add);
    return told;
  }

  private List<String> ingested(String... options) {
    ingest.run(options);
    assertThat(ingest.message).isEmpty();
    return told(ingest.corpus());
  }

  private void assertSameByRangesOf(int bytes, int bad, String... options) {
    List<String> whole = ingested(options);
    assertThat(ingest.corpus().info().quarantined()).isEqualTo(bad);
    configuration().setInt(MOST_BYTES, bytes);
    assertThat(ingested(options)).isEqualTo(whole);
    configuration().unset(MOST_BYTES);
  }

  private String[] options(String format, Path input, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("--format", format, "--input", input.getParent() + "/" + input.getFileName()));
    all.addAll(List.of("--max-bad", "9", "--overwrite"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void uciWithDocumentsTornApartAndBadRows() {
    Path terms = ingest.file("terms.txt", "ape\nbee\ncow\n");
    ingest.file("a.txt", "4\n3\n8\n4 3 1\n1 2 5\r\n\n1 9 2\n4 1 2\n2 1 7\nx y z\n2 2 1\n2 3 4\n");
    ingest.file("b.txt.gz", "1\n3\n1\n1 1 1\n");
    assertSameByRangesOf(
        5, 2, options("uci", folder.resolve("[ab].txt*"), "--vocabulary", terms.toString()));
  }

  @Test
  void uciHeaderThatDisagreesWithAllRangesTogether() {
    configuration().setInt(MOST_BYTES, 4);
    ingest.uci(List.of("ape"), "2\n1\n3\n1 1 1\n2 1 1\n", "--max-bad", "9");
    assertThat(ingest.message)
        .contains("in.txt at line 5: it has 2 rows but its header says NNZ = 3;");
    assertThat(ingest.code).isEqualTo(3);
    ingest.uci(List.of("ape"), "2\n1\n2\n1 1 1\n3 1 1\n", "--max-bad", "9");
    assertThat(ingest.message)
        .contains("in.txt at line 5: it names document 3 but its header says D = 2;");
  }

  @Test
  void linesThatAreDocuments() {
    Path text = ingest.file("text/in.txt", "an ape\n\na bee, a bee\r\nlast cow");
    assertSameByRangesOf(3, 0, options("text", text, "--keep-order"));
    String bad = "{\"id\":\"b\"}\n\n{\"id\":7,\"text\":\"cow\",\"x\":1}\nno\n";
    Path json = ingest.file("json/in.txt", "{\"id\":\"a\",\"text\":\"ape bee\"}\n" + bad);
    assertSameByRangesOf(10, 2, options("jsonl", json, "--keep", "x"));
    Path tabs = ingest.file("csv/in.txt", "id\ttext\n1\tape \"bee\n2\n\n3\tcow\n");
    assertSameByRangesOf(4, 1, options("csv", tabs, "--delimiter", "tab"));
  }

  @Test
  void ldaCWithIdsInRangesToo() {
    Path terms = ingest.file("terms.txt", "ape\nbee\ncow\n");
    Path ids = ingest.file("ids.txt", "one\ntwo\nthree\nfour\n");
    Path docs = ingest.file("ldac/in.txt", "1 0:2\n0\n2 1:1 9:4\n3 2:1 1:1 0:1\n");
    assertSameByRangesOf(
        4, 1, options("ldac", docs, "--vocabulary", terms.toString(), "--ids", ids.toString()));
  }

  @Test
  void triplesOfUsersSpreadOverTheFile() {
    Path table =
        ingest.file("in.csv", "u,i,n\nann,ape,1\nbob,bee,2\nann,cow,3\nbob,x\nann,ape,1\neve,b,1");
    assertSameByRangesOf(6, 1, options("triples", table, "--header"));
  }
}
