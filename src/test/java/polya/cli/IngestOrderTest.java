package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/** {@code ingest --keep-order}: where every token of a text stands. */
class IngestOrderTest {
  private static final String LINES =
      "{\"id\":\"a\",\"text\":\"the cow saw a bee and a cow\",\"tokenOrder\":\"x\"}\n"
          + "{\"id\":\"b\",\"text\":\"Bee, ape: bee\",\"tokenOrder\":\"y\"}\n"
          + "{\"id\":\"c\",\"text\":\"\",\"tokenOrder\":\"z\"}\n";

  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void open() {
    ingest = new IngestRun(folder);
  }

  /** Each document's tokens as its text has them, – for one that is no term. */
  private List<String> read(CorpusStore corpus) {
    List<String> terms = corpus.vocabulary().terms();
    List<Row> rows = corpus.documents().orderBy("id").collectAsList();
    for (Row row : rows) {
      Document document = CorpusStore.document(row);
      for (int i = 0; i < document.terms().length; i++) {
        int term = document.terms()[i];
        assertThat(row.<Integer>getList(row.fieldIndex("tokenOrder")).stream())
            .filteredOn(t -> t == term)
            .hasSize(document.counts()[i]);
      }
    }
    return rows.stream()
        .map(row -> row.<Integer>getList(row.fieldIndex("tokenOrder")))
        .map(
            order ->
                order.stream()
                    .map(t -> t < 0 ? "–" : terms.get(t))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void tokensKeepTheirPlacesThroughEveryChoiceOfTerms() {
    ingest.text("jsonl", LINES, "--keep-order", "--stop-words", "english");
    assertThat(ingest.message).isEmpty();
    assertThat(read(ingest.corpus())).containsExactly("– cow saw – bee – – cow", "bee ape bee", "");
    assertThat(ingest.corpus().hasOrder()).isTrue();
    assertThat(ingest.corpus().keptColumns()).isEmpty();
    assertThat(ingest.corpus().info().source()).containsEntry("keepOrder", "true");
    assertThat(ingest.corpus().orders().collect().stream().mapToInt(o -> o.length).sum())
        .isEqualTo(11);

    ingest.file("v", "zebra\ncow\nbee\nape\n");
    String[] limited = {
      "--keep-order", "--vocabulary", folder + "/v", "--min-document-frequency", "2", "--overwrite"
    };
    ingest.text("jsonl", LINES, limited);
    assertThat(ingest.message).isEmpty();
    assertThat(ingest.corpus().vocabulary().terms()).containsExactly("bee");
    assertThat(read(ingest.corpus())).containsExactly("– – – – bee – – –", "bee – bee", "");

    ingest.run(
        "--format",
        "text",
        "--input",
        ingest.file("lines", "ape owl\nbee\n").toString(),
        "--keep-order",
        "--overwrite");
    assertThat(read(ingest.corpus())).containsExactly("ape owl", "bee");
  }

  @Test
  void withheldTermsLeaveGaps() {
    String other = folder.resolve("withheld").toString();
    ingest.file("v", "a\nand\nape\nbee\ncow\nsaw\nthe\n");
    String[] halves = {
      "--vocabulary", folder + "/v", "--keep-order", "--withhold", "0.5", "--withheld-output", other
    };
    ingest.text("jsonl", LINES, halves);
    assertThat(ingest.message).isEmpty();
    List<String> observed = read(ingest.corpus());
    List<String> withheld = read(CorpusStore.open(LocalSpark.session(), other));
    String[] seen = observed.get(0).split(" ");
    String[] hidden = withheld.get(0).split(" ");
    assertThat(seen).hasSize(8).hasSameSizeAs(hidden).contains("–");
    assertThat(hidden).contains("–");
    String[] text = "the cow saw a bee and a cow".split(" ");
    for (int i = 0; i < text.length; i++) {
      assertThat(List.of(seen[i], hidden[i])).containsOnlyOnce("–").contains(text[i]);
    }
  }

  @Test
  void withoutTheOptionNothingChangesAndAColumnOfThatNameIsOneOfStrings() {
    ingest.text("jsonl", LINES, "--keep", "tokenOrder");
    assertThat(ingest.message).isEmpty();
    assertThat(ingest.corpus().hasOrder()).isFalse();
    assertThat(ingest.corpus().keptColumns()).containsExactly("tokenOrder");
    assertThat(ingest.corpus().info().source()).doesNotContainKey("keepOrder");
    ingest.text("text", "ape bee\n", "--overwrite");
    assertThat(ingest.corpus().documents().columns())
        .containsExactly(CorpusStore.DOCUMENTS.fieldNames());
  }

  @Test
  void theOptionIsRefusedWhereThereIsNoOrder() {
    ingest.uci(List.of("ape"), "1\n1\n1\n1 1 1\n", "--keep-order");
    assertThat(ingest.code).isEqualTo(2);
    assertThat(ingest.message)
        .contains("--keep-order", "text, jsonl, csv, parquet and tables only");
    ingest.text("jsonl", LINES, "--keep-order", "--keep", "tokenOrder");
    assertThat(ingest.code).isEqualTo(2);
    assertThat(Arrays.asList(ingest.message.split("\n"))).hasSize(1);
  }
}
