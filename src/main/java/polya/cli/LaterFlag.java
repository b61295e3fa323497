package polya.cli;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;
import polya.spark.store.ModelManifest;
import polya.spark.store.StoreFolder;

/** What a day that is run again does to the model of a later day: nothing. */
final class LaterFlag {
  @Option(
      names = "--keep-later",
      description =
          "Leave a model that is there as it is, and end with 0, if the --run-id that it was"
              + " trained by is later than this one; texts are compared, so ids begin with the day:"
              + " 2026-11-30.")
  private boolean keepLater;

  /**
   * Checks that there is something to compare by.
   *
   * @throws polya.Failure (usage) if the run has no name
   */
  void check(RunIdFlag id) {
    Usage.demand(!keepLater || id.id().isPresent(), "--run-id", null, "a name, by --keep-later");
  }

  /** The later run whose model is there, if it is to be kept. */
  Optional<String> run(RunIdFlag id, Configuration hadoop, StoreFolder folder) {
    if (!keepLater || !folder.occupied()) {
      return Optional.empty();
    }
    ModelManifest there = ModelManifest.read(hadoop, folder.path().toString());
    return Optional.ofNullable(there.info().provenance().get(RunIdFlag.FIELD))
        .filter(run -> run.compareTo(id.id().orElseThrow()) > 0);
  }
}
