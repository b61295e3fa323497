package polya;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import polya.cli.Main;
import polya.infer.ModelFamily;

/**
 * What the manual has from elsewhere is as it is there. With {@code -Dmanual.write=true} tables and
 * picture are written anew instead.
 */
class ManualTablesTest {
  private static final boolean WRITE = Boolean.getBoolean("manual.write");

  /** The page that tells of a command; {@code params} is told of with all of them. */
  private static final Map<String, String> PAGE_OF =
      Map.ofEntries(
          Map.entry("ingest", "corpora.md"),
          Map.entry("analyse", "text.md"),
          Map.entry("train", "training.md"),
          Map.entry("publish", "gates.md"),
          Map.entry("perplexity", "evaluation.md"),
          Map.entry("compare", "evaluation.md#comparing-two-models"),
          Map.entry("transform", "transform.md"),
          Map.entry("predict", "attributes.md#predictions"),
          Map.entry("recommend", "recommend.md"),
          Map.entry("topics", "topics.md"),
          Map.entry("coherence", "topics.md#do-the-topics-make-sense"),
          Map.entry("describe", "describe.md"),
          Map.entry("trends", "trends.md"),
          Map.entry("report", "report.md"),
          Map.entry("merge", "merge.md"),
          Map.entry("grid", "grid.md"),
          Map.entry("simulate", "simulate.md"),
          Map.entry("clean", "outputs.md#what-crashed-runs-leave"));

  static List<Arguments> families() {
    List<Arguments> methods = new ArrayList<>();
    for (ModelFamily family : ModelFamily.all()) {
      family.inferences().forEach(method -> methods.add(Arguments.of(family.name(), method)));
      methods.add(Arguments.of(family.name(), "simulation"));
    }
    return methods;
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyFamilyHasAPageWithTheTablesOfItsDeclarations(String model, String method)
      throws IOException {
    StringWriter table = new StringWriter();
    PrintWriter err = new PrintWriter(System.err);
    assertThat(Main.run(new PrintWriter(table), err, "params", model, method, "--markdown"))
        .isZero();
    has(
        Manual.page("models/" + model + ".md"),
        "params " + model + " " + method,
        table.toString().lines().toList());
  }

  @Test
  void theReadmeHasEveryCommandByItsOwnDescription() throws IOException {
    List<String> table = new ArrayList<>(List.of("| command | what it does |", "|---|---|"));
    new CommandLine(new Main())
        .getSubcommands()
        .forEach(
            (name, command) ->
                table.add(
                    "| [`%s`](src/site/markdown/%s) | %s |"
                        .formatted(
                            name,
                            PAGE_OF.getOrDefault(name, "commands.md"),
                            command.getCommandSpec().usageMessage().description()[0])));
    has(Manual.readme(), "commands", table);
  }

  @Test
  void everyCommandIsToldOf() {
    assertThat(new CommandLine(new Main()).getSubcommands().keySet())
        .allSatisfy(
            name -> assertThat(Manual.page("commands.md").text()).contains("| `" + name + "` |"));
  }

  @Test
  void everyExitCodeIsToldOf() {
    assertThat(Arrays.stream(Failure.Kind.values()).map(Failure.Kind::exitCode))
        .allSatisfy(
            code -> assertThat(Manual.page("errors.md").text()).contains("\n| " + code + " | "));
  }

  /** The README's picture shows what the table of the benchmark has. */
  @Test
  void thePictureIsThatOfTheFigures() throws IOException {
    Path file = Manual.ROOT.resolve("src/site/resources/images/peers.svg");
    String picture = PeersPicture.of(Manual.page("measured.md").text());
    if (WRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, picture);
    }
    assertThat(Files.readString(file)).as("%s, see building.md", file).isEqualTo(picture);
  }

  /** Checks or writes the table below a page's marker. */
  static void has(Manual.Page page, String marker, List<String> table) throws IOException {
    Matcher there =
        Pattern.compile("<!-- " + marker + " -->\n\n((?:\\|.*\n)+)").matcher(page.text());
    assertThat(there.find()).as("%s has the marker %s and a table", page, marker).isTrue();
    String expected = String.join("\n", table) + "\n";
    if (WRITE) {
      Files.writeString(
          page.file(),
          new StringBuilder(page.text())
              .replace(there.start(1), there.end(1), expected)
              .toString());
    } else {
      assertThat(there.group(1))
          .as("%s below %s; mvn -B test -Dtest='Manual*Test' -Dmanual.write=true", page, marker)
          .isEqualTo(expected);
    }
  }
}
