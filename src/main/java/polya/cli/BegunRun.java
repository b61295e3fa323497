package polya.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import polya.Failure;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.spark.store.ModelManifest;
import polya.spark.store.StoreFolder;
import polya.spark.train.Checkpoints;
import polya.spark.train.RunIdentity;

/** The run that left something in an output: checkpoints, or its model. */
final class BegunRun {
  private BegunRun() {}

  /**
   * The run that a training with {@code --resume} goes on with; the newest checkpoint is stronger
   * than a model.
   *
   * @param folders of the outputs, first that of the model to be trained
   * @param replaces whether another model may give way: then a model of other data is none
   * @param data the name of the corpus's data
   */
  static Optional<RunIdentity> in(
      Stream<StoreFolder> folders,
      Configuration hadoop,
      ModelFamily family,
      boolean replaces,
      String data) {
    return folders
        .flatMap(
            folder ->
                Checkpoints.begun(hadoop, folder.path())
                    .or(() -> finished(folder, hadoop, family, replaces, data))
                    .stream())
        .findFirst();
  }

  private static Optional<RunIdentity> finished(
      StoreFolder folder, Configuration hadoop, ModelFamily family, boolean replaces, String data) {
    if (!folder.occupied()) {
      return Optional.empty();
    }
    try {
      ModelInfo info = ModelManifest.read(hadoop, folder.path().toString()).info();
      boolean same = data.equals(info.provenance().get("corpusData"));
      return info.model().equals(family.name())
              && family.inferences().contains(info.inference())
              && (same || !replaces)
          ? Optional.of(RunIdentity.of(info, family.parameters(info.inference())))
          : Optional.empty();
    } catch (Failure e) {
      return Optional.empty(); // Whoever needs that model says what is wrong with it.
    }
  }
}
