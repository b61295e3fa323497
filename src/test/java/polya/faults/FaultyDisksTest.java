package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polya.faults.Trial.Method;
import polya.spark.LocalSpark;
import polya.submit.Launch;

/**
 * A disk that is full, fails once or lies, at every kind of operation of a run that replaces a
 * model: the new model comes about, or the old one stays as it is and a sentence says why.
 */
@Tag("faults")
class FaultyDisksTest {
  private static final List<Integer> DOCUMENTED = List.of(4, 5, 6, 75);

  @TempDir private Path folder;

  @BeforeEach
  void quiet() {
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what is broken here.
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
    FaultyFileSystem.record(null);
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
  }

  private static Launch run(Trial trial) {
    return Launch.here(trial.train().toArray(String[]::new));
  }

  /** The training that replaces what is there, by a seed. */
  private Trial training(int seed) {
    FaultyFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), folder);
    return Trial.of(folder, "model")
        .by(Method.SHORT, "driver")
        .onDisk()
        .with("--overwrite", "--resume", "-p", "seed=" + seed);
  }

  /** Trains both models that will take turns, and finds out what a run does with its disk. */
  private List<String> kinds(Map<Integer, String> digests) throws IOException {
    Path log = folder.resolve("operations");
    for (int seed = 0; seed < 2; seed++) {
      FaultyFileSystem.record(seed == 0 ? null : log);
      Launch trained = run(training(seed));
      assertThat(trained.exitCode()).as(trained.err()).isZero();
      digests.put(seed, training(seed).digest());
    }
    FaultyFileSystem.record(null);
    return DiskOperations.kinds(log, folder.resolve("model"));
  }

  /** The manifest and every file that it names, with their bytes. */
  private Map<String, Integer> model() throws IOException {
    Map<String, Integer> all = new TreeMap<>();
    Path model = folder.resolve("model");
    JsonNode manifest = new ObjectMapper().readTree(model.resolve("model.json").toFile());
    all.put("model.json", Arrays.hashCode(Files.readAllBytes(model.resolve("model.json"))));
    for (JsonNode file : manifest.path("files")) {
      Path path = model.resolve(manifest.path("data").asText()).resolve(file.path("path").asText());
      all.put(path.toString(), Arrays.hashCode(Files.readAllBytes(path)));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(
      value = FileFault.Mode.class,
      names = {"ONCE", "LYING", "FULL"})
  void theNewModelComesAboutOrTheOldOneStays(FileFault.Mode mode) throws IOException {
    Map<Integer, String> digests = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    int seed = 0;
    int injected = 0;
    for (String kind : kinds(digests)) {
      Map<String, Integer> before = model();
      Trial training = training(seed);
      FaultyFileSystem.set(FileFault.at(kind, mode));
      Launch disturbed = run(training);
      if (FaultyFileSystem.heal()) {
        injected++;
        String told = mode + " " + kind + ": exit " + disturbed.exitCode() + " ";
        wrong.addAll(
            wrong(training, disturbed, digests.get(seed), before).map(told::concat).toList());
        int code = disturbed.exitCode();
        if (code != 0) {
          Launch again = run(training);
          if (again.exitCode() != 0) {
            wrong.add(told + "again: " + again.exitCode() + " " + again.err());
          }
        }
        boolean identical = training.digest().equals(digests.get(seed));
        FaultTable.tell("disk: " + mode.name().toLowerCase(Locale.ROOT), 1, code, identical);
        if (!identical) {
          wrong.add(told + "another model after all");
        }
      }
      seed = training.digest().equals(digests.get(seed)) ? 1 - seed : seed;
    }
    assertThat(wrong).isEmpty();
    assertThat(injected).isPositive();
  }

  private Stream<String> wrong(
      Trial training, Launch disturbed, String digest, Map<String, Integer> before)
      throws IOException {
    Launch topics = Launch.here("topics", "--model", folder.resolve("model").toString());
    if (topics.exitCode() != 0) {
      return Stream.of("no model can be read: " + topics.err());
    }
    boolean isNew = training.digest().equals(digest);
    if (disturbed.exitCode() == 0) {
      return isNew ? Stream.empty() : Stream.of("and no new model");
    }
    if (!DOCUMENTED.contains(disturbed.exitCode())) {
      return Stream.of(disturbed.err());
    }
    return isNew || model().equals(before) ? Stream.empty() : Stream.of("the old model is another");
  }
}
