package polya.cli;

import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.infer.ModelInfo;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * The corpus that a model was trained on, as far as it can be had: one that is given, or the one
 * that the model names, if it is readable and still the same.
 *
 * @param corpus null if there is none
 * @param reason why there is none; null if there is one
 */
record TrainedOn(CorpusStore corpus, String reason) {
  /**
   * One that is given.
   *
   * @param path where it lies
   * @param verb what the model is to do with it, for the message
   * @throws Failure if it cannot be read (input), or has another vocabulary (store)
   */
  static TrainedOn given(SparkSession spark, String path, String verb, ModelStore model) {
    return new TrainedOn(SameVocabulary.open(spark, path, verb, model), null);
  }

  /** The one that the model names, if it can be had. */
  static TrainedOn named(SparkSession spark, ModelStore model) {
    ModelInfo info = model.info();
    String named = info.provenance().get("corpus");
    if (named == null) {
      return missing("the model does not say what it was trained on");
    }
    try {
      CorpusStore trained = CorpusStore.open(spark, named);
      boolean same =
          trained.dataName().equals(info.provenance().get("corpusData"))
              && trained.info().vocabularyHash().equals(info.vocabularyHash());
      return same
          ? new TrainedOn(trained, null)
          : missing("the corpus at " + named + " was replaced since");
    } catch (Failure e) {
      return missing("its training corpus at " + named + " cannot be read");
    }
  }

  private static TrainedOn missing(String reason) {
    return new TrainedOn(null, reason);
  }
}
