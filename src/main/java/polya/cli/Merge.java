package polya.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.describe.JensenShannon;
import polya.describe.Linkage;
import polya.describe.TopicMap;
import polya.describe.TopicTerms;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.spark.store.ModelStore;
import polya.spark.store.OutputKind;
import polya.spark.store.ResultTable;
import polya.spark.store.StoreFolder;

/** {@code merge}: a model with fewer topics, some of which are several of another model's. */
@Command(
    name = "merge",
    description = {
      "Makes a model of another one by merging topics.",
      "Weights and concentrations are added up, so a document's mixture under the new model is"
          + " about its old one with shares added up, as the table mapping says."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Merge implements Runnable {
  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to merge.")
  private String model;

  @Option(
      names = "--topics",
      paramLabel = "A+B[,…]",
      description = "Topics to merge, as in 3+17,5+9.")
  private String topics;

  @Option(
      names = "--to",
      paramLabel = "K",
      description =
          "How many topics are to be left: those nearest on average are merged first, by"
              + " Jensen–Shannon divergence.")
  private Integer to;

  @Mixin private LabelsFlag labels;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder of the new model.")
  private String output;

  @Option(names = "--overwrite", description = "Replace a model that is there.")
  private boolean overwrite;

  @Mixin private LeaseFlag lease;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(
        (topics == null) != (to == null),
        "--topics and --to",
        topics == null ? null : "both",
        "one of them");
    Usage.demand(to == null || to >= 1, "--to", to, "a whole number ≥ 1");
    Job.run("merge", output, runId, this::merge);
  }

  private void merge(Job job) {
    job.configure("model", model);
    job.configure("topics", topics);
    job.configure("to", to);
    job.configure("labels", labels.file);
    job.reads(model, labels.file);
    StoreFolder claimed = job.claim(output, OutputKind.MODEL, overwrite, lease.breakLease);
    try (ResultFolder folder = new ResultFolder(claimed)) {
      merge(job, folder);
    }
  }

  private void merge(Job job, ResultFolder folder) {
    SparkSession spark = job.spark();
    TopicsAtHand old =
        job.timed("open", () -> TopicsAtHand.open(job, model, TopicTerms.LAMBDA, labels));
    ModelStore store = old.store();
    MergedModel merging = new MergedModel(store);
    Usage.demand(
        to == null || to < old.topics(),
        "--to",
        to,
        "fewer topics than the model has, " + old.topics());
    Linkage linkage = job.timed("hierarchy", () -> Linkage.of(JensenShannon.of(old.terms().phi())));
    TopicMap map = to == null ? TopicMap.parse(topics, old.topics()) : linkage.cut(to);
    ModelState merged = merging.of(store.parameters(), map);
    ModelInfo info = merging.info(merged, map);
    List<Supplier<ModelState>> samples = new ArrayList<>();
    for (int i = 0; i < store.samples(); i++) {
      int sample = i;
      samples.add(() -> merging.of(store.sample(sample), map));
    }
    List<ResultTable> tables = List.of(hierarchy(linkage), mapping(old, map));
    ModelInfo written =
        job.timed(
            "write",
            () ->
                ModelStore.write(
                    spark,
                    folder.store(),
                    info,
                    merged,
                    store.vocabulary(),
                    new ModelStore.Companions(samples, store.analysis(), tables)));
    folder.published();
    job.count("topics", map.size());
    job.result("digest", written.digest());
    tell(old, map);
  }

  private static ResultTable hierarchy(Linkage linkage) {
    ResultTable table =
        new ResultTable("hierarchy")
            .with("group", DataTypes.IntegerType)
            .with("first", DataTypes.IntegerType)
            .with("second", DataTypes.IntegerType)
            .with("height", DataTypes.DoubleType)
            .with("topics", DataTypes.IntegerType);
    int group = linkage.topics();
    for (Linkage.Join join : linkage.joins()) {
      table.add(group++, join.first(), join.second(), join.height(), join.size());
    }
    return table;
  }

  private static ResultTable mapping(TopicsAtHand old, TopicMap map) {
    ResultTable table =
        new ResultTable("mapping")
            .with("old", DataTypes.IntegerType)
            .with("new", DataTypes.IntegerType)
            .with("label", DataTypes.StringType)
            .with("share", DataTypes.DoubleType);
    for (int k = 0; k < map.topics(); k++) {
      table.add(k, map.of(k), old.labels().of(k), old.terms().share(k));
    }
    return table;
  }

  private void tell(TopicsAtHand old, TopicMap map) {
    PrintWriter out = spec.commandLine().getOut();
    List<List<Integer>> members = map.members();
    for (int k = 0; k < members.size(); k++) {
      if (members.get(k).size() > 1) {
        out.printf(Locale.ROOT, "topic %d:%n", k);
        for (int member : members.get(k)) {
          out.printf(
              Locale.ROOT,
              "%7d  %5.1f%%  %s%n",
              member,
              100 * old.terms().share(member),
              Printable.text(old.labels().of(member)));
        }
      }
    }
    out.printf(
        Locale.ROOT, "model %s  k %d, of %d%n", Printable.path(output), map.size(), map.topics());
    out.flush();
  }
}
