package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wheel: the package, the jar, and a list of their hashes; the same again from the same. */
class WheelIT {
  private static final Path TARGET = Launch.root().resolve("target");
  private static final String VERSION = System.getProperty("project.version");
  private static final String PYTHON_VERSION = VERSION.replace("-SNAPSHOT", ".dev0");
  private static final String NAME = "polya_spark-" + PYTHON_VERSION + "-py3-none-any.whl";
  private static final String INFO = "polya_spark-" + PYTHON_VERSION + ".dist-info/";

  @TempDir private Path folder;

  private static Path jar() {
    return TARGET.resolve("polya-spark4.1_2.13-" + VERSION + ".jar");
  }

  private static Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile wheel = new ZipFile(TARGET.resolve(NAME).toFile())) {
      for (ZipEntry entry : wheel.stream().map(e -> (ZipEntry) e).toList()) {
        entries.put(entry.getName(), wheel.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  @Test
  void recordsTheHashOfEveryFile() throws Exception {
    Map<String, byte[]> entries = entries();
    StringBuilder expected = new StringBuilder();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (!entry.getKey().endsWith("/RECORD")) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(entry.getValue());
        expected.append(entry.getKey()).append(",sha256=");
        expected.append(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        expected.append(",").append(entry.getValue().length).append("\n");
      }
    }
    expected.append(INFO).append("RECORD,,\n");
    assertThat(new String(entries.get(INFO + "RECORD"), StandardCharsets.UTF_8).lines())
        .containsExactlyInAnyOrderElementsOf(expected.toString().lines().toList());
  }

  @Test
  void holdsTheJarAndThePythonOfTheSource() throws IOException {
    Map<String, byte[]> entries = entries();
    assertThat(entries.get("polya/jars/" + jar().getFileName()))
        .isEqualTo(Files.readAllBytes(jar()));
    assertThat(entries)
        .containsKeys("polya/py.typed", "polya/mlflow_allowlist.txt", INFO + "METADATA");
    try (Stream<Path> files = Files.walk(Launch.root().resolve("src/main/python/polya"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".py")).toList()) {
        String name =
            Launch.root().resolve("src/main/python").relativize(file).toString().replace('\\', '/');
        String text = Files.readString(file).replace("${project.version}", VERSION);
        assertThat(new String(entries.get(name), StandardCharsets.UTF_8)).isEqualTo(text);
      }
    }
  }

  @Test
  void isTheSameAgain() throws Exception {
    Launch made =
        Launch.of(
            folder,
            Map.of(),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Launch.root().resolve("src/wheel/Wheel.java").toString(),
            Launch.root().toString(),
            TARGET.resolve("classes").toString(),
            jar().toString(),
            VERSION,
            System.getProperty("project.build.outputTimestamp"),
            folder.toString());
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(Files.readAllBytes(folder.resolve(NAME)))
        .isEqualTo(Files.readAllBytes(TARGET.resolve(NAME)));
  }
}
