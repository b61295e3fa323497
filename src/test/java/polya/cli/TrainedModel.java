package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Corpora of 12 terms in two groups, whose documents have a column {@code label} with the name of
 * theirs or none, and a model of two topics trained on one of them, made by commands.
 */
public record TrainedModel(Path folder) {
  /** The files of the corpora by their paths in the folder, once a class has made them. */
  private static final Map<String, byte[]> CORPORA = new TreeMap<>();

  /** Makes the corpora train, test and foreign in this folder, and no model. */
  public static TrainedModel corpora(Path folder) {
    TrainedModel made = new TrainedModel(folder);
    if (CORPORA.isEmpty()) {
      made.ingest();
      made.remember();
    } else {
      CORPORA.forEach(made::write);
    }
    return made;
  }

  /** Makes all of it in this folder; the model names the corpus beside it. */
  public static TrainedModel in(Path folder) {
    TrainedModel made = corpora(folder);
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

  private void ingest() {
    String terms =
        IntStream.range(0, 12)
            .mapToObj(w -> (w < 6 ? "sea" : "hill") + w)
            .collect(Collectors.joining("\n"));
    write("vocabulary.txt", terms + "\n");
    corpus("train", documents(200, 0), "vocabulary.txt", labels(200));
    corpus("test", documents(40, 7) + "41 3 1\n", "vocabulary.txt", labels(41));
    write("other.txt", terms.replace("sea0", "ocean") + "\n");
    corpus("foreign", documents(5, 0), "other.txt");
  }

  private void remember() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        CORPORA.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** Options of the labels of so many documents: every fifth has none. */
  private String[] labels(int documents) {
    String lines =
        IntStream.range(0, documents)
            .mapToObj(d -> d % 5 == 4 ? "" : d % 2 == 0 ? "sea" : "hill")
            .collect(Collectors.joining("\n"));
    write("labels-" + documents + ".txt", lines + "\n");
    return new String[] {"--column", "label:labels=" + path("labels-" + documents + ".txt")};
  }

  /** Makes a corpus of these triples; documents up to the last one named. */
  void corpus(String name, String triples, String vocabulary, String... more) {
    int[] ids =
        Arrays.stream(triples.split("\n"))
            .filter(line -> !line.isEmpty())
            .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(' '))))
            .toArray();
    int documents = Arrays.stream(ids).max().orElse(2);
    write(name + ".uci", documents + "\n12\n" + ids.length + "\n" + triples);
    List<String> ingest = new ArrayList<>(List.of("ingest", "--format", "uci"));
    ingest.addAll(List.of("--input", path(name + ".uci"), "--vocabulary", path(vocabulary)));
    ingest.addAll(List.of("--output", path(name)));
    ingest.addAll(List.of(more));
    Command made = Command.run(ingest.toArray(String[]::new));
    assertThat(made.code()).as(made.err()).isZero();
  }

  private void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) {
    try {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path of a file or folder in it. */
  public String path(String name) {
    return folder.resolve(name).toString();
  }
}
