import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the wheel of the distribution polya-spark: the package polya with the jar in it, as the
 * <a href="https://packaging.python.org/en/latest/specifications/binary-distribution-format/">binary
 * distribution format</a> has it. The same jar and sources give the same wheel, byte for byte. The
 * build runs it: {@code java src/wheel/Wheel.java PROJECT CLASSES JAR VERSION TIMESTAMP FOLDER}.
 */
final class Wheel {
  private static final String TAG = "py3-none-any";

  private final Map<String, byte[]> files = new TreeMap<>();
  private final String version;
  private final String info;
  private final LocalDateTime time;

  private Wheel(String version, String timestamp) {
    // 0.2.0-SNAPSHOT is a version in development, by Python's rules for versions.
    this.version = version.replace("-SNAPSHOT", ".dev0");
    info = "polya_spark-" + this.version + ".dist-info/";
    time = OffsetDateTime.parse(timestamp).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  public static void main(String[] arguments) throws IOException {
    Path project = Path.of(arguments[0]);
    Wheel wheel = new Wheel(arguments[3], arguments[4]);
    if (wheel.version.contains("-")) {
      // Names of wheels are parted by it.
      System.err.println(
          "Cannot make a wheel of version "
              + arguments[3]
              + ": Python has no such version; allowed are N.N.N and N.N.N-SNAPSHOT. Correct the"
              + " version of the project.");
      System.exit(2);
    }
    wheel.addPackage(Path.of(arguments[1]));
    Path jar = Path.of(arguments[2]);
    wheel.files.put("polya/jars/" + jar.getFileName(), Files.readAllBytes(jar));
    wheel.add("METADATA", wheel.metadata(Files.readString(project.resolve("src/wheel/README.md"))));
    wheel.add("WHEEL", wheel.tags());
    wheel.add("licenses/LICENSE", Files.readString(project.resolve("LICENSE")));
    wheel.add(
        "licenses/NOTICE", Files.readString(project.resolve("src/main/resources/META-INF/NOTICE")));
    wheel.write(Path.of(arguments[5]));
  }

  private void add(String name, String text) {
    files.put(info + name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void addPackage(Path classes) throws IOException {
    try (Stream<Path> all = Files.walk(classes.resolve("polya"))) {
      for (Path file : all.toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".py")
            || name.endsWith("/py.typed")
            || name.endsWith("/mlflow_allowlist.txt")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
  }

  /** Spark is an extra: where a platform has one of its own, none may come beside it. */
  private String metadata(String description) {
    return String.join(
        "\n",
        "Metadata-Version: 2.4",
        "Name: polya-spark",
        "Version: " + version,
        "Summary: Topic models for corpora that outgrow one machine, on Apache Spark",
        "License-Expression: Apache-2.0",
        "License-File: LICENSE",
        "License-File: NOTICE",
        "Requires-Python: >=3.10",
        "Provides-Extra: spark",
        "Requires-Dist: pyspark==4.1.*; extra == \"spark\"",
        "Requires-Dist: numpy; extra == \"spark\"",
        "Description-Content-Type: text/markdown",
        "",
        description);
  }

  private String tags() {
    return String.join(
        "\n", "Wheel-Version: 1.0", "Generator: polya", "Root-Is-Purelib: true", "Tag: " + TAG, "");
  }

  private void write(Path folder) throws IOException {
    StringBuilder record = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      record.append(String.join(",", file.getKey(), hash(file.getValue())));
      record.append(",").append(file.getValue().length).append("\n");
    }
    record.append(info).append("RECORD,,\n");
    Path wheel = folder.resolve("polya_spark-" + version + "-" + TAG + ".whl");
    Path draft = Files.createTempFile(folder, "wheel", ".draft");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(draft))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        put(zip, file.getKey(), file.getValue());
      }
      put(zip, info + "RECORD", record.toString().getBytes(StandardCharsets.UTF_8));
    }
    Files.move(draft, wheel, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    wheel.toFile().setReadable(true, false);
  }

  /** The jar is stored as it is: it is compressed already. */
  private void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    if (name.endsWith(".jar")) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(sum.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256=" + Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
