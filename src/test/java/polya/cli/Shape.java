package polya.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a command reads and writes, by its options: a row of the table of commands and faults.
 *
 * @param command its name
 * @param inputs what each option reads
 * @param outputs options that name outputs, in the order in which they are claimed
 * @param rest its other arguments
 * @param without why it has no output or no input of some kind, in words
 */
record Shape(
    String command,
    Map<String, Kind> inputs,
    List<String> outputs,
    List<String> rest,
    String without) {
  /** Kinds of input, and the name of one in the folder of a {@link TrainedModel}. */
  enum Kind {
    /** A text file, of UCI. */
    TEXT("test.uci"),
    /** A vocabulary's file. */
    TERMS("vocabulary.txt"),
    /** A corpus. */
    CORPUS("train"),
    /** Another corpus of the same vocabulary. */
    HELD_OUT("test"),
    /** A model. */
    MODEL("model"),
    /** Two models with a comma. */
    MODELS("model");

    private final String file;

    Kind(String file) {
      this.file = file;
    }

    /** The name of what is read. */
    String file() {
      return file;
    }

    boolean isCorpus() {
      return this == CORPUS || this == HELD_OUT;
    }

    boolean isModel() {
      return this == MODEL || this == MODELS;
    }
  }

  private static final String OUTPUT = "--output";

  /** Every command has a row; what a row lacks, it lacks for a reason. */
  static List<Shape> all() {
    return List.of(
        row("ingest", OUTPUT, "--format uci")
            .with("--input", Kind.TEXT)
            .with("--vocabulary", Kind.TERMS)
            .without("reads texts and no model"),
        second("ingest", "--held-out-output", "--format uci --held-out 0.2")
            .with("--input", Kind.TEXT)
            .with("--vocabulary", Kind.TERMS)
            .without("reads texts and no model"),
        second("ingest", "--withheld-output", "--format uci --withhold 0.2")
            .with("--input", Kind.TEXT)
            .with("--vocabulary", Kind.TERMS)
            .with("--vocabulary-of", Kind.CORPUS)
            .without("reads texts and no model"),
        row("train", OUTPUT, "-p k=2 -p passes=1")
            .with("--corpus", Kind.CORPUS)
            .with("--held-out", Kind.HELD_OUT)
            .with("--warm-start", Kind.MODEL),
        row("perplexity", OUTPUT, "")
            .with("--model", Kind.MODEL)
            .with("--corpus", Kind.HELD_OUT)
            .with("--trained-on", Kind.CORPUS),
        row("compare", OUTPUT, "").with("--models", Kind.MODELS).with("--corpus", Kind.HELD_OUT),
        row("transform", OUTPUT, "").with("--model", Kind.MODEL).with("--corpus", Kind.HELD_OUT),
        row("predict", OUTPUT, "")
            .with("--model", Kind.MODEL)
            .with("--corpus", Kind.HELD_OUT)
            .with("--trained-on", Kind.CORPUS),
        row("recommend", OUTPUT, "--top 2")
            .with("--model", Kind.MODEL)
            .with("--corpus", Kind.HELD_OUT)
            .with("--held-out", Kind.CORPUS),
        row("coherence", OUTPUT, "--top-n 3")
            .with("--model", Kind.MODEL)
            .with("--corpus", Kind.CORPUS)
            .with("--with", Kind.MODEL),
        row("grid", OUTPUT, "-p k=2 -p passes=1 --seeds 1,2")
            .with("--corpus", Kind.CORPUS)
            .with("--held-out", Kind.HELD_OUT)
            .with("--reference", Kind.CORPUS),
        row("simulate", OUTPUT, "--documents 5")
            .with("--topics-from", Kind.MODEL)
            .without("reads no corpus"),
        second("simulate", "--truth", "--documents 5")
            .with("--topics-from", Kind.MODEL)
            .without("reads no corpus"),
        row("describe", OUTPUT, "").with("--model", Kind.MODEL).with("--corpus", Kind.CORPUS),
        row("trends", OUTPUT, "--by label")
            .with("--model", Kind.MODEL)
            .with("--corpus", Kind.HELD_OUT),
        row("merge", OUTPUT, "--to 1").with("--model", Kind.MODEL).without("reads no corpus"),
        row("report", null, "").without("its output is a file, see ReportTest"),
        row("publish", null, "").without("its model is an output that is there"),
        row("analyse", null, "--text sea").without("reads the analysis of a store and no data"),
        row("topics", null, "")
            .with("--model", Kind.MODEL)
            .without("writes nothing, reads no corpus"),
        row("help", null, "").without("reads and writes nothing"),
        row("params", null, "lda").without("reads and writes nothing"),
        row("clean", null, "").without("its folders are outputs that are there"));
  }

  private static Shape row(String command, String output, String rest) {
    List<String> words = rest.isEmpty() ? List.of() : Arrays.asList(rest.split(" "));
    List<String> outputs = output == null ? List.of() : List.of(output);
    return new Shape(command, Map.of(), outputs, words, "");
  }

  private static Shape second(String command, String output, String rest) {
    Shape first = row(command, OUTPUT, rest);
    return new Shape(command, first.inputs, List.of(OUTPUT, output), first.rest, "");
  }

  private Shape with(String option, Kind kind) {
    Map<String, Kind> more = new LinkedHashMap<>(inputs);
    more.put(option, kind);
    return new Shape(command, more, outputs, rest, without);
  }

  private Shape without(String reason) {
    return new Shape(command, inputs, outputs, rest, reason);
  }

  /**
   * Runs the command.
   *
   * @param made what it reads
   * @param places gives each option's path, made of the path it would have
   */
  Command run(TrainedModel made, Map<String, UnaryOperator<String>> places, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    inputs.forEach(
        (option, kind) -> {
          String path = place(places, option, made.path(kind.file()));
          arguments.add(option);
          arguments.add(kind == Kind.MODELS ? path + "," + made.path(kind.file()) : path);
        });
    for (String option : outputs) {
      arguments.add(option);
      arguments.add(place(places, option, made.path("out" + option)));
    }
    arguments.addAll(rest);
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  private static String place(
      Map<String, UnaryOperator<String>> places, String option, String path) {
    return places.getOrDefault(option, UnaryOperator.identity()).apply(path);
  }

  /** The command's name, and which output where it has two. */
  @Override
  public String toString() {
    return command + (outputs.size() > 1 ? " " + outputs.get(1) : "");
  }
}
