package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.spark.LocalSpark;
import polya.spark.pass.HeldOutOverlap;
import polya.spark.store.CorpusStore;

class IngestCopiesTest {
  @TempDir Path folder;

  private Command ingest(String format, Path input, String... options) {
    List<String> all = new ArrayList<>(List.of("ingest", "--format", format, "--overwrite"));
    all.addAll(List.of("--input", input.toString(), "--output", folder.resolve("out").toString()));
    all.addAll(List.of(options));
    Command run = Command.run(all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private Path file(String name, String... lines) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private CorpusStore corpus(String name) {
    return CorpusStore.open(LocalSpark.session(), folder.resolve(name).toString());
  }

  private List<String> ids(String name) {
    return corpus(name).documentRdd().map(Document::id).collect();
  }

  private JsonNode counts() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/run.json").toFile()).get("counts");
  }

  private static String line(String id, String text) {
    return "{\"id\": \"" + id + "\", \"text\": \"" + text + "\"}";
  }

  private Path six() throws IOException {
    return file(
        "six.jsonl",
        line("a", "ape bee"),
        line("b", "bee ape!"),
        line("c", "ape bee bee"),
        line("d", ""),
        line("e", "..."),
        line("f", "Ape bee"));
  }

  @Test
  void copiesAreCountedAndKept() throws IOException {
    Command run = ingest("jsonl", six());
    assertThat(run.out())
        .contains(
            "copies  2 of 6 records have the words of a document before them, one text in all;"
                + " kept (--deduplicate drops them)\n");
    assertThat(ids("out")).hasSize(6);
    assertThat(counts().get("copies").asLong()).isEqualTo(2);
    assertThat(counts().get("copiedTexts").asLong()).isEqualTo(1);
    assertThat(counts().get("copiesDropped").asLong()).isZero();
    assertThat(corpus("out").info().source()).doesNotContainKey("deduplicate");
  }

  @Test
  void theFirstOfEachStaysAndTheAccountHolds() throws IOException {
    Path input = six();
    Files.writeString(input, Files.readString(input) + "no JSON\n" + line("g", "cow cow") + "\n");
    Command run = ingest("jsonl", input, "--deduplicate", "--max-bad", "1");
    assertThat(run.out()).contains("one text in all; dropped\n");
    assertThat(ids("out")).containsExactlyInAnyOrder("a", "c", "d", "e", "g");
    assertThat(corpus("out").info().source()).containsEntry("deduplicate", "true");
    JsonNode counts = counts();
    assertThat(counts.get("records").asLong()).isEqualTo(8);
    assertThat(
            counts.get("used").asLong()
                + counts.get("empty").asLong()
                + counts.get("quarantined").asLong()
                + counts.get("copiesDropped").asLong())
        .isEqualTo(8);
    assertThat(counts.get("empty").asLong()).isEqualTo(2);
    assertThat(counts.get("copiesDropped").asLong()).isEqualTo(2);
  }

  @Test
  void withoutCopiesNothingIsSaid() throws IOException {
    Command run = ingest("text", file("in.txt", "ape", "bee", "ape ape"));
    assertThat(run.out()).doesNotContain("copies");
    assertThat(counts().get("copies").asLong()).isZero();
  }

  /** Words that the vocabulary does not have make documents differ all the same. */
  @Test
  void documentsThatOnlyTheVocabularyMakesEqualAreNoCopies() throws IOException {
    Path input = file("in.txt", "ape bee", "ape cow", "ape dog");
    ingest("text", input, "--deduplicate", "--max-vocabulary", "1");
    assertThat(ids("out")).hasSize(3);
    assertThat(corpus("out").info().nonZeros()).isEqualTo(3);
  }

  @Test
  void theFirstIsThatOfTheInputWhateverTheTasks() throws IOException {
    // File i holds the texts 0 … i in descending order, so the first of text t is in file t.
    for (int i = 0; i < 12; i++) {
      int file = i;
      String[] lines =
          IntStream.rangeClosed(0, i)
              .mapToObj(j -> line("f" + file + "-t" + (file - j), "ape w" + (file - j)))
              .toArray(String[]::new);
      file(String.format("many/%02d.jsonl", i), lines);
    }
    ingest("jsonl", folder.resolve("many"), "--deduplicate");
    String[] firsts =
        IntStream.range(0, 12).mapToObj(i -> "f" + i + "-t" + i).toArray(String[]::new);
    assertThat(ids("out")).containsExactlyInAnyOrder(firsts);
    assertThat(counts().get("copies").asLong()).isEqualTo(78 - 12);
    assertThat(counts().get("copiedTexts").asLong()).isEqualTo(11);
  }

  @Test
  void documentsOfTermIndicesAndUsersHaveCopiesAsWell() throws IOException {
    Path vocabulary = file("vocabulary.txt", "ape", "bee");
    Path uci = file("in.uci", "4", "2", "6", "4 1 2", "3 1 1", "2 2 1", "2 1 2", "4 2 1", "1 2 1");
    ingest("uci", uci, "--vocabulary", vocabulary.toString(), "--deduplicate");
    assertThat(ids("out")).containsExactlyInAnyOrder("1", "2", "3");
    Path triples = file("in.csv", "ann,ape,2", "bob,bee,1", "eve,ape,1", "eve,ape,1");
    ingest("triples", triples, "--deduplicate");
    assertThat(ids("out")).containsExactlyInAnyOrder("ann", "bob");
  }

  private Path fifty() throws IOException {
    return file(
        "fifty.txt",
        IntStream.range(0, 100).mapToObj(i -> "ape w" + i % 50).toArray(String[]::new));
  }

  @Test
  void copiesOnBothSidesOfASplitAreToldAndDroppedTogether() throws IOException {
    String held = folder.resolve("held").toString();
    Command kept = ingest("text", fifty(), "--held-out", "0.5", "--held-out-output", held);
    HeldOutOverlap overlap = HeldOutOverlap.of(corpus("held"), corpus("out"));
    assertThat(overlap.documents()).isBetween(10L, 40L);
    assertThat(kept.out())
        .contains(
            "; kept (--deduplicate drops them); "
                + overlap.documents()
                + " held-out documents have their like in the training corpus\n");
    Command without =
        ingest("text", fifty(), "--deduplicate", "--held-out", "0.5", "--held-out-output", held);
    assertThat(without.out()).contains("; dropped\n");
    assertThat(HeldOutOverlap.of(corpus("held"), corpus("out")).documents()).isZero();
    List<String> all = new ArrayList<>(ids("held"));
    all.addAll(ids("out"));
    assertThat(all).hasSize(50).allMatch(id -> Integer.parseInt(id) <= 50);
    assertThat(counts().get("used").asLong()).isEqualTo(50);
  }

  @Test
  void withheldTermsAreOfTheDocumentsThatStay() throws IOException {
    String rest = folder.resolve("rest").toString();
    ingest("text", fifty(), "--deduplicate", "--withhold", "0.5", "--withheld-output", rest);
    assertThat(ids("out")).hasSize(50).containsExactlyInAnyOrderElementsOf(ids("rest"));
  }
}
