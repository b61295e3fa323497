package polya.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import polya.Failure;
import polya.infer.ModelFamily;
import polya.params.Meant;
import polya.params.Parameter;

/**
 * What is said of a command line that cannot be understood: one sentence about the first thing that
 * is wrong, what was probably meant, and where more is told. An option that does not exist comes
 * before one that is missing, since a slip of the finger is both.
 */
final class Misuse {
  private final CommandLine command;
  private final List<String> arguments;

  private Misuse(CommandLine command, String[] arguments) {
    this.command = command;
    this.arguments = List.of(arguments);
  }

  /** Says it on stderr, and returns the exit code. */
  static int told(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    Failure failure = new Misuse(command, arguments).failure(e);
    command.getErr().println(Printed.SENTENCE + Printable.text(failure.getMessage()));
    return failure.kind().exitCode();
  }

  /** A command that does not exist. */
  static Failure unknownCommand(CommandLine polya, String name) {
    Map<String, List<String>> known = new LinkedHashMap<>();
    polya.getSubcommands().keySet().forEach(c -> known.put(c, OtherNames.ofCommand(c)));
    known.put("--version", OtherNames.ofCommand("--version"));
    return Failure.usage(
        "Cannot run "
            + name
            + ": there is no such command."
            + suggestion(Meant.of(name, known))
            + " `polya help` lists them.");
  }

  private static String suggestion(Optional<String> meant) {
    return meant.map(name -> " Did you mean " + name + "?").orElse("");
  }

  private Failure failure(ParameterException e) {
    List<String> unknown = command.getUnmatchedArguments();
    if (!unknown.isEmpty()) {
      boolean options = !isPolya() || unknown.get(0).startsWith("-");
      return unknown.stream()
          .filter(text -> options && text.startsWith("-"))
          .findFirst()
          .map(this::unknownOption)
          .orElseGet(() -> unknownWord(unknown.get(0)));
    }
    if (e instanceof MissingParameterException missing) {
      return missing(missing);
    }
    if (e instanceof OverwrittenOptionException twice) {
      return refused(name(twice.getOverwritten()), "it is given twice; allowed is once.");
    }
    ArgSpec of = e.getArgSpec();
    return of == null || e.getValue() == null && !of.typeInfo().isMap()
        ? Failure.usage("Cannot read the arguments: " + e.getMessage() + "." + more())
        : refused(
            name(of), Objects.toString(e.getValue(), "no pair") + "; allowed is " + kind(of) + ".");
  }

  private Failure refused(String option, String why) {
    return Failure.usage("Cannot use " + option + ": " + why + more());
  }

  private String more() {
    return " `polya help" + (isPolya() ? "" : " " + command.getCommandName()) + "` tells more.";
  }

  private boolean isPolya() {
    return command.getParent() == null;
  }

  private Failure unknownWord(String word) {
    return isPolya()
        ? unknownCommand(command, word)
        : Failure.usage(
            "Cannot use the argument "
                + word
                + ": "
                + command.getCommandName()
                + " takes no "
                + (command.getCommandSpec().positionalParameters().isEmpty() ? "" : "more ")
                + "words beside its options and their values."
                + more());
  }

  private Failure missing(MissingParameterException e) {
    Optional<ArgSpec> bare = e.getMissing().stream().filter(this::isGiven).findFirst();
    if (bare.isPresent()) {
      return refused(name(bare.get()), "no value follows it; allowed is " + kind(bare.get()) + ".");
    }
    String names = e.getMissing().stream().map(Misuse::name).collect(Collectors.joining(", "));
    return Failure.usage(
        "Cannot run " + command.getCommandName() + " without " + names + ": missing." + more());
  }

  private boolean isGiven(ArgSpec spec) {
    return spec instanceof OptionSpec option
        && Arrays.stream(option.names()).anyMatch(arguments::contains);
  }

  private static String name(ArgSpec spec) {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }

  /** What values of an option are. */
  private static String kind(ArgSpec spec) {
    Class<?> type = spec.auxiliaryTypes()[0];
    if (spec.typeInfo().isMap()) {
      return spec.paramLabel();
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(word -> word.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
    }
    if (List.of(boolean.class, Boolean.class).contains(type)) {
      return "no value, true or false";
    }
    if (List.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
      return "a whole number";
    }
    return List.of(double.class, Double.class).contains(type) ? "a number" : spec.paramLabel();
  }

  private Failure unknownOption(String given) {
    String option = given.split("=", 2)[0];
    if (OtherNames.isOfSpark(option)) {
      return isPolya() || !isOfParameters(option, given) ? ofSpark(option) : ofParameters();
    }
    return Failure.usage(
        "Cannot use "
            + option
            + ": "
            + (isPolya() ? "polya" : command.getCommandName())
            + " has no such option."
            + suggestion(Meant.of(option, known()))
            + more());
  }

  private Failure ofSpark(String option) {
    return Failure.usage(
        "Cannot use "
            + option
            + " here: it is an option of spark-submit. Give it before the command: submit/polya "
            + option
            + " … "
            + (isPolya() ? "COMMAND" : command.getCommandName())
            + " …");
  }

  /** A file of parameters, where Spark's --conf has a setting. */
  private boolean isOfParameters(String option, String given) {
    int at = arguments.indexOf(given);
    String value =
        given.contains("=")
            ? given.substring(option.length() + 1)
            : at >= 0 && at + 1 < arguments.size() ? arguments.get(at + 1) : "";
    return option.equals("--conf") && !value.isEmpty() && !value.contains("=");
  }

  private Failure ofParameters() {
    TreeSet<String> takers = new TreeSet<>();
    new CommandLine(new Main())
        .getSubcommands()
        .forEach(
            (name, other) -> {
              if (other.getCommandSpec().findOption("--conf") != null) {
                takers.add(name);
              }
            });
    return refused(
        "--conf",
        command.getCommandName()
            + " takes no file of parameters; "
            + String.join(", ", takers)
            + " do. (A setting of Spark, --conf KEY=VALUE, goes before the command.)");
  }

  /** What the command has, by what others call it. */
  private Map<String, List<String>> known() {
    Map<String, List<String>> known = new LinkedHashMap<>();
    CommandSpec spec = command.getCommandSpec();
    for (OptionSpec option : spec.options()) {
      String name = option.longestName();
      known.put(name, OtherNames.ofOption(spec, name));
    }
    if (spec.findOption("-p") != null) {
      for (Parameter<?> parameter : parameters(spec)) {
        List<String> names = new ArrayList<>(parameter.otherNames());
        names.add(parameter.name());
        known.put("-p " + parameter.name() + "=…", names);
      }
    }
    known.put(OtherNames.MASTER, OtherNames.OF_THREADS);
    return known;
  }

  /** The parameters of the method that the rest of the command line names. */
  private static List<Parameter<?>> parameters(CommandSpec spec) {
    List<ModelFamily> families = ModelFamily.all();
    String model = value(spec, "--model");
    ModelFamily family =
        families.stream().filter(f -> f.name().equals(model)).findFirst().orElse(families.get(0));
    if (spec.findOption("--inference") == null) {
      return Families.parameters(family, Families.SIMULATION);
    }
    String method = value(spec, "--inference");
    return family.parameters(
        method != null && family.inferences().contains(method)
            ? method
            : family.inferences().get(0));
  }

  private static String value(CommandSpec spec, String option) {
    OptionSpec found = spec.findOption(option);
    return found == null ? null : found.getValue();
  }
}
