package polya.spark.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of a file together are the file, line by line, wherever they are cut. */
class FileRangesTest {
  private static final ReadingLimits MOST = ReadingLimits.beside(9);

  @TempDir Path folder;

  private static List<String> told(Iterable<Line> lines) {
    List<String> told = new ArrayList<>();
    for (Line line : lines) {
      told.add(line.number + " " + line.kind + " " + line.text + " " + line.excerpt);
    }
    return told;
  }

  private List<String> lines(FileRange range) {
    Configuration configuration = new Configuration(false);
    String path = folder.resolve("in.txt").toString();
    try (LineReader reader = LineReader.open(configuration, path, range, MOST)) {
      return told(() -> reader);
    }
  }

  private List<FileRange> ranges(long length, int bytes) throws IOException {
    InputFiles files =
        InputFiles.of(new Configuration(false), List.of(folder.resolve("in.txt").toString()), MOST);
    List<FileRange> ranges = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (long begin = 0; begin < length; begin += bytes) {
      FileRange range = FileRange.of(0, begin, Math.min(length, begin + bytes));
      ranges.add(range);
      counts.add(files.countLines(range));
    }
    return FileRanges.numbered(ranges, counts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nbb\n\nccc\r\n\n\ndd",
        "one line",
        "\n\n\n",
        "a longer line than is read\nb\nanother one of them\n",
        "\ufeffmark\nénorme\n\ufeff\n",
        "\n",
        "last\n"
      })
  void togetherAreTheFileHoweverItIsCut(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("in.txt"), bytes);
    List<String> whole = lines(FileRange.whole(0));
    assertThat(whole).isNotEmpty();
    for (int size = 1; size <= bytes.length; size++) {
      List<String> parts = new ArrayList<>();
      for (FileRange range : ranges(bytes.length, size)) {
        parts.addAll(lines(range));
      }
      assertThat(parts).as("ranges of %d bytes", size).isEqualTo(whole);
    }
  }

  @Test
  void aByteOrderMarkIsOneAtTheBeginningOfTheFileOnly() throws IOException {
    String late = "x".repeat((1 << 16) - 1) + "\n\ufeffy\n";
    Files.writeString(folder.resolve("in.txt"), late);
    assertThat(lines(FileRange.whole(0))).last().asString().startsWith("2 TEXT \ufeffy ");
    Files.writeString(folder.resolve("in.txt"), "\ufeffy\n");
    assertThat(lines(FileRange.whole(0))).containsExactly("1 TEXT y null");
  }
}
