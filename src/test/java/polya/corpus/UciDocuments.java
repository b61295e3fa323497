package polya.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Documents of a UCI bag of words, for tests that need no corpus. */
public final class UciDocuments {
  private UciDocuments() {}

  /** The first documents of a UCI bag of words; ids there begin at 1 and rows are in order. */
  public static List<Document> read(Path file, int most) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file))))) {
      for (int header = 0; header < 3; header++) {
        in.readLine();
      }
      List<TreeMap<Integer, Integer>> rows = new ArrayList<>();
      for (int d = 0; d < most; d++) {
        rows.add(new TreeMap<>());
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        StringTokenizer fields = new StringTokenizer(line);
        int d = Integer.parseInt(fields.nextToken()) - 1;
        if (d >= most) {
          break;
        }
        rows.get(d)
            .put(Integer.parseInt(fields.nextToken()) - 1, Integer.parseInt(fields.nextToken()));
      }
      List<Document> documents = new ArrayList<>();
      for (int d = 0; d < most; d++) {
        documents.add(
            new Document(
                Integer.toString(d + 1),
                rows.get(d).keySet().stream().mapToInt(Integer::intValue).toArray(),
                rows.get(d).values().stream().mapToInt(Integer::intValue).toArray()));
      }
      return documents;
    }
  }
}
