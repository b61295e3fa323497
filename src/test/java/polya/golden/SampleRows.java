package polya.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Rows of the data samples, ingested, and trained on by every conf file through the command line:
 * as it is on a sample of few words, and shortened on one of many blocks of terms.
 */
final class SampleRows {
  private static final List<String> SAMPLES = List.of("bible", "listens", "synthetic", "tiny");

  private final Path folder;
  private final SortedMap<String, String> rows = new TreeMap<>();

  SampleRows(Path folder) {
    this.folder = folder;
  }

  SortedMap<String, String> rows() throws IOException {
    for (String sample : SAMPLES) {
      Run.done(ingest(sample));
      JsonNode corpus = Run.json(folder.resolve(sample).resolve("corpus.json"));
      rows.put(
          "corpus/" + sample,
          String.format(
              "%d documents, %d tokens, vocabulary %s",
              corpus.path("documents").asLong(),
              corpus.path("tokens").asLong(),
              corpus.path("vocabularyHash").asText()));
    }
    Run.done(ingestLabelled());
    for (Path conf : confs()) {
      String name = conf.getFileName().toString().replace(".properties", "");
      if (name.startsWith("labeled-") || name.startsWith("dmr-")) {
        train(conf, name, "labelled", few(name));
        continue;
      }
      train(conf, name, "tiny");
      if (!name.endsWith("-gibbs")) {
        train(conf, name, "tiny", "k=3");
      }
      train(conf, name, "bible", few(name));
    }
    return rows;
  }

  /** Of {@link #rows} those of the sample tiny and, for models of labels, of the labelled one. */
  SortedMap<String, String> fewRows() throws IOException {
    Run.done(ingest("tiny"));
    Run.done(ingest("synthetic"));
    Run.done(ingestLabelled());
    for (Path conf : confs()) {
      String name = conf.getFileName().toString().replace(".properties", "");
      if (name.startsWith("labeled-") || name.startsWith("dmr-")) {
        train(conf, name, "labelled", few(name));
      } else {
        train(conf, name, "tiny");
      }
    }
    return rows;
  }

  /** The sample {@code synthetic} with two labels, both, one or none of them a document. */
  private List<String> ingestLabelled() throws IOException {
    Path labels = folder.resolve("labels.txt");
    JsonNode corpus = Run.json(folder.resolve("synthetic").resolve("corpus.json"));
    Files.write(
        labels,
        LongStream.range(0, corpus.path("documents").asLong())
            .mapToObj(d -> List.of("", "a", "b", "a;b").get((int) d % 4))
            .toList());
    List<String> all = new ArrayList<>(ingest("synthetic"));
    all.set(all.indexOf("--output") + 1, folder.resolve("labelled").toString());
    all.addAll(List.of("--column", "label:labels=" + labels));
    return all;
  }

  /** Whole runs would take minutes: what each kind of pass does, once or twice. */
  private static String[] few(String name) {
    if (name.equals("dmr-gibbs")) {
      return new String[] {"startPasses=2", "burnIn=3", "samples=2", "covariateCols=label"};
    }
    return name.endsWith("-gibbs")
        ? new String[] {"startPasses=2", "burnIn=3", "samples=2"}
        : new String[] {"passes=4"};
  }

  static String data(String file) {
    return Goldens.project().resolve("data-samples").resolve(file).toString();
  }

  private List<String> ingest(String sample) {
    List<String> all = new ArrayList<>(List.of("ingest", "--output"));
    all.add(folder.resolve(sample).toString());
    switch (sample) {
      case "tiny" -> all.addAll(List.of("--format=jsonl", "--input", data("tiny/tiny.jsonl")));
      case "listens" ->
          all.addAll(
              List.of("--format=triples", "--header", "--input", data("listens/listens.csv.gz")));
      default -> {
        String file = sample + "/%s." + sample + ".txt";
        all.addAll(List.of("--format=uci", "--input", data(file.formatted("docword") + ".gz")));
        all.addAll(List.of("--vocabulary", data(file.formatted("vocab"))));
        if (sample.equals("bible")) {
          all.addAll(List.of("--ids", data(file.formatted("ids"))));
        }
      }
    }
    return all;
  }

  /** Those of a model and a method, not of a library. */
  private static List<Path> confs() throws IOException {
    try (Stream<Path> files = Files.list(Goldens.project().resolve("conf"))) {
      return files.filter(f -> f.toString().matches(".*-\\w+\\.properties")).sorted().toList();
    }
  }

  private void train(Path conf, String name, String sample, String... parameters)
      throws IOException {
    int dash = name.indexOf('-');
    String what = sample + (parameters.length == 0 ? "" : ";" + String.join(",", parameters));
    List<String> arguments =
        List.of(
            "--model",
            name.substring(0, dash),
            "--inference",
            name.substring(dash + 1),
            "--conf",
            conf.toString());
    Path model = folder.resolve(name + "-" + what);
    rows.put(
        "conf/" + name + "/" + what,
        Run.train(folder.resolve(sample), model, arguments, List.of(parameters)));
  }
}
