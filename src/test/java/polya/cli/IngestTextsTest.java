package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;
import polya.text.Analysis;

/** Texts by language and in phrases, through {@code ingest} and {@code analyse}. */
class IngestTextsTest {
  private static final String TWO =
      "{\"id\":1,\"lang\":\"en\",\"text\":\"The houses of New York\"}\n"
          + "{\"id\":2,\"lang\":\"de-AT\",\"text\":\"Die H\u00e4user von New York\"}\n"
          + "{\"id\":3,\"lang\":\"tlh\",\"text\":\"nuqneH\"}\n"
          + "{\"id\":4,\"text\":\"?\"}\n";

  @TempDir Path folder;
  private IngestRun ingest;

  @BeforeEach
  void folder() {
    ingest = new IngestRun(folder);
  }

  private static Command analysed(String where, Object path, String text) {
    return Command.run("analyse", where, path.toString(), "--text", text);
  }

  @Test
  void everyDocumentByItsOwnLanguage() {
    ingest.text("jsonl", TWO, "--language-field", "lang", "--stem", "full");
    assertThat(ingest.code).isEqualTo(3);
    assertThat(ingest.message).contains("line 3", "lang is tlh", "2 records").hasLineCount(1);
  }

  @Test
  void aStemmerThatSomeLanguagesLackIsThatOfTheOthers() {
    ingest.text("jsonl", TWO, "--language-field=lang", "--stem=light");
    assertThat(ingest.message).contains("lang is tlh", "2 records").hasLineCount(1);
  }

  @Test
  void othersGoToQuarantine() {
    ingest.text(
        "jsonl",
        TWO,
        "--language-field=lang",
        "--languages=en,de",
        "--stem=light",
        "--stop-words=auto");
    assertThat(ingest.message).isEmpty();
    assertThat(ingest.code).isZero();
    assertThat(ingest.corpus().vocabulary().terms())
        .containsExactly("new", "york", "haus", "house");
    assertThat(ingest.corpus().info().quarantined()).isEqualTo(2);
    assertThat(
            ingest.corpus().quarantine().collectAsList().stream()
                .map(row -> row.getString(2))
                .toList())
        .containsExactly("another language: lang is tlh", "another language: lang is missing");
    Command german =
        Command.run(
            "analyse",
            "--corpus",
            ingest.output().toString(),
            "--language=de",
            "--text=Die H\u00e4user");
    assertThat(german.out()).isEqualToIgnoringNewLines("haus");
    assertThat(
            Command.run("analyse", "--corpus=" + ingest.output(), "--language=fr", "--text=x")
                .code())
        .isEqualTo(2);
  }

  private static String speeches() {
    return IntStream.range(0, 60)
        .mapToObj(
            d ->
                d % 3 == 0
                    ? "the united states of america " + d
                    : d % 3 == 1
                        ? d + " in the united states and " + d
                        : "states x" + d + " america y" + d)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<Row> documents() {
    return ingest.corpus().documents().orderBy("id").collectAsList();
  }

  @Test
  void phrasesAreFoundStoredAndUsedAgain() throws IOException {
    String[] options = {
      "--phrases=2",
      "--phrase-min-count=10",
      "--phrase-threshold=0.4",
      "--phrase-connectors=of",
      "--stop-words=en",
      "--keep-order"
    };
    ingest.text("text", speeches(), options);
    assertThat(ingest.code).as(ingest.message).isZero();
    CorpusStore corpus = ingest.corpus();
    Analysis analysis = corpus.analysis().orElseThrow();
    assertThat(analysis.phrases()).contains("united states", "united states of america");
    assertThat(corpus.vocabulary().terms())
        .contains("united_states_of_america", "united_states")
        .doesNotContain("of", "the", "united");
    List<Row> phrases =
        LocalSpark.session()
            .read()
            .parquet(ingest.output() + "/" + corpus.dataName() + "/phrases")
            .collectAsList();
    Row first =
        phrases.stream().filter(row -> row.getString(3).equals("united_states")).findFirst().get();
    assertThat(first.getInt(0)).isEqualTo(1);
    assertThat(first.getLong(4)).isEqualTo(40);
    assertThat(first.getDouble(5)).isGreaterThan(0.7);
    assertThat(first.getBoolean(6)).isTrue();
    List<Row> before = documents();
    String stored = stored(corpus);

    // Any partitions give the same bytes.
    String partitions = LocalSpark.session().conf().get("spark.sql.shuffle.partitions");
    LocalSpark.session().conf().set("spark.sql.shuffle.partitions", "40");
    try {
      ingest.text("text", speeches(), concat(options, "--overwrite"));
    } finally {
      LocalSpark.session().conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(documents()).isEqualTo(before);
    assertThat(stored(ingest.corpus())).isEqualTo(stored);

    assertThat(
            analysed("--corpus", ingest.output(), "The United States of America, no words").out())
        .isEqualToIgnoringNewLines("united_states_of_america words");
    IngestRun test = new IngestRun(folder.resolve("test"));
    test.text("text", "of the united states\n", "--vocabulary-of", ingest.output().toString());
    assertThat(test.code).as(test.message).isZero();
    assertThat(test.corpus().analysis()).contains(analysis);
    assertThat(test.corpus().info().tokens()).isEqualTo(1);
    assertThat(test.corpus().info().outOfVocabularyTokens()).isZero();
    test.text(
        "text",
        "of the united states\n",
        concat(options, "--overwrite", "--vocabulary-of=" + ingest.output()));
    assertThat(test.code).as(test.message).isZero();
    test.text(
        "text",
        "x\n",
        "--overwrite",
        "--stem=full",
        "--language=en",
        "--vocabulary-of=" + ingest.output());
    assertThat(test.code).isEqualTo(2);
    assertThat(test.message)
        .contains("language is simple there", "stem is none there", "Leave these options out");
  }

  private static String[] concat(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String stored(CorpusStore corpus) throws IOException {
    return Files.readString(ingest.output().resolve(corpus.dataName()).resolve("analysis.json"));
  }

  @Test
  void modelsHaveTheAnalysisOfTheirCorpus() {
    ingest.text("text", speeches(), "--language=en", "--stem=full", "--stop-words=en");
    String model = folder.resolve("model").toString();
    Command trained =
        Command.run(
            "train",
            "--corpus=" + ingest.output(),
            "--output=" + model,
            "-p",
            "k=2",
            "-p",
            "passes=1");
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(analysed("--model", model, "The policies of states").out())
        .isEqualToIgnoringNewLines("polici state");
  }

  private void refused(int code, String options, String... said) {
    ingest.text("text", "one two\n", options.split(" "));
    assertThat(ingest.message).hasLineCount(1).contains(said);
    assertThat(ingest.code).isEqualTo(code);
  }

  @Test
  void whatCannotBeIsSaidInASentence() {
    refused(2, "--language english", "english is no language", "Did you mean en?");
    refused(2, "--language nl --stem light", "light with the language nl", "none, full");
    refused(2, "--stem full", "full with the language simple");
    refused(2, "--language ko", "lucene-analysis-nori");
    refused(2, "--keep-pattern [a", "--keep-pattern", "regular expression");
    refused(2, "--languages en", "--language-field only");
    refused(2, "--language-field x", "jsonl, csv, parquet and tables only");
    refused(2, "--phrase-min-count 3", "beside --phrases only");
    refused(2, "--phrases 1 --phrase-threshold 2", "from -1 to 1");
    refused(2, "--ngrams 2 --keep-order", "one of the two");
    refused(3, "--stop-words en,+none.txt", "none.txt", "no such file");
    ingest.file("latin", "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(3, "--stop-words " + folder.resolve("latin"), "line 1: it is not UTF-8");
    ingest.uci(List.of("a"), "1\n1\n1\n1 1 1\n", "--language", "en");
    assertThat(ingest.message)
        .contains("--language: given", "text, jsonl, csv, parquet and tables only");
    assertThat(Command.run("analyse", "--text", "x", "--language", "xx").code()).isEqualTo(2);
    assertThat(Command.run("analyse", "--text", "The \u001b[31m cows'", "--stop-words=en").out())
        .isEqualToIgnoringNewLines("31m cows");
  }

  @Test
  void otherEncodingsAreToldByName() {
    ingest.file("in.txt", "one two\n".getBytes(StandardCharsets.UTF_16));
    ingest.run("--format", "text", "--language=en", "--input=" + folder.resolve("in.txt"));
    assertThat(ingest.code).isEqualTo(3);
    assertThat(ingest.message).contains("UTF-8").hasLineCount(1);
    ingest.text("text", "\ufeffone\0two\n", "--language=en");
    assertThat(ingest.corpus().vocabulary().terms()).containsExactly("one", "two");
  }
}
