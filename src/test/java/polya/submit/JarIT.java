package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
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
                "polya/.*|META-INF/(MANIFEST.MF|LICENSE|NOTICE)|" + "META-INF/(services|maven)/.*");
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

  @Test
  void theBillOfMaterialsListsTheLibrariesOfTheJar() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(TARGET.resolve("bom.json").toFile());
    assertThat(bom.path("metadata").path("component").path("name").asText())
        .isEqualTo("polya-spark4.1_2.13");
    List<String> names = bom.path("components").findValuesAsText("purl");
    assertThat(names).hasSameSizeAs(THIRD_PARTIES);
    assertThat(names).anyMatch(Pattern.compile("^pkg:maven/info.picocli/picocli@").asPredicate());
  }
}
