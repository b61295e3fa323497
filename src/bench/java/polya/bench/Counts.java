package polya.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import polya.Failure;
import polya.corpus.Parsed;
import polya.corpus.UciHeader;
import polya.corpus.UciLine;

/**
 * A corpus of the common ground in memory: UCI bag-of-words as CSR, a document's terms ascending.
 * Reading is outside all timings.
 */
record Counts(int documents, int terms, int[] starts, int[] words, int[] counts) {

  /**
   * Reads a UCI bag-of-words file, gzip if its name ends in {@code .gz}; a document's rows may
   * stand anywhere.
   *
   * @throws Failure if there is no such file or a line of it is wrong
   */
  static Counts read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Failure.input(
          "Cannot read " + file + ": no such file; UCI bag-of-words expected. Check the path.");
    }
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.US_ASCII))) {
      List<String> first = new ArrayList<>();
      while (first.size() < UciHeader.LINES) {
        String line = in.readLine();
        if (line == null) {
          break;
        }
        first.add(line);
      }
      Parsed<UciHeader> header = UciHeader.parse(first);
      if (!header.isGood()) {
        throw bad(file, header.reason());
      }
      return read(file, in, header.value());
    }
  }

  private static Counts read(Path file, BufferedReader in, UciHeader header) throws IOException {
    int documents = (int) header.documents();
    int n = Math.toIntExact(header.rows());
    int[][] columns = new int[3][n];
    int[] starts = new int[documents + 1];
    for (int i = 0; i < n; i++) {
      String text = in.readLine();
      if (text == null) {
        throw bad(file, "it ends after " + i + " of its " + n + " rows");
      }
      UciLine line = UciLine.parse(text, header.terms());
      if (line.reason() != null || line.document() > documents) {
        String reason = line.reason() != null ? line.reason() : "docId is not in 1 … " + documents;
        throw bad(file, "line " + (i + UciHeader.LINES + 1) + ": " + reason);
      }
      columns[0][i] = (int) line.document() - 1;
      columns[1][i] = line.term();
      columns[2][i] = line.count();
      starts[columns[0][i] + 1]++;
    }
    if (in.readLine() != null) {
      throw bad(file, "it goes on after its " + n + " rows");
    }
    for (int d = 0; d < documents; d++) {
      starts[d + 1] += starts[d];
    }
    int[] next = starts.clone();
    int[] words = new int[n];
    int[] counts = new int[n];
    for (int i = 0; i < n; i++) {
      int at = next[columns[0][i]]++;
      words[at] = columns[1][i];
      counts[at] = columns[2][i];
    }
    return new Counts(documents, header.terms(), starts, words, counts).sorted();
  }

  private static Failure bad(Path file, String reason) {
    return Failure.input(
        "Cannot read "
            + file
            + ": "
            + reason
            + "; D, V, NNZ and then NNZ rows of docId wordId count are expected. Mend the file.");
  }

  /** Writes it as gzipped UCI bag-of-words, documents and terms ascending. */
  void write(Path file) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII))) {
      out.write(documents + "\n" + terms + "\n" + words.length + "\n");
      for (int d = 0; d < documents; d++) {
        for (int i = starts[d]; i < starts[d + 1]; i++) {
          out.write((d + 1) + " " + (words[i] + 1) + " " + counts[i] + "\n");
        }
      }
    }
  }

  private Counts sorted() {
    for (int d = 0; d < documents; d++) {
      long[] packed = new long[starts[d + 1] - starts[d]];
      for (int i = 0; i < packed.length; i++) {
        packed[i] = (long) words[starts[d] + i] << 32 | counts[starts[d] + i];
      }
      Arrays.sort(packed);
      for (int i = 0; i < packed.length; i++) {
        words[starts[d] + i] = (int) (packed[i] >>> 32);
        counts[starts[d] + i] = (int) packed[i];
      }
    }
    return this;
  }

  /** The terms of document d, ascending. */
  int[] words(int d) {
    return Arrays.copyOfRange(words, starts[d], starts[d + 1]);
  }

  /** The counts of document d. */
  int[] counts(int d) {
    return Arrays.copyOfRange(counts, starts[d], starts[d + 1]);
  }

  /** The tokens of document d one by one, ascending. */
  int[] tokens(int d) {
    int[] tokens = new int[Arrays.stream(counts, starts[d], starts[d + 1]).sum()];
    int n = 0;
    for (int i = starts[d]; i < starts[d + 1]; i++) {
      Arrays.fill(tokens, n, n + counts[i], words[i]);
      n += counts[i];
    }
    return tokens;
  }

  /** N. */
  long tokens() {
    return Arrays.stream(counts).asLongStream().sum();
  }
}
