package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/**
 * Tables with a text in every row, CSV and Parquet; and libsvm, whose labels are kept like them.
 */
class IngestFieldsTest {
  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void open() {
    ingest = new IngestRun(folder);
  }

  private void assertDone() {
    assertThat(ingest.message).isEmpty();
    assertThat(ingest.code).isZero();
  }

  private void assertRefused(int code, String... parts) {
    assertThat(ingest.message).startsWith("polya: Cannot ").endsWith(".").hasLineCount(1);
    assertThat(ingest.message).contains(parts);
    assertThat(ingest.code).isEqualTo(code);
  }

  /** Documents by id: their terms as often as they stand in them, and what was kept. */
  private List<String> documents() {
    CorpusStore corpus = ingest.corpus();
    List<String> told = new ArrayList<>();
    for (Row row : corpus.documents().orderBy("id").collectAsList()) {
      Document d = CorpusStore.document(row);
      StringBuilder text = new StringBuilder(d.id() + ":");
      for (int i = 0; i < d.terms().length; i++) {
        text.append(" " + corpus.vocabulary().term(d.terms()[i]) + " " + d.counts()[i]);
      }
      corpus.keptColumns().forEach(name -> text.append(" | " + row.getAs(name)));
      told.add(text.toString());
    }
    return told;
  }

  private List<String> quarantine() {
    return ingest.corpus().quarantine().collectAsList().stream()
        .map(row -> row.getLong(1) + " " + row.getString(2))
        .toList();
  }

  @Test
  void csvByTheNamesOfItsColumnsWithQuotesAndLineBreaks() {
    ingest.text(
        "csv",
        "label,text,id\n"
            + "x,\"a bee, a \"\"cow\"\"\",d1\r\n\n"
            + "\"y\n"
            + "z\",\"ape\n\n"
            + "ape,\n"
            + "bee\",d2\n"
            + ",,d3\n",
        "--keep",
        "label");
    assertDone();
    assertThat(documents())
        .containsExactly("d1: a 2 bee 1 cow 1 | x", "d2: ape 2 bee 1 | y\nz", "d3: | ");
  }

  @Test
  void csvColumnsMayStandElsewhereInEachFileAndTabsKnowNoQuotes() {
    ingest.file("in/a.tsv", "key\tbody\n1\t\"ape\n2\tbee\n");
    ingest.file("in/b.tsv", "body\textra\tkey\ncow\t-\t3");
    ingest.run(
        "--format",
        "csv",
        "--input",
        folder.resolve("in").toString(),
        "--delimiter",
        "tab",
        "--id-field",
        "key",
        "--text-field",
        "body");
    assertDone();
    assertThat(documents()).containsExactly("1: ape 1", "2: bee 1", "3: cow 1");
  }

  @Test
  void badCsvRowsAreSetAsideWhereTheyBegin() {
    ingest.text(
        "csv",
        "id,text\n"
            + "a,ape\n"
            + "b,bee,cow\n"
            + ",bee\n"
            + "c\n"
            + "d,\"x\"y\n"
            + "a,again\n"
            + "\"e\n"
            + "\",\"two\n"
            + "lines\"\n"
            + "f,\"open\n"
            + "g,bee\n",
        "--max-bad",
        "9");
    assertDone();
    assertThat(documents()).containsExactly("e\n: lines 1 two 1", "g: bee 1");
    assertThat(quarantine())
        .containsExactly(
            "2 its id occurs more than once",
            "3 it has 3 fields, its header 2",
            "4 column id is empty",
            "5 it has 1 field, its header 2",
            "6 something follows a closing quote in it",
            "7 its id occurs more than once",
            "11 a quote is not closed in it");
  }

  @Test
  void csvWithoutItsColumnsIsRefused() {
    ingest.text("csv", "my secret,diary\n1,2\n", "--max-bad", "9");
    assertRefused(3, "in.txt: it has no column id, text;", "--id-field");
    assertThat(ingest.message).doesNotContain("diary");
    ingest.text("csv", "id,text,text\n1,2,3\n");
    assertRefused(3, "it has two columns text;");
    ingest.text("csv", "");
    assertRefused(3, "it is empty;");
    ingest.text("csv", "id,text\n1,a\n", "--header");
    assertRefused(2, "--header", "triples only");
    ingest.text("csv", "id,text\n1,a\n", "--ids", "x");
    assertRefused(2, "--ids", "--id-field for csv");
  }

  private String parquet(String... columns) {
    String path = folder.resolve("table").toString();
    LocalSpark.session()
        .range(0, 4, 1, 1)
        .selectExpr(columns)
        .write()
        .mode("overwrite")
        .parquet(path);
    return path;
  }

  @Test
  void parquetRowsWithWhatIsKeptAsText() {
    String text = "if(id = 2, null, concat('ape bee ', id)) as `the text`";
    String path = parquet("id", text, "id / 2 as half", "array(id) as list", "'s' as s");
    ingest.run(
        "--format",
        "parquet",
        "--input",
        path,
        "--text-field",
        "the text",
        "--keep",
        "half,list,s",
        "--max-bad",
        "1");
    assertDone();
    assertThat(documents())
        .containsExactly(
            "0: ape 1 bee 1 0 1 | 0.0 | [0] | s",
            "1: ape 1 bee 1 1 1 | 0.5 | [1] | s",
            "3: ape 1 bee 1 3 1 | 1.5 | [3] | s");
    assertThat(quarantine()).containsExactly("3 column the text has no value");
    assertThat(ingest.corpus().quarantine().first().getString(0)).contains("/table/part-");
  }

  @Test
  void parquetThatIsNoneOrHasOtherColumnsIsRefused() {
    String path = parquet("id", "id as text");
    ingest.run("--format", "parquet", "--input", path);
    assertRefused(3, "column text is of type bigint;");
    ingest.run("--format", "parquet", "--input", path, "--text-field", "body");
    assertRefused(3, "it has no column body;", "there are id, text.");
    ingest.text("parquet", "PAR1 is how it begins");
    assertRefused(3, "in.txt: it is no Parquet file, or is cut short;");
    ingest.text("parquet", "");
    assertRefused(3, "it is no Parquet file");
  }

  @Test
  void parquetWhoseDataAreDamagedIsRefused() throws IOException {
    String path = parquet("id", "concat('ape bee cow ape bee cow ape bee cow ', id) as text");
    try (Stream<Path> files = Files.list(Path.of(path))) {
      Path file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      Arrays.fill(bytes, 4, 100, (byte) -1);
      Files.write(ingest.file("in/damaged.parquet", ""), bytes);
    }
    ingest.run("--format", "parquet", "--input", folder.resolve("in").toString());
    assertRefused(3, "damaged.parquet: its data are damaged or cannot be reached;");
  }

  private IngestRun libsvm(String text, String... options) {
    Path terms = ingest.file("terms.txt", "ape\nbee\ncow\n");
    List<String> all = new ArrayList<>(List.of("--vocabulary", terms.toString()));
    all.addAll(List.of(options));
    return ingest.text("libsvm", text, all.toArray(String[]::new));
  }

  @Test
  void libsvmCountsIndicesFromOneAndKeepsItsLabels() {
    libsvm("+1 1:2 3:1.0 # a comment\n-1\n0.5 3:1 2:4\n", "--keep", "label");
    assertDone();
    assertThat(documents())
        .containsExactly("1: ape 2 cow 1 | +1", "2: | -1", "3: bee 4 cow 1 | 0.5");
  }

  @Test
  void badLibsvmLinesAreSetAside() {
    libsvm("1 1:1\n1 0:1\n1 4:1\n1 1:1.5\n\n1:1 2:1\n1 x\n1 1:1 1:2\n1 2:0\n", "--max-bad", "8");
    assertDone();
    assertThat(documents()).containsExactly("1: ape 1");
    assertThat(quarantine())
        .containsExactly(
            "2 index 0 is not in 1..3",
            "3 index 4 is not in 1..3",
            "4 count 1.5 is not a whole number",
            "5 it is blank; an empty document is its label",
            "6 it begins with an entry, not with a label",
            "7 entry 1 is not index:count",
            "8 term 1 is listed twice",
            "9 count 0 is not in 1..2147483647");
    libsvm("1 1:1\n", "--keep", "text");
    assertRefused(2, "--keep", "label for libsvm");
    ingest.text("libsvm", "1 1:1\n");
    assertRefused(2, "--vocabulary", "a file for libsvm");
  }
}
