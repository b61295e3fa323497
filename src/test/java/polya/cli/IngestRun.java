package polya.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/** Runs {@code ingest} in this JVM on files made for one test. */
final class IngestRun {
  final Path folder;
  int code;
  String message;

  IngestRun(Path folder) {
    this.folder = folder;
    LocalSpark.session();
  }

  /** Writes an input file, gzipped if its name says so. */
  Path file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] bytes) {
    Path path = folder.resolve(name);
    try {
      Files.createDirectories(path.getParent());
      try (OutputStream out = Files.newOutputStream(path);
          OutputStream to = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
        to.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return path;
  }

  /** Ingests into the folder {@code out} beside the input. */
  IngestRun run(String... options) {
    List<String> all = new ArrayList<>(List.of("ingest", "--output", output().toString()));
    all.addAll(List.of(options));
    StringWriter err = new StringWriter();
    code =
        Main.run(
            new PrintWriter(new StringWriter(), true),
            new PrintWriter(err, true),
            all.toArray(String[]::new));
    message = err.toString().strip();
    return this;
  }

  /** Ingests the file {@code in.txt} of this text as UCI over the terms of the vocabulary. */
  IngestRun uci(List<String> vocabulary, String text, String... options) {
    file("vocabulary.txt", String.join("\n", vocabulary) + "\n");
    file("in.txt", text);
    return run(
        concat(
            options,
            "--format",
            "uci",
            "--input",
            folder.resolve("in.txt").toString(),
            "--vocabulary",
            folder.resolve("vocabulary.txt").toString()));
  }

  /** Ingests the file {@code in.txt} of this text in a format that needs no vocabulary. */
  IngestRun text(String format, String text, String... options) {
    file("in.txt", text);
    return run(concat(options, "--format", format, "--input", folder.resolve("in.txt").toString()));
  }

  private static String[] concat(String[] options, String... more) {
    return Stream.concat(Stream.of(more), Stream.of(options)).toArray(String[]::new);
  }

  Path output() {
    return folder.resolve("out");
  }

  CorpusStore corpus() {
    return CorpusStore.open(LocalSpark.session(), output().toString());
  }

  /** What lies in the output folder, checksums of the local file system apart. */
  List<String> left() {
    try (Stream<Path> files = Files.list(output())) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> !n.endsWith(".crc"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
