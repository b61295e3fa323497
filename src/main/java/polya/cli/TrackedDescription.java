package polya.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.mlflow.Description;
import polya.spark.Json;
import polya.spark.Places;
import polya.spark.store.StoreFolder;
import polya.spark.train.RunIdentity;

/**
 * What MLflow is told of a training when it begins: settings as parameters, where it comes from.
 */
final class TrackedDescription {
  /** What tags begin with that are not MLflow's own. */
  static final String TAG = "polya.";

  private TrackedDescription() {}

  /**
   * The description of a training.
   *
   * @param folder of its model
   * @param name the scheduler's name of the job, if it has one; else the run has the folder's
   */
  static Description of(
      String experiment,
      Configuration hadoop,
      StoreFolder folder,
      TrainingPlan plan,
      Optional<String> name) {
    Path output = folder.path();
    SortedMap<String, String> parameters = new TreeMap<>(plan.info().parameters());
    parameters.put("model", plan.info().model());
    parameters.put("inference", plan.info().inference());
    SortedMap<String, String> tags = new TreeMap<>();
    plan.info().provenance().forEach((key, value) -> tags.put(TAG + key, value));
    tags.put(TAG + "version", tags.remove(TAG + "polya"));
    plan.test().ifPresent(test -> tags.put(TAG + "heldOutData", test.dataName()));
    name.ifPresent(id -> tags.put(TAG + RunIdFlag.FIELD, id));
    tags.put(TAG + "vocabularyHash", plan.info().vocabularyHash());
    tags.put(TAG + "output", output.toString());
    tags.put("mlflow.source.name", "polya train");
    tags.put("mlflow.source.type", "JOB");
    tags.put("mlflow.user", System.getProperty("user.name"));
    String key = key(plan.identity(), hadoop, output);
    return new Description(experiment, name.orElse(output.getName()), key, parameters, tags);
  }

  /** The same for a run that goes on in the same place, with whatever credentials. */
  private static String key(RunIdentity identity, Configuration hadoop, Path output) {
    try {
      String place = Places.of(hadoop, output.toString());
      String all = Json.line(identity.asked().entries()) + place;
      byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
