package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.faults.Trial.Method;
import polya.spark.LocalSpark;
import polya.submit.Launch;

/** The newest checkpoint of a run that died is cut short, has a wrong bit, or is not this run's. */
@Tag("faults")
class HarmedCheckpointsTest {
  @TempDir private Path folder;
  private final Map<Path, byte[]> left = new TreeMap<>();

  /** A run dies as it publishes, with two checkpoints on the disk. */
  @BeforeEach
  void die() throws IOException {
    Trial.undisturbed(Method.SHORT);
    LocalSpark.session().sparkContext().setLogLevel("OFF");
    FaultyFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), folder);
    FaultyFileSystem.set(FileFault.at("/topics/", FileFault.Mode.DEAD));
    assertThat(Launch.here(training().train().toArray(String[]::new)).exitCode()).isEqualTo(75);
    assertThat(FaultyFileSystem.heal()).isTrue();
    try (Stream<Path> files = Files.walk(folder.resolve("model"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        left.put(file, Files.readAllBytes(file));
      }
    }
  }

  @AfterEach
  void loud() {
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
  }

  private Trial training() {
    return Trial.of(folder, "model").by(Method.SHORT, "driver").onDisk().with("--resume");
  }

  private Launch resumed(String... more) {
    return Launch.here(training().with(more).train().toArray(String[]::new));
  }

  private void restore() throws IOException {
    FileUtils.deleteDirectory(folder.resolve("model").toFile());
    for (Map.Entry<Path, byte[]> file : left.entrySet()) {
      Files.createDirectories(file.getKey().getParent());
      Files.write(file.getKey(), file.getValue());
    }
  }

  private int newest() {
    return left.keySet().stream()
        .filter(file -> file.getFileName().toString().equals("checkpoint.json"))
        .mapToInt(file -> round(file.getParent()))
        .max()
        .orElseThrow();
  }

  private static int round(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("round-".length()));
  }

  private List<Path> filesOfNewest() {
    String part = "/round-" + newest() + "/";
    return left.keySet().stream()
        .filter(file -> file.toString().contains(part) && left.get(file).length > 8)
        .toList();
  }

  @Test
  void oneThatIsCutShortOrHasAWrongBitGivesWayToTheOneBefore() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> unsaid = new ArrayList<>();
    for (Path file : filesOfNewest()) {
      for (boolean cut : new boolean[] {true, false}) {
        restore();
        byte[] bytes = left.get(file).clone();
        int at = bytes.length / 4 + random.nextInt(bytes.length / 2);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, cut ? java.util.Arrays.copyOf(bytes, at) : bytes);
        Launch again = resumed();
        boolean identical = training().digest().equals(Trial.undisturbed(Method.SHORT));
        FaultTable.tell(
            "checkpoint " + (cut ? "cut short" : "with a wrong bit"),
            1,
            again.exitCode(),
            identical);
        assertThat(again.exitCode()).as(file + again.err()).isZero();
        assertThat(identical).as(file + again.err()).isTrue();
        if (!again.err().contains("round-" + newest() + " is damaged: ")) {
          unsaid.add((cut ? "cut " : "bit ") + at + " " + file);
        }
      }
    }
    // A bit of Parquet's statistics or names may say nothing of what was read.
    assertThat(unsaid).allMatch(file -> file.startsWith("bit ") && file.endsWith(".parquet"));
  }

  @Test
  void thatOfALaterVersionOrOfAnotherRunIsRefusedAndStays() throws IOException {
    Path manifest =
        filesOfNewest().stream().filter(f -> f.endsWith("checkpoint.json")).findFirst().get();
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
    json.put("format", 1000).remove("checksum");
    CRC32C crc = new CRC32C();
    crc.update(json.toString().getBytes(StandardCharsets.UTF_8));
    Files.writeString(manifest, json.put("checksum", Long.toHexString(crc.getValue())).toString());
    refused(resumed(), 5, "has format 1000, and this version reads format ");
    refused(resumed("-p", "seed=8"), 5, "has format 1000");
    restore();
    refused(resumed("-p", "seed=8"), 2, "-p seed was 1 and is 8");
    Launch again = resumed();
    assertThat(again.err()).contains("going on after round " + newest());
    assertThat(training().digest()).isEqualTo(Trial.undisturbed(Method.SHORT));
  }

  private void refused(Launch resumed, int code, String why) throws IOException {
    FaultTable.tell("checkpoint of another run or version", 1, resumed.exitCode(), false);
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(code);
    assertThat(resumed.err()).contains(why);
    assertThat(filesOfNewest()).allMatch(Files::exists);
  }
}
