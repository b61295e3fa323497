package polya.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.spark.pass.HeldOutOverlap;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * Whether held-out documents were trained on, as far as it can be known: by their contents, in the
 * corpus that the model names, if it is readable and still the same, or in one that is given.
 *
 * @param trainedOn the corpus looked in; null if none was
 * @param reason why none was; null if one was
 * @param sameCorpus whether the held-out corpus is that very corpus
 * @param found what was found; null if nothing was looked for
 */
record TrainingOverlap(String trainedOn, String reason, boolean sameCorpus, HeldOutOverlap found) {
  /**
   * Looks.
   *
   * @throws Failure if the corpus that was given with --trained-on cannot be read (input), or has
   *     another vocabulary (store)
   */
  static TrainingOverlap of(
      SparkSession spark, PerplexityOptions options, ModelStore model, CorpusStore heldOut) {
    if (options.noOverlapCheck) {
      return unknown("--no-overlap-check was given");
    }
    if (options.observed != null) {
      return unknown("with --observed the corpus has parts of documents");
    }
    TrainedOn trained =
        options.trainedOn == null
            ? TrainedOn.named(spark, model)
            : TrainedOn.given(spark, options.trainedOn, "check", model);
    return trained.corpus() == null ? unknown(trained.reason()) : of(heldOut, trained.corpus());
  }

  private static TrainingOverlap of(CorpusStore heldOut, CorpusStore trained) {
    boolean same = heldOut.dataName().equals(trained.dataName());
    return new TrainingOverlap(trained.path(), null, same, HeldOutOverlap.of(heldOut, trained));
  }

  private static TrainingOverlap unknown(String reason) {
    return new TrainingOverlap(null, reason, false, null);
  }

  /** For perplexity.json. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("checked", found != null);
    if (found == null) {
      json.put("reason", reason);
    } else {
      json.put("trainedOn", trainedOn);
      json.put("sameCorpus", sameCorpus);
      json.put("documents", found.documents());
      json.put("documentsOf10TokensOrMore", found.longDocuments());
    }
    return json;
  }

  /** A line for a person, if there is something to say. */
  Optional<String> message() {
    if (found == null) {
      return Optional.of(
          "note: not checked whether documents were trained on: "
              + reason
              + (trainedOn == null && reason.startsWith("--") ? "." : "; --trained-on names one."));
    }
    if (sameCorpus) {
      return Optional.of(
          "warning: the corpus is the one that the model was trained on: these are no held-out"
              + " figures.");
    }
    if (found.documents() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "warning: %,d documents (%,d of 10 tokens or more) have the same words as one in %s, so"
                + " perplexity is too good.",
            found.documents(),
            found.longDocuments(),
            trainedOn));
  }
}
