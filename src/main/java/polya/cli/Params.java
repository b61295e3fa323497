package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import polya.infer.ModelFamily;
import polya.params.Parameter;

/** {@code params}: every parameter from its one declaration. Needs no Spark. */
@Command(
    name = "params",
    description = "Lists every parameter of a model with its meaning, default and range.",
    mixinStandardHelpOptions = true)
final class Params implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      completionCandidates = Families.Names.class,
      description = "Model family: ${COMPLETION-CANDIDATES}. Default: all.")
  private String model;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "INFERENCE",
      completionCandidates = Families.Methods.class,
      description = {
        "Method of inference: ${COMPLETION-CANDIDATES}; or simulation. Default: all of the family."
      })
  private String inference;

  @Option(names = "--markdown", description = "Print tables in Markdown.")
  private boolean markdown;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    List<ModelFamily> families = model == null ? ModelFamily.all() : List.of(Families.named(model));
    PrintWriter out = spec.commandLine().getOut();
    String gap = "";
    for (ModelFamily family : families) {
      List<String> methods = inference == null ? Families.methods(family) : List.of(inference);
      for (String method : methods) {
        out.print(gap);
        print(out, family, method);
        gap = System.lineSeparator();
      }
    }
    out.flush();
  }

  private void print(PrintWriter out, ModelFamily family, String method) {
    List<Parameter<?>> parameters = Families.parameters(family, method);
    if (!markdown) {
      out.println(family.name() + " · " + method);
      for (Parameter<?> p : parameters) {
        out.println();
        out.println("  " + p.name() + " = " + shown(p, "") + "    (" + p.range() + ")");
        out.println("      " + p.meaning());
      }
      return;
    }
    out.println("| parameter | default | range | meaning |");
    out.println("|---|---|---|---|");
    for (Parameter<?> p : parameters) {
      out.println(
          Stream.of("`" + p.name() + "`", shown(p, "`"), p.range(), p.meaning())
              .map(cell -> cell.replace("|", "\\|"))
              .reduce("|", (line, cell) -> line + " " + cell + " |"));
    }
  }

  /** A default between quotes; without them where it is that there is none. */
  static String shown(Parameter<?> parameter, String quote) {
    String text = parameter.defaultText();
    return text.isEmpty() ? "none" : quote + text + quote;
  }
}
