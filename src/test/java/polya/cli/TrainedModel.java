package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Corpora of 12 terms in two groups, and a model of two topics trained on one of them, made by
 * commands.
 */
record TrainedModel(Path folder) {
  /** Makes the corpora train and test in this folder, and no model. */
  static TrainedModel corpora(Path folder) {
    TrainedModel made = new TrainedModel(folder);
    String terms =
        IntStream.range(0, 12)
            .mapToObj(w -> (w < 6 ? "sea" : "hill") + w)
            .collect(Collectors.joining("\n"));
    made.write("vocabulary.txt", terms + "\n");
    made.corpus("train", documents(200, 0), "vocabulary.txt");
    made.corpus("test", documents(40, 7) + "41 3 1\n", "vocabulary.txt");
    return made;
  }

  /** Makes all of it in this folder. */
  static TrainedModel in(Path folder) {
    TrainedModel made = corpora(folder);
    String terms = made.read("vocabulary.txt");
    made.write("other.txt", terms.replace("sea0", "ocean"));
    made.corpus("foreign", documents(5, 0), "other.txt");
    Command trained =
        Command.run(
            "train",
            "--corpus",
            made.path("train"),
            "--output",
            made.path("model"),
            "-p",
            "k=2",
            "-p",
            "passes=3");
    assertThat(trained.code()).as(trained.err()).isZero();
    return made;
  }

  /** Triples of documents whose tokens are of one group but for one, lengths 3 … 12. */
  private static String documents(int n, int from) {
    StringBuilder triples = new StringBuilder();
    for (int d = 0; d < n; d++) {
      int[] counts = new int[12];
      for (int i = 0; i < 3 + (d + from) % 10; i++) {
        counts[(d % 2) * 6 + (d + i * i) % 6]++;
      }
      counts[(1 - d % 2) * 6]++;
      for (int w = 0; w < 12; w++) {
        if (counts[w] > 0) {
          triples
              .append(d + 1)
              .append(' ')
              .append(w + 1)
              .append(' ')
              .append(counts[w])
              .append('\n');
        }
      }
    }
    return triples.toString();
  }

  /** Makes a corpus of these triples; documents up to the last one named. */
  void corpus(String name, String triples, String vocabulary) {
    int[] ids =
        Arrays.stream(triples.split("\n"))
            .filter(line -> !line.isEmpty())
            .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(' '))))
            .toArray();
    int documents = Arrays.stream(ids).max().orElse(2);
    write(name + ".uci", documents + "\n12\n" + ids.length + "\n" + triples);
    Command made =
        Command.run(
            "ingest",
            "--format",
            "uci",
            "--input",
            path(name + ".uci"),
            "--vocabulary",
            path(vocabulary),
            "--output",
            path(name));
    assertThat(made.code()).as(made.err()).isZero();
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path of a file or folder in it. */
  String path(String name) {
    return folder.resolve(name).toString();
  }
}
