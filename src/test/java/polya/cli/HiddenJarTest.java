package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polya.spark.LocalSpark;

/**
 * Commands under threads whose context loader does not see Polya's jar, as those of py4j, of
 * notebooks and of Spark Connect: models are found through the loader that Polya itself came by.
 */
class HiddenJarTest {
  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  /** Sees all that the other loader sees, but nothing of Polya's. */
  private static final class Hiding extends ClassLoader {
    Hiding(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("polya.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
      return name.contains("polya") ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      String classes = Path.of("target/classes").toAbsolutePath().toUri().getPath();
      return Collections.enumeration(
          Collections.list(super.getResources(name)).stream()
              .filter(found -> !found.getPath().startsWith(classes))
              .toList());
    }
  }

  @BeforeEach
  void hide() {
    LocalSpark.session();
    thread.setContextClassLoader(new Hiding(before));
  }

  @AfterEach
  void show() {
    thread.setContextClassLoader(before);
  }

  @Test
  void familiesAreFound() {
    Command params = Command.run("params", "hpf");

    assertThat(params.code()).as(params.err()).isZero();
    assertThat(params.out()).contains("passes");
  }

  @Test
  void aSavedModelIsRead() {
    Command topics =
        Command.run("topics", "--model", "src/test/resources/polya/spark/model-format-2");

    assertThat(topics.code()).as(topics.err()).isZero();
    assertThat(topics.out()).startsWith("topic");
  }
}
