package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/** Tables of (user, item, count) become documents of users. */
class IngestTriplesTest {
  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void open() {
    ingest = new IngestRun(folder);
  }

  private IngestRun triples(String text, String... options) {
    return ingest.text("triples", text, options);
  }

  private void assertDone() {
    assertThat(ingest.message).isEmpty();
    assertThat(ingest.code).isZero();
  }

  /** Counts of terms by document, from the texts of terms. */
  private static TreeMap<String, Map<String, Integer>> counts(CorpusStore corpus) {
    List<String> terms = corpus.vocabulary().terms();
    TreeMap<String, Map<String, Integer>> all = new TreeMap<>();
    for (Document d : corpus.documentRdd().collect()) {
      TreeMap<String, Integer> counts = new TreeMap<>();
      for (int i = 0; i < d.terms().length; i++) {
        counts.put(terms.get(d.terms()[i]), d.counts()[i]);
      }
      assertThat(all.put(d.id(), counts)).isNull();
    }
    return all;
  }

  private CorpusStore corpus(String name) {
    return CorpusStore.open(LocalSpark.session(), folder.resolve(name).toString());
  }

  @Test
  void linesInAnyOrderMakeUsersAndRepeatedPairsAreAddedUp() {
    triples("bo,Blue Train,2\nann,x,1\nbo,y,1\n\nann,Blue Train,4\nbo,Blue Train,5\nann,X,1\n");
    assertDone();
    assertThat(counts(ingest.corpus()))
        .containsOnlyKeys("ann", "bo")
        .containsEntry("ann", Map.of("Blue Train", 4, "X", 1, "x", 1))
        .containsEntry("bo", Map.of("Blue Train", 7, "y", 1));
    assertThat(ingest.corpus().vocabulary().terms()).containsExactly("Blue Train", "X", "x", "y");
  }

  @Test
  void anySpreadOverFilesGivesTheSameCorpus() {
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 60; d++) {
      for (int i = 0; i < 1 + d % 7; i++) {
        lines.add("user " + d + ",item " + (d * i * i) % 23 + "," + (1 + (d + i) % 3));
      }
    }
    triples(String.join("\n", lines));
    assertDone();
    List<String> terms = ingest.corpus().vocabulary().terms();
    TreeMap<String, Map<String, Integer>> once = counts(ingest.corpus());
    assertThat(once).hasSize(60);
    Collections.shuffle(lines, new Random(1));
    for (int f = 0; f < 5; f++) {
      StringBuilder text = new StringBuilder("user\titem\tcount\r\n");
      for (int i = f; i < lines.size(); i += 5) {
        text.append(lines.get(i).replace(',', '\t')).append("\r\n");
      }
      ingest.file("in/" + f + ".tsv.gz", text.toString());
    }
    ingest.run(
        "--format=triples",
        "--header",
        "--delimiter=tab",
        "--input=" + folder + "/in",
        "--overwrite");
    assertDone();
    assertThat(counts(ingest.corpus())).isEqualTo(once);
    assertThat(ingest.corpus().vocabulary().terms()).isEqualTo(terms);
  }

  @Test
  void aUserWithABadLineIsSetAsideWholeAndALineOfNoUserAlone() throws IOException {
    String text = "a,x,1\nb,x,1\na,y,0\nb,y,2\na,z,-1\n,x,1\nc,x,1.5\nd,x,2147483647\nd,y,1\n";
    triples(text, "--max-bad", "4");
    assertDone();
    assertThat(counts(ingest.corpus())).containsOnlyKeys("b");
    List<Row> bad = ingest.corpus().quarantine().orderBy("position").collectAsList();
    assertThat(bad).extracting(r -> r.getLong(1)).containsExactly(3L, 6L, 7L, 8L);
    assertThat(bad)
        .extracting(r -> r.getString(2))
        .containsExactly(
            "count 0 is not in 1..2147483647",
            "its user is empty",
            "count 1.5 is not a whole number",
            "the counts of its user add up to 2147483648, more than 2147483647");
    JsonNode run = new ObjectMapper().readTree(folder.resolve("out/run.json").toFile());
    assertThat(run.at("/counts/records").asLong()).isEqualTo(5);
    assertThat(run.at("/counts/used").asLong()).isEqualTo(1);
  }

  @Test
  void badTablesAreRefusedWithASentence() {
    triples("user,item,count\nann,x,1\n");
    assertThat(ingest.code).isEqualTo(3);
    assertThat(ingest.message)
        .contains("in.txt at line 1: count (hidden) is not a whole number")
        .contains("a line of column names needs --header")
        .contains("--max-bad 1");
    triples("ann,x,1\n", "--delimiter", "::");
    assertThat(ingest.code).isEqualTo(2);
    assertThat(ingest.message)
        .contains("Cannot use --delimiter: ::; allowed is tab or one character");
    triples("ann,x,1\n", "--stop-words", "english");
    assertThat(ingest.message).contains("text, jsonl, csv, parquet and tables only");
    ingest.text("text", "a\n", "--header");
    assertThat(ingest.message).contains("triples only");
    triples("ann,x,1\n", "--withhold", "0.5");
    assertThat(ingest.message).contains("given together with --withheld-output");
    triples("ann,x,1\n", "--withhold", "1.5", "--withheld-output", folder + "/w");
    assertThat(ingest.message).contains("between 0 and 1");
  }

  @Test
  void limitsAndAnotherCorpusesVocabularyApply() {
    triples("a,x,1\nb,x,1\nb,y,5\nc,z,1\n", "--min-document-frequency", "2");
    assertDone();
    assertThat(counts(ingest.corpus()))
        .isEqualTo(Map.of("a", Map.of("x", 1), "b", Map.of("x", 1), "c", Map.of()));
    assertThat(ingest.corpus().info().outOfVocabularyTokens()).isEqualTo(6);
    IngestRun more = new IngestRun(folder.resolve("more"));
    more.text("triples", "\"d\",\"x\",3\ne,y,1\n", "--vocabulary-of=" + ingest.output());
    assertThat(more.code).as(more.message).isZero();
    assertThat(counts(more.corpus())).isEqualTo(Map.of("d", Map.of("x", 3), "e", Map.of()));
  }

  @Test
  void withheldTermsAreOfTheSameUsersAndNoLongerObserved() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int d = 0; d < 100; d++) {
      for (int i = 0; i < 20; i++) {
        text.append("u").append(d).append(",i").append((d * 7 + i * 3) % 60).append(",2\n");
      }
    }
    triples(text.toString());
    TreeMap<String, Map<String, Integer>> all = counts(ingest.corpus());
    String withheld = folder + "/withheld";
    triples(
        text + "odd,rare,1\n", "--withhold=0.25", "--withheld-output=" + withheld, "--overwrite");
    assertDone();
    TreeMap<String, Map<String, Integer>> seen = counts(ingest.corpus());
    TreeMap<String, Map<String, Integer>> hidden = counts(corpus("withheld"));
    assertThat(hidden.keySet()).isEqualTo(seen.keySet()).hasSize(101);
    int n = 0;
    for (String user : all.keySet()) {
      assertThat(Collections.disjoint(seen.get(user).keySet(), hidden.get(user).keySet())).isTrue();
      TreeMap<String, Integer> both = new TreeMap<>(seen.get(user));
      both.putAll(hidden.get(user));
      assertThat(both).isEqualTo(all.get(user));
      n += hidden.get(user).size();
    }
    // 2,000 pairs: a quarter ± 4 standard deviations.
    assertThat(n).isBetween(420, 580);
    assertThat(corpus("withheld").vocabulary().hash())
        .isEqualTo(ingest.corpus().vocabulary().hash());
    assertThat(corpus("withheld").info().source()).containsEntry("part", "withheld");
    JsonNode run = new ObjectMapper().readTree(folder.resolve("out/run.json").toFile());
    assertThat(run.at("/counts/records").asLong()).isEqualTo(101);
    assertThat(run.at("/counts/used").asLong() + run.at("/counts/empty").asLong()).isEqualTo(101);
    assertThat(run.at("/counts/withheldTokens").asLong()).isEqualTo(2L * n);
  }

  @Test
  void termsOfABagOfWordsAreWithheldToo() {
    String withheld = folder + "/withheld";
    String rows = "1 1 3\n1 2 1\n1 3 2\n2 1 1\n2 2 4\n2 3 1\n";
    ingest.uci(
        List.of("ape", "bee", "cow"),
        "2\n3\n6\n" + rows,
        "--withhold=0.5",
        "--withheld-output=" + withheld);
    assertDone();
    assertThat(corpus("withheld").info().tokens() + ingest.corpus().info().tokens()).isEqualTo(12);
    assertThat(corpus("withheld").info().documents()).isEqualTo(2);
  }
}
