package polya.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import polya.Failure;

/** The entry point: {@code polya <command> [options]}. */
@Command(
    name = "polya",
    description = "Topic models for corpora that outgrow one machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      Ingest.class,
      Train.class,
      Perplexity.class,
      Compare.class,
      Transform.class,
      Recommend.class,
      Topics.class,
      Coherence.class,
      Grid.class,
      Simulate.class,
      Params.class,
      Clean.class,
      Help.class
    },
    footer = {
      "",
      "`polya help COMMAND` tells more of one, `polya params` of every parameter. Options of"
          + " spark-submit (--master, --driver-memory, --conf KEY=VALUE, …) go before the command."
    })
public final class Main {
  /**
   * Runs one command and ends the JVM with its exit code; where a platform owns the JVM
   * (Databricks), a failure is thrown instead and nothing exits.
   */
  public static void main(String[] arguments) {
    int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
    if (System.getenv("DATABRICKS_RUNTIME_VERSION") == null) {
      System.exit(code);
    } else if (code != 0) {
      throw new IllegalStateException("polya ended with exit code " + code);
    }
  }

  /**
   * Runs one command in this JVM and returns its exit code; output and errors go to the writers.
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Misuse::told)
        .setExecutionExceptionHandler(Main::report)
        .execute(Help.understood(arguments));
  }

  private static int report(Exception e, CommandLine command, CommandLine.ParseResult result) {
    PrintWriter err = command.getErr();
    if (e instanceof Failure failure) {
      err.println("polya: " + Printable.text(failure.getMessage()));
      return failure.kind().exitCode();
    }
    err.println("polya: a bug, not a mistake of yours. Please report it with what follows.");
    e.printStackTrace(err);
    return 1;
  }
}
