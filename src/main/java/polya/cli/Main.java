package polya.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import polya.Failure;
import polya.spark.Causes;

/** The entry point: {@code polya <command> [options]}. */
@Command(
    name = "polya",
    description = "Topic models for corpora that outgrow one machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      Ingest.class,
      Analyse.class,
      Train.class,
      Publish.class,
      Perplexity.class,
      Compare.class,
      Transform.class,
      Predict.class,
      Recommend.class,
      Topics.class,
      Describe.class,
      Trends.class,
      Report.class,
      Merge.class,
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
   * Runs one command and ends the JVM with its exit code; where a platform owns the JVM ({@link
   * #isGuest}), a failure is thrown instead, with the code and the sentence, and nothing exits.
   */
  public static void main(String[] arguments) {
    if (!isGuest()) {
      OutputStream out = new FileOutputStream(FileDescriptor.out);
      System.exit(
          printed(
              new Printed(out), new Printed(new FileOutputStream(FileDescriptor.err)), arguments));
    } else {
      asGuest(System.out, System.err, arguments);
    }
  }

  /**
   * Whether somebody else owns this JVM: Databricks, or YARN where the driver is on the cluster,
   * which takes every exit, with 0 too, for a failure, and shows an exception to who submitted it.
   */
  static boolean isGuest() {
    return System.getenv("DATABRICKS_RUNTIME_VERSION") != null
        || ("yarn".equals(System.getProperty("spark.master"))
            && "cluster".equals(System.getProperty("spark.submit.deployMode")));
  }

  /**
   * Runs one command in a JVM that somebody else owns.
   *
   * @throws IllegalStateException with the exit code and the sentence, if it fails
   */
  static void asGuest(OutputStream out, OutputStream err, String... arguments) {
    Printed told = new Printed(err);
    int code = printed(new Printed(out), told, arguments);
    if (code != 0) {
      throw new IllegalStateException(
          "polya ended with exit code " + code + told.sentence().map(s -> ": " + s).orElse(""));
    }
  }

  private static int printed(Printed out, Printed err, String... arguments) {
    return out.ended(run(out.writer(), err.writer(), arguments), err.writer());
  }

  /**
   * Runs one command in this JVM and returns its exit code; output and errors go to the writers.
   * Whatever is thrown ends in a sentence and its code, or as a bug with its trace and 1.
   */
  public static int run(PrintWriter out, PrintWriter errors, String... arguments) {
    PrintWriter err = ShownLines.to(errors);
    try {
      LostCharacters.refuse(arguments);
      String[] understood = Help.understood(arguments);
      return commands(understood)
          .setOut(out)
          .setErr(err)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .setExpandAtFiles(false)
          .setParameterExceptionHandler(Misuse::told)
          .setExecutionExceptionHandler((e, command, result) -> report(e, err))
          .execute(understood);
    } catch (Failure | Error e) { // picocli lets errors pass.
      return report(e, err);
    }
  }

  /**
   * The command that is asked for, by itself: picocli reads every option of every command that it
   * is given, which for all of them takes longer than many commands do. All, where none is named.
   */
  private static CommandLine commands(String... arguments) {
    Command all = Main.class.getAnnotation(Command.class);
    for (Class<?> type : all.subcommands()) {
      String name = type.getAnnotation(Command.class).name();
      if (type != Help.class && arguments.length > 0 && arguments[0].equals(name)) {
        return new CommandLine(CommandSpec.create().name(all.name())).addSubcommand(name, type);
      }
    }
    return new CommandLine(new Main());
  }

  private static int report(Throwable thrown, PrintWriter err) {
    RuntimeException e = Causes.of(thrown);
    if (e instanceof Failure failure) {
      err.println(Printed.SENTENCE + Printable.text(failure.getMessage()));
      return failure.kind().exitCode();
    }
    err.println(
        Printed.SENTENCE + "a bug, not a mistake of yours. Please report it with what follows.");
    e.printStackTrace(err); // Line by line, each without secrets.
    return 1;
  }
}
