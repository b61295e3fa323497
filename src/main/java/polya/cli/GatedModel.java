package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import polya.Failure;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** A trained model before its gates: published if it passes them all, else left where it waits. */
final class GatedModel {
  private final Job job;
  private final Gates gates;
  private final StoreFolder staged;
  private final StoreFolder target;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * A model at {@code staged} that is for {@code target}; both are claimed.
   *
   * @param out gets a line when it is published
   * @param err gets a line a gate
   */
  GatedModel(
      Job job,
      Gates gates,
      StoreFolder staged,
      StoreFolder target,
      PrintWriter out,
      PrintWriter err) {
    this.job = job;
    this.gates = gates;
    this.staged = staged;
    this.target = target;
    this.out = out;
    this.err = err;
  }

  /**
   * Publishes the model if it may be.
   *
   * @throws Failure (audit) if a gate fails
   */
  void publish() {
    ModelStore model = job.open(staged.path().toString());
    Optional<String> before =
        Optional.of(target).filter(StoreFolder::occupied).map(there -> there.path().toString());
    List<Gate> found = job.timed("gates", () -> gates.of(model, before, job::open));
    job.result("gates", found.stream().map(Gate::json).toList());
    found.forEach(gate -> err.println(gate.line()));
    err.flush();
    List<Gate> failed = found.stream().filter(gate -> !gate.passed()).toList();
    if (failed.isEmpty()) {
      Publish.take(job, staged, target, model.info().digest(), out);
      return;
    }
    job.result("staged", staged.path().toString());
    throw Failure.audit(
        "Cannot publish model at "
            + target.path()
            + ": "
            + failed.stream().map(Gate::refusal).collect(Collectors.joining("; "))
            + ". The new model waits at "
            + staged.path()
            + (before.isPresent() ? " and the one before is as it was" : "")
            + ". Look at it there; polya publish --model "
            + target.path()
            + " takes it all the same.");
  }
}
