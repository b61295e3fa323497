package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.TextReader;

/** {@code analyse}: the tokens of a text. Reads only. */
@Command(
    name = "analyse",
    description = "Prints the tokens that a text becomes, a line a text.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Analyse implements Runnable {
  @Option(
      names = "--text",
      required = true,
      paramLabel = "TEXT",
      description = "A text. Repeatable.")
  private List<String> texts;

  @Option(
      names = "--corpus",
      paramLabel = "PATH",
      description = "Read it as the texts of this corpus were.")
  private String corpus;

  @Option(
      names = "--model",
      paramLabel = "PATH",
      description = "Read it as the texts were that this model was trained on.")
  private String model;

  @Mixin private WordOptions words;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    words.check();
    Usage.demand(
        corpus == null || model == null, "--corpus", corpus, "one of --corpus and --model");
    if (corpus == null && model == null) {
      PrintWriter err = spec.commandLine().getErr();
      Language language =
          Language.named("--language", words.language == null ? "simple" : words.language);
      print(words.analysis(List.of(language), null, new Configuration(), err::println), language);
      return;
    }
    List<String> given = words.given();
    given.remove("--language");
    Usage.demand(
        given.isEmpty(),
        String.join(", ", given),
        "given beside --" + (corpus == null ? "model" : "corpus"),
        "the analysis that is stored there, as it is");
    Job.session("analyse", this::printStored);
  }

  private void printStored(SparkSession spark) {
    Optional<Analysis> stored =
        corpus == null ? ModelStore.analysis(spark, model) : CorpusStore.analysis(spark, corpus);
    String where = corpus == null ? "model at " + model : "corpus at " + corpus;
    Analysis analysis =
        stored.orElseThrow(
            () ->
                Failure.input(
                    "Cannot analyse as the "
                        + where
                        + ": it tells of no texts; one whose texts Polya read is needed. Give"
                        + " --language and other options instead."));
    Language language =
        words.language == null ? analysis.language() : Language.named("--language", words.language);
    Usage.demand(
        analysis.languages().contains(language),
        "--language",
        language.code(),
        String.join(", ", analysis.languages().stream().map(Language::code).toList()));
    print(analysis, language);
  }

  private void print(Analysis analysis, Language language) {
    PrintWriter out = spec.commandLine().getOut();
    TextReader reader = analysis.reader();
    for (String text : texts) {
      out.println(
          reader.terms(text, language).stream()
              .map(Printable::text)
              .collect(Collectors.joining(" ")));
    }
    out.flush();
  }
}
