package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.golden.OnThisJava;

/** Java 21 without the module of vectors, as a slim runtime has it, gives the bits of Java 17. */
class Java21IT {
  private static final Path SAMPLE = Launch.root().resolve("data-samples/tiny/tiny.jsonl");

  @TempDir private Path folder;

  @Test
  void everyFamilyByEveryMethodHasTheDigestsOfJava17() throws Exception {
    Path java = Tools.java21().resolve("bin/java");
    List<String> options = new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    options.removeIf(option -> option.startsWith("--add-modules"));
    options.addAll(Launch.SHORT);
    options.addAll(List.of("-XX:+UseParallelGC", "-Xmx2g", "-Dbasedir=" + Launch.root()));
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    options.addAll(List.of(OnThisJava.class.getName(), folder.resolve("made").toString()));

    Launch launch = Launch.of(Launch.root(), Map.of(), java, options.toArray(String[]::new));

    assertThat(launch.exitCode()).as(launch.out() + launch.err()).isZero();
    assertThat(launch.out()).containsPattern("Java 21, scalar kernels: \\d+ rows as they were");
  }

  @Test
  void theLauncherLeavesOutWhatThisJavaLacks() throws Exception {
    String corpus = folder.resolve("corpus").toString();
    Launch launch =
        Launch.of(
            folder,
            Map.of("JAVA_HOME", Tools.java21().toString()),
            Launch.root().resolve("submit/polya"),
            "ingest",
            "--format=jsonl",
            "--input=" + SAMPLE,
            "--output=" + corpus);

    assertThat(launch.exitCode()).as(launch.err()).isZero();
    assertThat(launch.err()).isEmpty();
    assertThat(Files.readString(Path.of(corpus, "run.json")))
        .contains("\"kernels\" : \"scalar\"", "\"java\" : \"21.");
  }
}
