package polya.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.corpus.Groups;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.spark.Causes;
import polya.spark.Files;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;

/** {@code grid}: many configurations trained and judged, in one table and one chart. */
@Command(
    name = "grid",
    description = {
      "Trains and judges every combination of some parameters' values.",
      "Run it again to go on where it was interrupted: what is done is not done again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Grid implements Runnable {
  @Option(
      names = "--model",
      paramLabel = "FAMILY",
      defaultValue = "lda",
      description = "Model family. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(
      names = "--inference",
      paramLabel = "METHOD",
      defaultValue = MethodChoice.AUTO,
      description = "Method of inference. Default: ${DEFAULT-VALUE}, chosen for every cell.")
  private String inference;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "PATH",
      description = "Corpus to train on.")
  private String corpus;

  @Option(
      names = "--held-out",
      required = true,
      paramLabel = "PATH",
      description = "Documents of the same vocabulary, for perplexity by document completion.")
  private String heldOut;

  @Option(
      names = "--reference",
      paramLabel = "PATH",
      description = "Corpus for coherence. Default: the one to train on.")
  private String reference;

  @Option(
      names = "--top-n",
      defaultValue = "10",
      paramLabel = "N",
      description = "Top terms a topic for coherence. Default: ${DEFAULT-VALUE}.")
  private int topN;

  @Option(names = "--k", paramLabel = "K,…", description = "Numbers of topics; as -p k=….")
  private String topics;

  @Option(names = "--seeds", paramLabel = "N,…", description = "Seeds; as -p seed=….")
  private String seeds;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the corpus; the models are the same for any.")
  private Integer partitions;

  @Mixin private AttributesFlag attributes;

  @Mixin private ParameterOptions parameters;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder of the result: grid.json, grid.csv, grid.svg, grid.vl.json, cells.")
  private String output;

  @Mixin private GraceFlag grace;

  @Mixin private LeaseFlag lease;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(topN >= 2, "--top-n", topN, "a whole number ≥ 2");
    Usage.demand(topics == null || !parameters.given("k"), "--k", topics, "one of --k and -p k");
    Usage.demand(
        seeds == null || !parameters.given("seed"), "--seeds", seeds, "one of --seeds and -p seed");
    ModelFamily family = Families.named(model);
    String first = Families.inference(family, inference).orElse(family.inferences().get(0));
    attributes.check();
    grace.check();
    Usage.demand(
        attributes.attributes == null || TrainingLabels.areReadBy(family, first),
        "--attributes",
        attributes.attributes,
        "only with a model whose documents have labels");
    Job.run("grid", output, runId, job -> carryOut(job, family));
  }

  private void carryOut(Job job, ModelFamily family) {
    SparkSession spark = job.spark();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    grace.in(hadoop);
    job.reads(corpus, heldOut, reference, parameters.file());
    StoreFolder folder = job.claim(output, OutputKind.GRID, true, lease.breakLease);
    job.configure("model", family.name());
    job.configure("inference", inference);
    job.configure("corpus", corpus);
    job.configure("heldOut", heldOut);
    job.configure("reference", reference);
    job.configure("topN", topN);
    job.configure("attributes", attributes.attributes);
    CorpusStore training = CorpusStore.open(spark, corpus);
    CorpusStore test = CorpusStore.open(spark, heldOut);
    SameVocabulary.check(
        "score " + heldOut + " after training on " + corpus,
        training.info().vocabularySize(),
        training.info().vocabularyHash(),
        test.info(),
        corpus);
    PrintWriter err = spec.commandLine().getErr();
    SameAnalysis.warning(test, training).map(Printable::text).ifPresent(err::println);
    CorpusStore judge = reference == null ? training : CorpusStore.open(spark, reference);
    Map<String, String> common = new LinkedHashMap<>();
    Map<String, List<String>> lists = lists(family, hadoop, common);
    job.configure("parameters", common);
    job.configure("varied", lists);
    List<GridCell> cells =
        GridCell.all(
            family, given -> method(family, given, training), common, lists, training.dataName());
    folder.mark(new Path(output, OutputKind.CELLS));
    GridRun run =
        new GridRun(
            spark, arguments(family), test, attributes, judge, topN, spec.commandLine().getErr());
    List<GridRow> rows = new ArrayList<>();
    RuntimeException first = null;
    for (GridCell cell : cells) {
      try {
        rows.add(new GridRow(cell, scores(job, run, cell, cells.size(), rows.size()), null));
      } catch (Throwable e) { // Errors too: Hadoop tells of a full disk by one.
        RuntimeException cause = Causes.of(e);
        if (spark.sparkContext().isStopped() || Signals.end(hadoop, "").isPresent()) {
          throw cause;
        }
        first = first == null ? cause : first;
        spec.commandLine().getErr().println("failed: " + Printable.text(cause.getMessage()));
        rows.add(new GridRow(cell, null, String.valueOf(cause.getMessage())));
      }
    }
    GridReport report = new GridReport(corpus, heldOut, judge.path(), topN, common, lists, rows);
    folder.demandLease();
    report.write(new Files(hadoop), new Path(output));
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.table());
    out.flush();
    job.count("cells", rows.size());
    job.count("failedCells", report.failed());
    if (first != null) {
      throw failure(report, first);
    }
  }

  private GridRow.Scores scores(Job job, GridRun run, GridCell cell, int of, int before) {
    Path folder = new Path(new Path(output, OutputKind.CELLS), cell.folder());
    Optional<GridRow.Scores> finished = run.finished(folder);
    spec.commandLine()
        .getErr()
        .printf(
            "cell %d/%d  %s%s%n",
            before + 1, of, cell.title(), finished.isPresent() ? "  done before" : "");
    return finished.orElseGet(
        () -> job.timed("cell " + (before + 1), () -> run.carryOut(cell, folder, job::open)));
  }

  /** The values of each varied parameter; what has one value for all cells goes to common. */
  private Map<String, List<String>> lists(
      ModelFamily family, Configuration hadoop, Map<String, String> common) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    parameters
        .texts(family, hadoop)
        .forEach(
            (name, text) -> {
              List<String> values = parameters.given(name) ? values(text) : List.of(text);
              if (values.size() > 1) {
                lists.put(name, values);
              } else {
                common.put(name, values.get(0));
              }
            });
    if (topics != null) {
      common.remove("k");
      lists.put("k", values(topics));
    }
    if (seeds != null) {
      common.remove("seed");
      lists.put("seed", values(seeds));
    }
    Usage.demand(!lists.isEmpty(), "grid", null, "--k, --seeds or a list -p name=a,b,c");
    return lists;
  }

  private static List<String> values(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
  }

  /** The method of a cell, as {@code train} would choose it. */
  private String method(ModelFamily family, Map<String, String> given, CorpusStore training) {
    Groups groups = Groups.none(training.info().documents()); // No family with labels looks at it.
    return MethodAsked.of(family, inference, given.keySet(), false, OptionalDouble.empty())
        .choice(given, CorpusGroups.facts(training, groups))
        .method();
  }

  /** What all cells hand to {@code train}. */
  private List<String> arguments(ModelFamily family) {
    List<String> arguments = new ArrayList<>(List.of("--model", family.name()));
    arguments.addAll(List.of("--corpus", corpus, "--grace", Double.toString(grace.seconds)));
    if (partitions != null) {
      arguments.addAll(List.of("--partitions", partitions.toString()));
    }
    return arguments;
  }

  private RuntimeException failure(GridReport report, RuntimeException first) {
    String sentence =
        "Cannot finish grid at "
            + output
            + ": "
            + report.failed()
            + " of "
            + report.rows().size()
            + " cells failed, the first with: "
            + first.getMessage()
            + " The others are in its tables; the same command tries the failed ones again.";
    if (!(first instanceof Failure failure)) {
      return new IllegalStateException(sentence, first);
    }
    return switch (failure.kind()) {
      case USAGE -> Failure.usage(sentence);
      case INPUT -> Failure.input(sentence);
      // Not "output in the way", after which no job leaves its record.
      case STORE, OUTPUT_IN_THE_WAY -> Failure.store(sentence);
      case RETRY -> Failure.retry(sentence);
      default -> Failure.resources(sentence);
    };
  }
}
