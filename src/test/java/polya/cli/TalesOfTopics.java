package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import polya.spark.LocalSpark;

/**
 * A corpus of four subjects with a date, a writer and a text of every document, and a model of it:
 * the sea gives way to the sky from year to year. One document has no words, and is alone in its
 * year; one has no date.
 */
record TalesOfTopics(Path folder) {
  private static final String[][] WORDS = {
    {"ship", "wave", "sail", "anchor", "harbour", "captain"},
    {"star", "moon", "orbit", "comet", "galaxy", "sun"},
    {"bread", "oven", "dough", "butter", "flour", "new_york"},
    {"court", "judge", "=law", "jury", "trial", "verdict"}
  };

  /** Makes corpus and model in this folder. */
  static TalesOfTopics in(Path folder) {
    TalesOfTopics made = new TalesOfTopics(folder);
    List<String> triples = new ArrayList<>();
    List<String> dates = new ArrayList<>();
    List<String> writers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int d = 0; d < 122; d++) {
      int year = 1990 + d / 12 % 10;
      int subject = d % 4 < 2 ? d % 12 < year - 1990 ? 1 : 0 : d % 4;
      int[] counts = new int[6];
      for (int i = 0; i < 8 + d % 5 && d != 120; i++) {
        counts[(d + i * i) % 6]++;
      }
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < 6; w++) {
        if (counts[w] > 0) {
          triples.add((d + 1) + " " + (subject * 6 + w + 1) + " " + counts[w]);
          text.append((WORDS[subject][w] + " ").repeat(counts[w] * 20));
        }
      }
      dates.add(
          d == 120 ? "2005-01-01" : d == 121 ? "some day" : year + "-0" + (1 + d % 9) + "-17");
      writers.add(d % 5 == 4 ? "=Ada" : "Bo");
      texts.add(text.toString().strip());
    }
    triples.addAll(0, List.of("122", "24", Integer.toString(triples.size())));
    made.write("news.uci", triples);
    made.write("words.txt", Arrays.stream(WORDS).flatMap(Arrays::stream).toList());
    made.write("dates.txt", dates);
    made.write("writers.txt", writers);
    made.write("texts.txt", texts);
    done(
        Command.run(
            "ingest",
            "--format",
            "uci",
            "--input",
            made.path("news.uci"),
            "--vocabulary",
            made.path("words.txt"),
            "--column",
            "date=" + made.path("dates.txt"),
            "--column",
            "share=" + made.path("writers.txt"),
            "--column",
            "story=" + made.path("texts.txt"),
            "--output",
            made.path("news")));
    done(
        Command.run(
            "train",
            "--corpus",
            made.path("news"),
            "--output",
            made.path("model"),
            "-p",
            "k=4",
            "-p",
            "passes=5",
            "-p",
            "seed=3"));
    return made;
  }

  private void write(String name, List<String> lines) {
    try {
      Files.write(folder.resolve(name), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  static Command done(Command run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  /** A command on the model, and the corpus where it takes one. */
  Command on(String command, String... more) {
    List<String> line = new ArrayList<>(List.of(command, "--model", path("model")));
    if (command.equals("trends")) {
      line.addAll(List.of("--corpus", path("news")));
    }
    line.addAll(List.of(more));
    return Command.run(line.toArray(String[]::new));
  }

  /** The data folder that a manifest names. */
  Path data(String output, String manifest) {
    return folder.resolve(output).resolve(json(output + "/" + manifest).path("data").asText());
  }

  JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(folder.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Dataset<Row> table(Path data, String name) {
    return LocalSpark.session().read().parquet(data.resolve(name).toString());
  }
}
