package polya.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.store.ModelManifest;
import polya.spark.store.ModelStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StagedModel;
import polya.spark.store.StoreFolder;

/** {@code publish}: takes a model that failed a gate of {@code train}, after a person looked. */
@Command(
    name = "publish",
    description = {
      "Publishes a model that a gate of train held back.",
      "It lies at PATH.staged, where every command can look at it; readers of PATH see the model"
          + " before it or this one."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Publish implements Runnable {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "PATH",
      description = "Where the model is to lie: the --output of train.")
  private String model;

  @Mixin private LeaseFlag lease;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Job.run("publish", model, runId, this::publish);
  }

  private void publish(Job job) {
    Configuration hadoop = job.spark().sparkContext().hadoopConfiguration();
    Files files = new Files(hadoop);
    String waiting = StagedModel.of(model);
    PrintWriter out = spec.commandLine().getOut();
    if (!files.isFile(new Path(waiting, ModelStore.MANIFEST))) {
      if (!files.isFile(new Path(model, ModelStore.MANIFEST))) {
        throw Failure.store(
            "Cannot publish model at "
                + model
                + ": there is none at "
                + waiting
                + "; a model waits there when a gate of train held it back. Check --model.");
      }
      out.printf("model %s  nothing is staged; nothing was changed%n", Printable.path(model));
      out.flush();
      return;
    }
    StoreFolder target = job.claim(model, OutputKind.MODEL, true, lease.breakLease);
    StoreFolder staged = job.claim(waiting, OutputKind.MODEL, true, lease.breakLease);
    ModelStore whole = job.timed("open", () -> job.open(waiting));
    String digest = whole.info().digest();
    if (target.occupied()) {
      demandOlder(ModelManifest.read(hadoop, model), ModelManifest.read(hadoop, waiting));
    }
    gatesBefore(files).ifPresent(gates -> job.result("gates", gates));
    take(job, staged, target, digest, out);
  }

  /** What the run of train found that held the model back; its record gives way to this one's. */
  private Optional<JsonNode> gatesBefore(Files files) {
    try {
      Optional<String> record = files.read(new Path(model, "run.json"));
      return record.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.read(record.get()).path("gates")).filter(JsonNode::isArray);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A model that was trained after the one that waits is not replaced by it. */
  private void demandOlder(ModelManifest there, ModelManifest waiting) {
    boolean same = there.info().digest().equals(waiting.info().digest());
    // Data folders are named by the time at which their run began.
    if (!same && there.dataName().compareTo(waiting.dataName()) > 0) {
      throw Failure.store(
          "Cannot publish the model that waits at "
              + StagedModel.of(model)
              + ": the one at "
              + model
              + " was made after it; allowed is one that is newer than what it replaces. Train"
              + " again, or name the one that waits by its own path.");
    }
  }

  /** Publishes and tells so. */
  static void take(
      Job job, StoreFolder staged, StoreFolder target, String digest, PrintWriter out) {
    Configuration hadoop = job.spark().sparkContext().hadoopConfiguration();
    Optional.of(target)
        .filter(StoreFolder::occupied)
        .ifPresent(there -> job.result("replaced", digestOf(hadoop, there)));
    job.timed(
        "publish",
        () -> {
          StagedModel.publish(hadoop, staged, target);
          return target;
        });
    job.result("digest", digest);
    out.printf("model %s  published%n", Printable.path(target.path().toString()));
    out.flush();
  }

  private static String digestOf(Configuration hadoop, StoreFolder there) {
    return ModelManifest.read(hadoop, there.path().toString()).info().digest();
  }
}
