package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/**
 * Every command against every fault that it shares with others: what it says, and that whatever it
 * refuses leaves the surroundings byte for byte as they were.
 */
@Tag("long")
class FaultTableTest {
  /** What people have in a folder, and what of it looks like Polya's. */
  private static final Map<String, String> SOMEBODYS =
      new TreeMap<>(
          Map.of(
              "notes.txt", "mine",
              "run.json", "{\"mine\": true}",
              "metrics.jsonl", "{\"loss\": 3}\n",
              "data-2024.jsonl", "{}",
              "data-raw/posts.jsonl", "{}",
              "data-20260101T000000-0123abcd/posts.jsonl", "{}",
              "polya-data-mine/a.txt", "mine",
              ".hidden", "mine",
              ".checkpoint/round-5/mine", "mine"));

  @TempDir private static Path folder;
  private static TrainedModel made;
  private static Map<String, String> untouched;

  @BeforeAll
  static void make() throws IOException {
    LocalSpark.session();
    made = TrainedModel.in(folder);
    untouched = everything();
  }

  @BeforeEach
  void quiet() {
    LocalSpark.session().sparkContext().setLogLevel("OFF");
  }

  @AfterEach
  void clear() throws IOException {
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
    for (File entry : folder.toFile().listFiles((f, name) -> name.startsWith("out"))) {
      FileUtils.forceDelete(entry);
    }
    assertThat(everything()).isEqualTo(untouched);
  }

  /** Every file below the folder, with its bytes, and every empty folder. */
  private static Map<String, String> everything() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        all.put(
            folder.relativize(path).toString(),
            Files.isDirectory(path) ? "" : "" + Arrays.hashCode(Files.readAllBytes(path)));
      }
    }
    return all;
  }

  @Test
  void everyCommandHasARow() {
    Set<String> rows = new TreeSet<>();
    Shape.all().forEach(shape -> rows.add(shape.command()));
    assertThat(rows)
        .isEqualTo(new TreeSet<>(new CommandLine(new Main()).getSubcommands().keySet()));
  }

  @Test
  void everyOptionOfAPathIsInItsRow() {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (Shape shape : Shape.all()) {
      Set<String> options = rows.computeIfAbsent(shape.command(), c -> new TreeSet<>());
      options.addAll(shape.inputs().keySet());
      options.addAll(shape.outputs());
    }
    // Files of words and settings, read as they are; nothing is written where they lie.
    Set<String> others =
        Set.of("--ids", "--column", "--stop-words", "--conf", "--observed", "--labels");
    rows.keySet().removeAll(Set.of("publish", "analyse", "report")); // Their rows say why.
    rows.forEach(
        (name, options) ->
            new CommandLine(new Main())
                .getSubcommands().get(name).getCommandSpec().options().stream()
                    .filter(o -> o.paramLabel().matches("(.*=)?(PATH|FILE|MODEL)"))
                    .filter(o -> !others.contains(o.longestName()))
                    // In place of a corpus, see ScoredTextsTest.
                    .filter(
                        o -> !options.contains("--corpus") || !o.longestName().equals("--input"))
                    .forEach(o -> assertThat(options).as(name).contains(o.longestName())));
    Shape.all().stream()
        .filter(s -> s.outputs().isEmpty() || s.inputs().values().stream().noneMatch(Kinds::corpus))
        .forEach(s -> assertThat(s.without()).as("a reason for %s", s).isNotEmpty());
  }

  /** Method references to enum methods that read better than casts. */
  private static final class Kinds {
    static boolean corpus(Shape.Kind kind) {
      return kind.isCorpus();
    }
  }

  private static List<Arguments> outputs() {
    List<Arguments> cells = new ArrayList<>();
    for (Shape shape : Shape.all()) {
      if (!shape.outputs().isEmpty()) {
        cells.add(Arguments.of(shape, shape.outputs().get(shape.outputs().size() - 1)));
      }
    }
    return cells;
  }

  private static void refused(Command run, int code, String... parts) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err().lines().filter(line -> line.startsWith("polya: ")))
        .as(run.err())
        .singleElement()
        .satisfies(line -> assertThat(line).contains(parts).startsWith("polya: Cannot "));
    assertThat(run.out()).isEmpty();
  }

  private static Map<String, UnaryOperator<String>> at(String option, Path path) {
    return Map.of(option, any -> path.toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  void aFolderThatHoldsWhatIsSomebodysStaysAsItIs(Shape shape, String option) throws IOException {
    Path out = folder.resolve("out-taken");
    for (Map.Entry<String, String> file : SOMEBODYS.entrySet()) {
      FileUtils.deleteDirectory(out.toFile());
      Files.createDirectories(out.resolve(file.getKey()).getParent());
      Files.writeString(out.resolve(file.getKey()), file.getValue());
      Map<String, String> before = everything();
      String name = file.getKey().replaceFirst("/.*", "");
      refused(shape.run(made, at(option, out)), 4, name, "nothing was changed");
      refused(shape.run(made, at(option, out), overwrite(shape)), 4, name, "nothing was changed");
      assertThat(everything()).as(file.getKey()).isEqualTo(before);
    }
  }

  private static String[] overwrite(Shape shape) {
    return shape.command().equals("grid") ? new String[0] : new String[] {"--overwrite"};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  void anOutputThatHasToDoWithAnInputIsRefused(Shape shape, String option) throws IOException {
    Map<String, String> before = everything();
    for (Map.Entry<String, Shape.Kind> input : shape.inputs().entrySet()) {
      Path read = folder.resolve(input.getValue().file());
      refused(shape.run(made, at(option, folder)), 4, "lies inside it");
      refused(shape.run(made, at(option, read)), 4, "Cannot write ");
      if (Files.isDirectory(read)) {
        refused(shape.run(made, at(option, read.resolve("out"))), 4, "holds it");
      }
    }
    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  void oneOutputInsideTheOtherIsRefused(Shape shape, String option) throws IOException {
    Map<String, String> before = everything();
    if (shape.outputs().size() > 1) {
      Path first = folder.resolve("out-first");
      Map<String, UnaryOperator<String>> inside =
          Map.of("--output", any -> first.toString(), option, any -> first.resolve("x").toString());
      refused(shape.run(made, inside), 4, "holds it");
      refused(shape.run(made, inside, "--overwrite"), 4, "holds it");
    }
    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  void anOutputThatAnotherRunHoldsIsRefusedByTheHoldersName(Shape shape, String option)
      throws IOException {
    Path out = folder.resolve("out-held");
    Files.writeString(
        folder.resolve(".out-held.polya-lease"), holder(out, ProcessHandle.current()));
    Map<String, String> before = everything();
    refused(
        shape.run(made, at(option, out)),
        4,
        "another run writes there",
        "process ",
        "--break-lease");
    assertThat(everything()).isEqualTo(before);
    Files.delete(folder.resolve(".out-held.polya-lease"));
  }

  private static String holder(Path out, ProcessHandle process) throws IOException {
    ObjectNode lease = new ObjectMapper().createObjectNode();
    lease.put("output", "file:" + out).put("run", "another").put("since", "2026-01-01T00:00:00Z");
    lease.put("host", java.net.InetAddress.getLocalHost().getHostName()).put("pid", process.pid());
    return lease.put("processStart", 0).toString();
  }

  private static List<Arguments> stores() {
    List<Arguments> cells = new ArrayList<>();
    for (Shape shape : Shape.all()) {
      shape
          .inputs()
          .forEach(
              (option, kind) -> {
                if (kind.isCorpus() || kind.isModel()) {
                  cells.add(Arguments.of(shape, option, kind));
                }
              });
    }
    return cells;
  }

  /** A copy of what is read, with its manifest's text. */
  private static Path copy(Shape.Kind kind) throws IOException {
    Path copy = folder.resolve("out-copy");
    FileUtils.deleteDirectory(copy.toFile());
    FileUtils.copyDirectory(folder.resolve(kind.file()).toFile(), copy.toFile());
    return copy;
  }

  private static List<Path> parts(Path store, String table) throws IOException {
    try (Stream<Path> paths = Files.walk(store)) {
      return paths
          .filter(
              p -> p.getParent().endsWith(table) && p.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("stores")
  void halfAStoreIsNotTakenForAWholeOne(Shape shape, String option, Shape.Kind kind)
      throws IOException {
    for (String table : kind.isCorpus() ? List.of("documents", "vocabulary") : List.of("topics")) {
      Path copy = copy(kind);
      Files.delete(parts(copy, table).get(0));
      refused(
          shape.run(made, at(option, copy)), 5, copy.toString(), table + "/part-", "is missing");
      copy = copy(kind);
      Path part = parts(copy, table).get(0);
      Files.write(part, Arrays.copyOf(Files.readAllBytes(part), 100));
      refused(shape.run(made, at(option, copy)), 5, copy.toString(), "has 100 bytes and not ");
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("stores")
  void aStoreWithoutAListOfFilesIsHeldAgainstItsCounts(Shape shape, String option, Shape.Kind kind)
      throws IOException {
    Path copy = copy(kind);
    Path manifest = copy.resolve(kind.isCorpus() ? CorpusStore.MANIFEST : "model.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
    json.remove("files");
    Files.deleteIfExists(copy.resolve("." + manifest.getFileName() + ".crc"));
    if (kind.isCorpus()) {
      long documents = json.path("documents").asLong();
      Files.writeString(manifest, json.put("documents", 7 * documents).toString());
      refused(
          shape.run(made, at(option, copy)),
          5,
          "it holds " + documents + " documents",
          String.format("its manifest says %,d documents", 7 * documents));
    }
    Files.writeString(manifest, "");
    refused(shape.run(made, at(option, copy)), 5, copy.toString(), "damaged");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("stores")
  void aStoreThatIsNotThereIsTold(Shape shape, String option, Shape.Kind kind) {
    Path none = folder.resolve("none");
    refused(
        shape.run(made, at(option, none)),
        kind.isCorpus() ? 3 : 5,
        none.toString(),
        "there is no " + (kind.isCorpus() ? "corpus.json" : "model.json"));
  }

  /** Paths that lead nowhere, with the codes that they may end in. */
  private static final Map<String, List<Integer>> NOWHERE =
      new TreeMap<>(
          Map.of(
              "", List.of(2, 3),
              "b:v1", List.of(2, 3),
              "s3://b/x", List.of(2),
              "gs://b/x", List.of(2),
              "nosuch://b/x", List.of(2)));

  /** A fault of the environment is a sentence and no bug, and nothing was changed. */
  private static void told(Command run, String path, List<Integer> codes) {
    assertThat(codes).as("%s: %s", path, run.err()).contains(run.code());
    assertThat(run.err().lines().filter(line -> line.startsWith("polya: Cannot ")))
        .as(run.err())
        .hasSize(1);
    assertThat(run.err()).doesNotContain("\tat ", "a bug");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  void anOutputThatLeadsNowhereIsASentence(Shape shape, String option) throws IOException {
    Map<String, String> before = everything();
    NOWHERE.forEach(
        (path, codes) -> told(shape.run(made, Map.of(option, any -> path)), path, codes));
    told(shape.run(made, Map.of(option, any -> "/proc/polya/x")), "/proc", List.of(6));
    told(shape.run(made, at(option, folder.resolve("test.uci/x/y"))), "a file", List.of(4));
    Map<String, String> after = everything();
    // The first of two outputs gets the record of the run.
    after.keySet().removeIf(path -> path.startsWith("out--output"));
    assertThat(after).isEqualTo(before);
  }

  private static List<Arguments> inputs() {
    List<Arguments> cells = new ArrayList<>();
    Shape.all()
        .forEach(shape -> shape.inputs().keySet().forEach(o -> cells.add(Arguments.of(shape, o))));
    return cells;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("inputs")
  void anInputThatLeadsNowhereIsASentence(Shape shape, String option) {
    NOWHERE.forEach(
        (path, codes) -> {
          List<Integer> input = path.equals("b:v1") || path.isEmpty() ? List.of(2, 3, 5) : codes;
          told(shape.run(made, Map.of(option, any -> path)), path, input);
        });
  }
}
