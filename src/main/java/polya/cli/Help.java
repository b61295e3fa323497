package polya.cli;

import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: how Polya or one of its commands is used. Needs no Spark. */
@Command(
    name = "help",
    description = "Tells how a command is used.",
    hidden = true, // The usage of Polya itself speaks of it.
    mixinStandardHelpOptions = true)
final class Help implements Runnable {
  private static final Set<String> ASKS = Set.of("help", "-help", "-?");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "Which command. Default: what commands there are.")
  private String command;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine polya = spec.commandLine().getParent();
    CommandLine asked = command == null ? polya : polya.getSubcommands().get(command);
    if (asked == null) {
      throw Misuse.unknownCommand(polya, command);
    }
    asked.usage(polya.getOut());
  }

  /** The arguments with other ways to ask for help put in Polya's own: {@code train help}. */
  static String[] understood(String... arguments) {
    if (arguments.length == 0 || arguments.length == 1 && ASKS.contains(arguments[0])) {
      return new String[] {"help"};
    }
    return arguments.length == 2 && ASKS.contains(arguments[1])
        ? new String[] {"help", arguments[0]}
        : arguments;
  }
}
