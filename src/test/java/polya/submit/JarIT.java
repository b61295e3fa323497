package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published: one jar that needs nothing beside Spark, and a POM that asks for nothing. */
class JarIT {
  /** Work of others in the jar, by where it lies; META-INF/NOTICE names each. */
  private static final Set<String> THIRD_PARTIES =
      Set.of("polya/shaded/lucene", "polya/shaded/picocli", "polya/shaded/snowball");

  private static final Path TARGET = Launch.root().resolve("target");

  private static Path jar() {
    String version = System.getProperty("project.version");
    return TARGET.resolve("polya-spark4.1_2.13-" + version + ".jar");
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return jar.stream().filter(e -> !e.isDirectory()).map(e -> e.getName()).toList();
    }
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes());
    }
  }

  @Test
  void holdsNoClassesButOursAndThoseOfLibrariesThatAreAllowed() throws IOException {
    Set<String> others = new TreeSet<>();
    for (String entry : entries()) {
      if (entry.startsWith("polya/shaded/")) {
        others.add(String.join("/", List.of(entry.split("/")).subList(0, 3)));
      } else {
        assertThat(entry)
            .matches(
                "polya/.*|META-INF/(MANIFEST.MF|LICENSE|NOTICE)|META-INF/(services|maven|polya)/.*");
      }
    }
    assertThat(others).isEqualTo(THIRD_PARTIES);
  }

  @Test
  void hasLicenceAndNoticeOfEachLibrary() throws IOException {
    assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0");
    assertThat(text("META-INF/NOTICE"))
        .contains(THIRD_PARTIES.stream().map(path -> path.replace('/', '.')).toList());
  }

  @Test
  void isSmallerThanItsLimit() throws IOException {
    assertThat(Files.size(jar())).isLessThan(Long.getLong("jar.bytes.max"));
  }

  @Test
  void servicesNameClassesOfTheJar() throws IOException {
    List<String> entries = entries();
    List<String> services =
        entries.stream().filter(e -> e.startsWith("META-INF/services/")).toList();
    assertThat(services).isNotEmpty();
    for (String service : services) {
      for (String name : text(service).lines().filter(l -> !l.matches("\\s*(#.*)?")).toList()) {
        assertThat(entries).as(service).contains(name.strip().replace('.', '/') + ".class");
      }
    }
  }

  @Test
  void thePublishedPomAsksForNothing() throws IOException {
    String pom = Files.readString(TARGET.resolve("published-pom.xml"));
    assertThat(pom)
        .contains("<artifactId>polya-spark4.1_2.13</artifactId>", "<license>")
        .doesNotContain("<dependenc", "<build>", "<parent>", "spark-core", "provided");
  }

  @Test
  void sourcesLieBesideIt() throws IOException {
    String name = jar().getFileName().toString().replaceFirst("\\.jar$", "-sources.jar");
    try (JarFile sources = new JarFile(TARGET.resolve(name).toFile())) {
      assertThat(sources.getEntry("polya/cli/Main.java")).isNotNull();
    }
  }

  /** Licences of others' work that the jar may hold; NOTICE says what they ask for. */
  private static final Set<String> LICENCES = Set.of("Apache-2.0");

  /** Where classes of others lay before they were relocated. */
  private static String original(String entry) {
    return entry
        .replaceFirst("^polya/shaded/picocli/", "picocli/")
        .replaceFirst("^polya/shaded/lucene/", "org/apache/lucene/")
        .replaceFirst("^polya/shaded/snowball/", "org/tartarus/snowball/");
  }

  private static JsonNode bill() throws IOException {
    return new ObjectMapper().readTree(TARGET.resolve("bom.json").toFile());
  }

  /** The jar of a component, on the path of this JVM. */
  private static Path library(JsonNode component) {
    String name = component.path("name").asText() + "-" + component.path("version").asText();
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.endsWith(name + ".jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " was built with"));
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(hash);
  }

  @Test
  void theBillOfMaterialsIsWhatTheJarHolds() throws Exception {
    assertThat(bill().path("metadata").path("component").path("purl").asText())
        .startsWith("pkg:maven/polya/polya-spark4.1_2.13@" + System.getProperty("project.version"));
    Set<String> left = new TreeSet<>();
    entries().stream()
        .filter(e -> e.startsWith("polya/shaded/") && e.endsWith(".class"))
        .forEach(e -> left.add(original(e)));
    for (JsonNode component : bill().path("components")) {
      Path library = library(component);
      assertThat(component.path("hashes").toString()).contains(sha256(library));
      try (JarFile jar = new JarFile(library.toFile())) {
        assertThat(left.removeAll(jar.stream().map(e -> e.getName()).toList()))
            .as("the jar holds something of %s", library)
            .isTrue();
      }
    }
    assertThat(left).as("classes of libraries that the bill does not name").isEmpty();
  }

  @Test
  void allThatItHoldsIsLicensedAsIsAllowed() throws IOException {
    for (JsonNode component : bill().path("components")) {
      List<String> licences = component.path("licenses").findValuesAsText("id");
      assertThat(licences).as(component.path("purl").asText()).isNotEmpty();
      assertThat(LICENCES).containsAll(licences);
    }
  }
}
