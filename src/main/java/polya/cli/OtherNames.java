package polya.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What other tools (MALLET, gensim, scikit-learn, MLlib, tomotopy) call Polya's commands and
 * options, and which options are spark-submit's. Parameters say theirs themselves ({@link
 * polya.params.Parameter#otherNames}).
 */
final class OtherNames {
  /** What is asked for by {@link #OF_THREADS} elsewhere. */
  static final String MASTER = "--master local[N] before the command";

  /** Other tools' options for how many cores are used. */
  static final List<String> OF_THREADS =
      List.of("threads", "num-threads", "workers", "n-jobs", "jobs", "cores");

  private OtherNames() {}

  /** Other names of a command, or of the option --version. */
  static List<String> ofCommand(String name) {
    return switch (name) {
      case "ingest" ->
          List.of(
              "import",
              "import-file",
              "import-dir",
              "import-svmlight",
              "index",
              "load",
              "prepare",
              "preprocess",
              "tokenize",
              "vectorize",
              "corpus");
      case "train" -> List.of("fit", "train-topics", "learn", "run");
      case "perplexity" ->
          List.of(
              "evaluate",
              "evaluate-topics",
              "eval",
              "score",
              "test",
              "log-perplexity",
              "log-likelihood");
      case "transform" ->
          List.of("infer", "infer-topics", "inference", "apply", "classify", "get-document-topics");
      case "topics" ->
          List.of(
              "print-topics",
              "show-topics",
              "show",
              "print",
              "describe-topics",
              "top-words",
              "top-terms",
              "keys",
              "terms");
      case "coherence" -> List.of("quality", "diagnostics", "stability");
      case "compare" -> List.of("diff");
      case "recommend" -> List.of("suggest", "rank");
      case "grid" -> List.of("search", "grid-search", "tune", "sweep", "cross-validate");
      case "simulate" -> List.of("generate", "sample", "synthesize");
      case "params" -> List.of("param", "parameters", "options", "explain-params");
      case "help" -> List.of("usage", "man", "h");
      case "--version" -> List.of("version", "v");
      default -> List.of();
    };
  }

  /** Other names of an option of a command, but for those that the command has itself. */
  static List<String> ofOption(CommandSpec command, String name) {
    return ofOption(name).stream()
        .filter(other -> command.findOption("--" + other) == null)
        .toList();
  }

  private static List<String> ofOption(String name) {
    return switch (name) {
      case "--corpus" ->
          List.of(
              "input",
              "input-file",
              "data",
              "dataset",
              "documents",
              "docs",
              "texts",
              "train",
              "file");
      case "--input" -> List.of("corpus", "data", "file", "files", "path", "source");
      case "--format" -> List.of("type", "input-format");
      case "--output" ->
          List.of(
              "o",
              "out",
              "output-dir",
              "output-path",
              "output-model",
              "output-folder",
              "save",
              "model-dir");
      case "--overwrite" -> List.of("f", "force", "replace");
      case "--resume" -> List.of("continue", "restart");
      case "--inference" -> List.of("method", "algorithm", "sampler", "optimizer");
      case "--held-out" -> List.of("test", "holdout", "validation", "valid", "dev", "eval");
      case "--warm-start" -> List.of("init", "input-model", "initial-model", "load-model");
      case "--early-stop" -> List.of("patience", "early-stopping");
      case "--conf" -> List.of("config", "settings", "properties");
      case "--parameter" -> List.of("parameters", "param", "params", "set");
      case "--estimator" -> List.of("metric", "measure", "evaluator");
      case "--measures" -> List.of("coherence", "metric");
      case "--top-n" -> List.of("num-top-words", "top-words", "n-top-words", "num-words");
      case "--terms" ->
          List.of(
              "num-top-words",
              "top-words",
              "n-top-words",
              "num-words",
              "words",
              "top-n",
              "top",
              "n-features",
              "vocabulary-size");
      case "--top" -> List.of("n", "top-n", "topk", "max-terms-per-topic");
      case "--documents" -> List.of("n-docs", "num-docs", "num-documents", "n-samples");
      case "--stop-words" -> List.of("stoplist", "stoplist-file", "remove-stopwords");
      case "--vocabulary" -> List.of("vocab", "dictionary", "dict", "id2word");
      case "--min-document-frequency" -> List.of("min-df", "no-below");
      case "--max-document-frequency" -> List.of("max-df", "no-above");
      case "--max-vocabulary" -> List.of("max-features", "keep-n", "vocab-size");
      case "--keep-order" -> List.of("keep-sequence");
      case "--text-field" -> List.of("text-column", "text-col", "text");
      case "--id-field" -> List.of("id-column", "id-col", "id");
      case "--delimiter" -> List.of("d", "sep", "separator");
      case "--seed" -> List.of("random-seed", "random-state");
      default -> List.of();
    };
  }

  /** Whether an option is one of spark-submit's. */
  static boolean isOfSpark(String option) {
    return switch (option) {
      case "--master",
          "--deploy-mode",
          "--remote",
          "--class",
          "--name",
          "--conf",
          "-c",
          "--properties-file",
          "--load-spark-defaults",
          "--jars",
          "--packages",
          "--exclude-packages",
          "--repositories",
          "--py-files",
          "--files",
          "--archives",
          "--driver-memory",
          "--driver-cores",
          "--driver-java-options",
          "--driver-library-path",
          "--driver-class-path",
          "--executor-memory",
          "--executor-cores",
          "--num-executors",
          "--total-executor-cores",
          "--queue",
          "--principal",
          "--keytab",
          "--proxy-user",
          "--supervise",
          "--kill",
          "--status",
          "--verbose",
          "-v" ->
          true;
      default -> false;
    };
  }
}
