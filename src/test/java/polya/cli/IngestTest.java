package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

class IngestTest {
  private static final List<String> ABC = List.of("ape", "bee", "cow");

  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void open() {
    ingest = new IngestRun(folder);
  }

  private static TreeMap<String, Document> documents(CorpusStore corpus) {
    TreeMap<String, Document> documents = new TreeMap<>();
    for (Document d : corpus.documentRdd().collect()) {
      assertThat(documents.put(d.id(), d)).isNull();
    }
    return documents;
  }

  private static Document document(String id, int... termsAndCounts) {
    int n = termsAndCounts.length / 2;
    int[] terms = new int[n];
    int[] counts = new int[n];
    for (int i = 0; i < n; i++) {
      terms[i] = termsAndCounts[2 * i];
      counts[i] = termsAndCounts[2 * i + 1];
    }
    return new Document(id, terms, counts);
  }

  private JsonNode runFile() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/run.json").toFile());
  }

  private void assertDone() {
    assertThat(ingest.message).isEmpty();
    assertThat(ingest.code).isZero();
  }

  @Test
  void uciRowsInAnyOrderMakeDocumentsAndMissingOnesAreEmpty() throws IOException {
    ingest.uci(ABC, "4\n3\n4\n4 3 1\n1 2 5\r\n\n4 1 2\n2\t1  7\n");
    assertDone();
    assertThat(documents(ingest.corpus()).values())
        .containsExactly(
            document("1", 1, 5), document("2", 0, 7), document("3"), document("4", 0, 2, 2, 1));
    assertThat(ingest.corpus().vocabulary().terms()).isEqualTo(ABC);
    assertThat(ingest.corpus().termFrequencies()).containsExactly(9, 5, 1);
    JsonNode counts = runFile().get("counts");
    assertThat(counts.get("records").asLong()).isEqualTo(4);
    assertThat(counts.get("used").asLong()).isEqualTo(3);
    assertThat(counts.get("empty").asLong()).isEqualTo(1);
    assertThat(counts.get("quarantined").asLong()).isZero();
  }

  @Test
  void uciBadDocumentIsSetAsideWholeAndLinesOfNoDocumentAlone() throws IOException {
    String rows = "1 1 1\n2 1 1\n1 9 1\n2 2 2\nwhat is this\n3 1 1\n3 2 1\n3 1 2\n";
    ingest.uci(ABC, "3\n3\n8\n" + rows, "--max-bad", "3");
    assertDone();
    assertThat(documents(ingest.corpus()).values()).containsExactly(document("2", 0, 1, 1, 2));
    List<Row> bad = ingest.corpus().quarantine().orderBy("position").collectAsList();
    assertThat(bad).extracting(r -> r.getLong(1)).containsExactly(6L, 8L, 9L);
    assertThat(bad.get(0).getString(2)).isEqualTo("term 9 is not in 1..3");
    assertThat(bad.get(1).getString(2)).isEqualTo("docId (hidden) is not a whole number");
    assertThat(bad.get(2).getString(2)).isEqualTo("document 3: term 1 is listed twice");
    assertThat(bad).allSatisfy(r -> assertThat(r.getString(3)).hasSize(64));
    assertThat(runFile().at("/counts/records").asLong()).isEqualTo(4);
  }

  @Test
  void severalGzippedUciFilesWithIdPrefixes() {
    ingest.file("v", "ape\nbee\ncow");
    ingest.file("in/a.gz", "1\n3\n1\n1 1 1\n");
    ingest.file("in/b.gz", "0\n3\n0\n");
    ingest.file("in/c.gz", "2\n3\n1\n2 3 1\n");
    ingest.file("in/_SUCCESS", "");
    ingest.run("--format", "uci", "--input", folder + "/in", "--vocabulary", folder + "/v");
    assertDone();
    assertThat(documents(ingest.corpus()).values())
        .containsExactly(document("a.gz:1", 0, 1), document("c.gz:1"), document("c.gz:2", 2, 1));
  }

  @Test
  void idsNameDocuments() {
    ingest.file("ids", "x\ny\nz\n");
    ingest.uci(ABC, "3\n3\n2\n1 1 1\n3 2 1\n", "--ids", folder + "/ids");
    assertDone();
    assertThat(documents(ingest.corpus()).values())
        .containsExactly(document("x", 0, 1), document("y"), document("z", 1, 1));
  }

  @Test
  void ldaC() {
    ingest.file("v", "ape\nbee\ncow\n");
    ingest.text("ldac", "2 2:1 0:4\n0\n1 1:1", "--vocabulary", folder + "/v");
    assertDone();
    assertThat(documents(ingest.corpus()).values())
        .containsExactly(document("1", 0, 4, 2, 1), document("2"), document("3", 1, 1));
  }

  @Test
  void limitsApplyToGivenVocabulariesAndKeepTheirOrder() {
    ingest.uci(
        ABC,
        "3\n3\n6\n1 1 1\n1 2 1\n1 3 1\n2 3 9\n2 2 1\n3 2 1\n",
        "--min-document-frequency",
        "2",
        "--max-document-frequency",
        "1.0");
    assertDone();
    assertThat(ingest.corpus().vocabulary().terms()).containsExactly("bee", "cow");
    assertThat(ingest.corpus().info().outOfVocabularyTokens()).isEqualTo(1);
    assertThat(ingest.corpus().documents().filter("id = '1'").first().getInt(3)).isEqualTo(1);
  }

  @Test
  void textVocabularyIsOrderedByFrequencyThenTerm() {
    ingest.text("text", "Cow bee cow\n\nBee ape DOG, the cow!\n", "--stop-words", "english");
    assertDone();
    assertThat(ingest.corpus().vocabulary().terms()).containsExactly("cow", "bee", "ape", "dog");
    assertThat(documents(ingest.corpus()).values())
        .containsExactly(
            document("1", 0, 2, 1, 1), document("2"), document("3", 0, 1, 1, 1, 2, 1, 3, 1));
  }

  @Test
  void maxVocabularyKeepsTheMostFrequent() {
    ingest.text("text", "c b c\nb a d c\n", "--max-vocabulary", "2");
    assertDone();
    assertThat(ingest.corpus().vocabulary().terms()).containsExactly("c", "b");
    assertThat(ingest.corpus().info().outOfVocabularyTokens()).isEqualTo(2);
  }

  @Test
  void jsonKeepsFieldsAndSetsBadRecordsAside() {
    ingest.text(
        "jsonl",
        "\ufeff{\"name\": \"p\", \"body\": \"ox\", \"year\": 1790, \"by\": {\"x\": 1}}\n\n"
            + "{\"name\": 7, \"body\": \"gnu\"}\n"
            + "{\"name\": \"d\", \"body\": \"gnu\"}\n"
            + "{\"name\": \"d\", \"body\": \"ox\"}\n"
            + "oops\n",
        "--id-field",
        "name",
        "--text-field",
        "body",
        "--keep",
        "year,by",
        "--max-bad",
        "3");
    assertDone();
    List<Row> rows = ingest.corpus().documents().orderBy("id").collectAsList();
    assertThat(rows).extracting(r -> r.getString(0)).containsExactly("7", "p");
    assertThat(rows.get(0).isNullAt(4)).isTrue();
    assertThat(rows.get(1).getString(4)).isEqualTo("1790");
    assertThat(rows.get(1).getString(5)).isEqualTo("{\"x\":1}");
    assertThat(ingest.corpus().quarantine().orderBy("position").collectAsList())
        .extracting(r -> r.getLong(1) + " " + r.getString(2))
        .containsExactly(
            "4 its id occurs more than once", "5 its id occurs more than once", "6 it is not JSON");
  }

  @Test
  void vocabularyOfAnotherCorpusCountsWhatItLacks() {
    ingest.uci(ABC, "1\n3\n3\n1 1 1\n1 2 1\n1 3 1\n");
    assertDone();
    IngestRun second = new IngestRun(folder.resolve("second"));
    second.uci(
        List.of("dog", "cow", "ape"),
        "1\n3\n3\n1 1 5\n1 2 6\n1 3 7\n",
        "--vocabulary-of",
        ingest.output().toString());
    assertThat(second.message).isEmpty();
    assertThat(second.corpus().info().vocabularyHash())
        .isEqualTo(ingest.corpus().info().vocabularyHash());
    assertThat(documents(second.corpus()).values()).containsExactly(document("1", 0, 7, 2, 6));
    assertThat(second.corpus().info().outOfVocabularyTokens()).isEqualTo(5);

    IngestRun third = new IngestRun(folder.resolve("third"));
    third.text("text", "bee eel bee", "--vocabulary-of", ingest.output().toString());
    assertThat(third.message).isEmpty();
    assertThat(documents(third.corpus()).values()).containsExactly(document("1", 1, 2));
    assertThat(third.corpus().info().outOfVocabularyTokens()).isEqualTo(1);
  }

  @Test
  void heldOutDocumentsGetTheTrainingVocabulary() {
    StringBuilder text = new StringBuilder();
    for (int d = 0; d < 200; d++) {
      text.append("common own").append(d).append('\n');
    }
    String test = folder.resolve("test").toString();
    ingest.text("text", text.toString(), "--held-out", "0.25", "--held-out-output", test);
    assertDone();
    CorpusStore heldOut = CorpusStore.open(LocalSpark.session(), test);
    CorpusStore training = ingest.corpus();
    long n = heldOut.info().documents();
    assertThat(n).isBetween(25L, 75L);
    assertThat(training.info().documents()).isEqualTo(200 - n);
    assertThat(training.info().vocabularySize()).isEqualTo((int) (201 - n));
    assertThat(heldOut.info().vocabularyHash()).isEqualTo(training.info().vocabularyHash());
    assertThat(heldOut.info().outOfVocabularyTokens()).isEqualTo(n);
    assertThat(heldOut.info().tokens()).isEqualTo(n);
    Set<String> ids = new HashSet<>(documents(heldOut).keySet());
    assertThat(ids).doesNotContainAnyElementsOf(documents(training).keySet());
    assertThat(training.info().source()).containsEntry("part", "training");
  }

  @Test
  void theCorpusDoesNotDependOnTheOrderOfUciRows() {
    List<String> rows = new ArrayList<>();
    for (int d = 1; d <= 50; d++) {
      for (int w = 1; w <= 3; w++) {
        rows.add(d + " " + w + " " + (d * w % 5 + 1));
      }
    }
    ingest.uci(ABC, "50\n3\n150\n" + String.join("\n", rows));
    assertDone();
    TreeMap<String, Document> expected = documents(ingest.corpus());
    Collections.shuffle(rows, new Random(1));
    ingest.uci(ABC, "50\n3\n150\n" + String.join("\n", rows), "--overwrite");
    assertDone();
    assertThat(documents(ingest.corpus())).isEqualTo(expected);
    assertThat(ingest.left()).hasSize(3).contains("corpus.json", "run.json");
  }
}
