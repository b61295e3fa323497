package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MisuseTest {
  @TempDir private Path folder;

  private static String told(String line) {
    Command command = Command.run(line.split(" "));
    assertThat(command.code()).as(command.err()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.err().lines()).hasSizeBetween(1, 2);
    assertThat(command.err())
        .startsWith("polya: Cannot ")
        .containsAnyOf("`polya help", "submit/polya --");
    return command.err();
  }

  @Test
  void anUnknownOptionIsNamedBeforeAMissingOne() {
    assertThat(told("train --corpos x"))
        .isEqualTo(
            "polya: Cannot use --corpos: train has no such option. Did you mean --corpus?"
                + " `polya help train` tells more.");
    assertThat(told("train --corpos=x --output y")).contains("Did you mean --corpus?");
    assertThat(told("ingest --formt text")).contains("Did you mean --format?");
    assertThat(told("transform --qqqqqq x")).contains("no such option. `polya help transform`");
  }

  @Test
  void whatIsMissingIsNamedWithoutTheRest() {
    assertThat(told("train"))
        .isEqualTo(
            "polya: Cannot run train without --corpus, --output: missing."
                + " `polya help train` tells more.");
    assertThat(told("train --output")).contains("--output: no value follows it; allowed is PATH.");
    assertThat(told("train --corpus --output y")).contains("--corpus: no value follows it");
  }

  @Test
  void aValueOfTheWrongKindIsShown() {
    assertThat(told("topics --model m --terms many"))
        .contains("--terms: many; allowed is a whole number.");
    assertThat(told("simulate --mean-length long")).contains("long; allowed is a number.");
    assertThat(told("train --overwrite=maybe")).contains("maybe; allowed is no value, true or");
    assertThat(told("train -p k")).contains("--parameter: k; allowed is NAME=VALUE.");
    assertThat(told("topics --model a --model b")).contains("--model: it is given twice");
    assertThat(told("topics --model a b")).contains("Cannot use the argument b: topics takes no");
    assertThat(told("params lda svi x"))
        .contains("Cannot use the argument x: params takes no more");
  }

  @ParameterizedTest
  @CsvSource({
    "train --num-topics 20,     -p k=…",
    "train -k 20,               -p k=…",
    "train --passes 20,         -p passes=…",
    "train --iterations 20,     -p passes=… or -p localIterations=…",
    "train --inference gibbs --num-iterations 20, -p burnIn=… or -p samples=…",
    "train --alpha 1,           -p docConcentration=…",
    "train --model gammapoisson --alpha 1, -p shape=…",
    "train --random-state 1,    -p seed=…",
    "train --input x,           --corpus",
    "train --algorithm gibbs,   --inference",
    "train --num-threads 4,     --master local[N] before the command",
    "grid --num-topics 5,       -p k=…",
    "simulate --beta 0.1,       -p topicConcentration=…",
    "ingest --corpus x,         --input",
    "ingest --min-df 2,         --min-document-frequency",
    "ingest --stoplist x,       --stop-words",
    "topics --num-top-words 5,  --terms",
    "train --parameters k=3,    --parameter",
    "infer,                     transform",
    "infer --model x,           transform",
    "fit,                       train",
    "evaluate,                  perplexity",
    "import-dir,                ingest",
    "show_topics,               topics",
    "trian,                     train",
    "version,                   --version",
    "help trian,                train",
  })
  void otherToolsNamesAreKnown(String line, String meant) {
    assertThat(told(line)).contains("Did you mean " + meant + "?");
  }

  @Test
  void anythingElseSuggestsNothing() {
    assertThat(told("qwertzu")).contains("no such command. `polya help` lists them.");
  }

  @Test
  void noOtherNameIsACommandOrAnOptionThatIsThere() {
    Map<String, CommandLine> commands = new CommandLine(new Main()).getSubcommands();
    commands.forEach(
        (name, command) -> {
          assertThat(commands)
              .doesNotContainKeys(OtherNames.ofCommand(name).toArray(String[]::new));
          for (OptionSpec option : command.getCommandSpec().options()) {
            for (String other :
                OtherNames.ofOption(command.getCommandSpec(), option.longestName())) {
              assertThat(command.getCommandSpec().findOption("--" + other))
                  .as("%s of %s", other, name)
                  .isNull();
            }
          }
        });
  }

  @Test
  void anOptionOfSparkGoesBeforeTheCommand() {
    assertThat(told("topics --master local[2] --model m"))
        .isEqualTo(
            "polya: Cannot use --master here: it is an option of spark-submit. Give it before the"
                + " command: submit/polya --master … topics …");
    assertThat(told("train --executor-memory=4g")).contains("before the command");
    assertThat(told("topics --conf spark.driver.memory=4g")).contains("before the command");
    assertThat(told("topics --conf conf/lda-svi.properties"))
        .contains("topics takes no file of parameters; grid, simulate, train do.");
  }

  @Test
  void oneConfNamesTheOther() {
    Command spark = train("--conf", "spark.executor.memory=4g");
    assertThat(spark.code()).isEqualTo(2);
    assertThat(spark.err())
        .contains("it is a setting of Spark")
        .contains("before the command: submit/polya --conf spark.executor.memory=4g train");
    Command parameter = train("--conf", "k=20");
    assertThat(parameter.code()).isEqualTo(2);
    assertThat(parameter.err()).contains("which -p k=20 sets");
  }

  private Command train(String... more) {
    String[] arguments = {"train", "--corpus", "x", "--output", folder.resolve("m").toString()};
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Command.run(all);
  }
}
