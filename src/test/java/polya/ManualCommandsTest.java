package polya;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import polya.cli.Main;
import polya.infer.ModelFamily;
import polya.params.Parameter;

/**
 * Commands of the manual that are not run, since they have places to fill or take too long: their
 * names, options and parameters exist.
 */
class ManualCommandsTest {
  private static final Map<String, CommandLine> COMMANDS =
      new CommandLine(new Main()).getSubcommands();

  /** The commands of a block: lines that end with a backslash go on, and comments are none. */
  private static List<String> commands(Manual.Block block) {
    return String.join("\n", block.lines())
        .replace("\\\n", " ")
        .lines()
        .map(line -> line.replaceFirst("\\s#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static List<String> all() {
    return Manual.blocks("sh").stream().flatMap(block -> commands(block).stream()).toList();
  }

  @Test
  void areOfKindsThatAreChecked() {
    assertThat(all())
        .isNotEmpty()
        .allMatch(
            c -> c.matches("(submit/polya|mvn) .*|submit/quickstart|export .*|java -version"));
  }

  @Test
  void ofPolyaHaveCommandsOptionsAndParametersThatExist() {
    for (String line : all()) {
      if (line.startsWith("submit/polya ") && !line.contains("<command>")) {
        // Brackets say what may be left out.
        String[] words = line.replaceAll("[\\[\\]…]", " ").strip().split("\\s+");
        int at = 1;
        while (words[at].startsWith("-")) {
          at += 2; // What stands before the command is spark-submit's.
        }
        assertThat(COMMANDS).as(line).containsKey(words[at]);
        checkOptions(line, COMMANDS.get(words[at]), Arrays.asList(words).subList(at, words.length));
      }
    }
  }

  private static void checkOptions(String line, CommandLine command, List<String> words) {
    Set<String> names = command.getCommandSpec().optionsMap().keySet();
    Set<String> parameters = parameters();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith("-")) {
        assertThat(names).as(line).contains(words.get(i));
      }
      if (words.get(i).equals("-p")) {
        assertThat(parameters).as(line).contains(words.get(i + 1).replaceFirst("=.*", ""));
      }
    }
  }

  private static Set<String> parameters() {
    Set<String> names = new HashSet<>();
    for (ModelFamily family : ModelFamily.all()) {
      Stream.concat(
              family.inferences().stream().flatMap(m -> family.parameters(m).stream()),
              family.generator().parameters().stream())
          .map(Parameter::name)
          .forEach(names::add);
    }
    return names;
  }

  @Test
  void ofMavenHaveTestsAndBenchmarksThatExist() throws IOException {
    String pom = Files.readString(Manual.ROOT.resolve("pom.xml"));
    Set<String> tests = tests();
    for (String line : all()) {
      if (line.startsWith("mvn ")) {
        values(line, "exec:exec@([\\w-]+)")
            .forEach(id -> assertThat(pom).as(line).contains("<id>" + id + "</id>"));
        values(line, "-P(\\w+)")
            .forEach(id -> assertThat(pom).as(line).contains("<id>" + id + "</id>"));
        for (String names : values(line, "-Dtest='?([\\w.*,]+)")) {
          for (String name : names.split(",")) {
            Pattern pattern = Pattern.compile(name.replace(".", "\\.").replace("*", ".*"));
            assertThat(tests).as(line).anyMatch(test -> pattern.matcher(test).matches());
          }
        }
      }
    }
  }

  private static List<String> values(String line, String pattern) {
    return Pattern.compile(pattern).matcher(line).results().map(m -> m.group(1)).toList();
  }

  /** Classes of tests, each with and without its package. */
  private static Set<String> tests() throws IOException {
    Set<String> names = new HashSet<>();
    for (String folder : List.of("src/test/java", "src/bench/java")) {
      Path root = Manual.ROOT.resolve(folder);
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = root.relativize(file).toString().replaceFirst("\\.java$", "");
          names.add(name.replace('/', '.'));
          names.add(name.substring(name.lastIndexOf('/') + 1));
        }
      }
    }
    return names.stream().filter(n -> n.endsWith("Test")).collect(Collectors.toSet());
  }
}
