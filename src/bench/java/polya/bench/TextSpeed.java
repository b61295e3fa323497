package polya.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPInputStream;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.Stem;
import polya.text.TextReader;

/**
 * How fast raw English becomes bags of words on one core: megabytes of UTF-8 a second, from the
 * bytes of each text to its counted words, beside what it costs to read the same bytes as text. All
 * runs take turns; the median of each is told, in seconds of the processor, so that what else the
 * machine does counts for little.
 *
 * <p>Arguments: a file of gzipped JSON Lines with a field {@code text}, and how many rounds.
 */
public final class TextSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private TextSpeed() {}

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "data-samples/sotu/sotu.jsonl.gz");
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    List<byte[]> texts = texts(file);
    double megabytes = texts.stream().mapToLong(t -> t.length).sum() / 1e6;
    Analysis simple = Analysis.simple();
    Analysis english = Analysis.simple().withLanguage(Language.EN);
    List<String> names = List.of("UTF-8 alone", "simple", "en", "en, stem light", "en, stem full");
    List<ToLongFunction<byte[]>> readers =
        List.of(
            TextSpeed::characters,
            words(simple),
            words(english),
            words(english.withStem(Stem.LIGHT)),
            words(english.withStem(Stem.FULL)));
    double[][] seconds = new double[readers.size()][rounds];
    long seen = 0;
    for (int round = -3; round < rounds; round++) {
      for (int i = 0; i < readers.size(); i++) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (byte[] text : texts) {
          seen += readers.get(i).applyAsLong(text);
        }
        if (round >= 0) {
          seconds[i][round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        }
      }
    }
    System.out.printf(Locale.ROOT, "%.1f MB, %d rounds (%d)%n", megabytes, rounds, seen);
    double plain = median(seconds[0]);
    for (int i = 0; i < readers.size(); i++) {
      double of = median(seconds[i]);
      System.out.printf(
          Locale.ROOT,
          "%-16s %8.1f MB/s  %6.1f times UTF-8 alone%n",
          names.get(i),
          megabytes / of,
          of / plain);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static long characters(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    long sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += text.charAt(i);
    }
    return sum;
  }

  private static ToLongFunction<byte[]> words(Analysis analysis) {
    TextReader reader = analysis.reader();
    long[] distinct = new long[1];
    return bytes -> {
      String text = new String(bytes, StandardCharsets.UTF_8);
      reader.count(text, analysis.language(), (words, counts) -> distinct[0] = words.length);
      return distinct[0];
    };
  }

  private static List<byte[]> texts(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<byte[]> texts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        texts.add(json.readTree(line).path("text").asText().getBytes(StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
