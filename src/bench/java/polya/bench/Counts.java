package polya.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;

/**
 * A corpus of the common ground in memory: UCI bag-of-words as CSR. Reading is outside all timings.
 */
record Counts(int documents, int terms, int[] starts, int[] words, int[] counts) {

  /** Reads {@code docword.*.txt.gz}; rows of a document may stand anywhere. */
  static Counts read(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      int documents = Integer.parseInt(in.readLine().trim());
      int terms = Integer.parseInt(in.readLine().trim());
      int n = Integer.parseInt(in.readLine().trim());
      int[][] triples = new int[3][n];
      int[] starts = new int[documents + 1];
      for (int i = 0; i < n; i++) {
        StringTokenizer line = new StringTokenizer(in.readLine());
        for (int[] column : triples) {
          column[i] = Integer.parseInt(line.nextToken());
        }
        starts[triples[0][i]]++;
      }
      for (int d = 0; d < documents; d++) {
        starts[d + 1] += starts[d];
      }
      int[] next = starts.clone();
      int[] words = new int[n];
      int[] counts = new int[n];
      for (int i = 0; i < n; i++) {
        int at = next[triples[0][i] - 1]++;
        words[at] = triples[1][i] - 1;
        counts[at] = triples[2][i];
      }
      return new Counts(documents, terms, starts, words, counts).sorted();
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
