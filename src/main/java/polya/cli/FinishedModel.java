package polya.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.Files;
import polya.spark.store.DataFolder;
import polya.spark.store.ModelManifest;
import polya.spark.store.StoreFolder;
import polya.spark.train.AssignmentTable;
import polya.spark.train.Checkpoints;
import polya.spark.train.RunIdentity;

/** The model that stands where a run that goes on from an earlier one would put its own. */
final class FinishedModel {
  private final Job job;
  private final Configuration hadoop;
  private final StoreFolder folder;
  private final TrainingPlan plan;
  private final Checkpoints checkpoints;
  private final PrintWriter out;

  FinishedModel(
      Job job, StoreFolder folder, TrainingPlan plan, Checkpoints checkpoints, PrintWriter out) {
    this.job = job;
    this.hadoop = job.spark().sparkContext().hadoopConfiguration();
    this.folder = folder;
    this.plan = plan;
    this.checkpoints = checkpoints;
    this.out = out;
  }

  /**
   * Whether the model that is there is the one that this run would lead to; then puts in order what
   * a kill after its last round may have left.
   *
   * @param overwrite whether another model may be there
   * @throws Failure (usage or store) if another model is there and may not be
   */
  boolean isThere(boolean overwrite) {
    if (!folder.occupied()) {
      return false;
    }
    ModelManifest there = ModelManifest.read(hadoop, folder.path().toString());
    RunIdentity finished = plan.identity(there.info());
    if (!finished.asked().equals(plan.identity().asked())) {
      if (!overwrite) {
        throw finished
            .asked()
            .refusal(
                "the model at " + folder.path(),
                plan.identity().asked(),
                "Give --overwrite to replace it, or another --output");
      }
      checkpoints.dropThoseOf(finished);
      return false;
    }
    demandAssignments(there.data());
    folder.settle(there.dataName());
    checkpoints.drop();
    job.leaves(!isRecorded(there.info().digest()));
    job.result("digest", there.info().digest());
    out.printf(
        "model %s  was finished before; nothing was changed%n",
        Printable.path(folder.path().toString()));
    return true;
  }

  /** What tokens had is gone with the run that did not keep it. */
  private void demandAssignments(DataFolder data) {
    if (plan.assignments() && !data.has(new Files(hadoop), AssignmentTable.NAME)) {
      throw Failure.usage(
          "Cannot add assignments to the model at "
              + folder.path()
              + ": it was finished without them; allowed is to ask for them when it is trained."
              + " Leave out --assignments, or train it anew with --overwrite and without --resume.");
    }
  }

  /** Whether run.json tells of the run that led to this model. */
  private boolean isRecorded(String digest) {
    Optional<String> record = new Files(hadoop).read(new Path(folder.path(), "run.json"));
    return record.isPresent() && record.get().contains(digest);
  }
}
