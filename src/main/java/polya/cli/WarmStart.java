package polya.cli;

import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.Encoding;
import polya.corpus.Vocabulary;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.Realigned;
import polya.spark.store.ModelStore;

/**
 * The earlier model that a run starts from, its rows in the order of the new corpus's terms.
 *
 * @param path where it lies
 * @param info what its manifest says
 * @param realigned its rows, and how many terms are known, new or dropped
 */
record WarmStart(String path, ModelInfo info, Realigned realigned) {
  /**
   * Reads the earlier model.
   *
   * @throws Failure (store) if it cannot be read, is of another family, was trained by a method
   *     that this one cannot start from, or has no term of the corpus
   */
  static WarmStart open(
      SparkSession spark, String path, ModelFamily family, String method, Vocabulary vocabulary) {
    ModelStore model = ModelStore.open(spark, path);
    ModelInfo info = model.info();
    if (!family.reads(info)) {
      String found = ModelFamily.of(info).map(ModelFamily::name).orElse(info.model());
      throw refused(
          path, "its family is " + found + "; allowed is " + family.name(), "Correct --model");
    }
    if (!family.startsFrom(method).contains(info.inference())) {
      throw refused(
          path,
          "it was trained by "
              + info.inference()
              + "; "
              + method
              + " starts from a model trained by "
              + String.join(" or ", family.startsFrom(method)),
          "Change --inference");
    }
    Realigned realigned = Realigned.of(model.parameters(), model.vocabulary(), vocabulary);
    if (realigned.known() == 0) {
      throw refused(
          path,
          "none of its " + realigned.dropped() + " terms is in the corpus; some must be",
          "Give a model of the same language and the same way of making terms");
    }
    return new WarmStart(path, info, realigned);
  }

  /**
   * Demands that the new documents have the labels that the earlier ones had.
   *
   * @param labels the dictionary of the new corpus
   * @throws Failure (store) if they are others
   */
  void demand(Encoding labels) {
    Encoding earlier = info.attributes();
    if (!labels.hash().equals(earlier.hash())) {
      throw refused(
          path,
          "it knows "
              + earlier.size()
              + " labels and the corpus has "
              + labels.size()
              + ", not the same ones; they must be equal",
          "Give a corpus of the same labels");
    }
  }

  private static Failure refused(String path, String found, String remedy) {
    return Failure.store(
        "Cannot start from model at "
            + path
            + ": "
            + found
            + ". "
            + remedy
            + ", or train without --warm-start.");
  }

  /** The parameters of the run: those given, and what it takes from the earlier model. */
  Map<String, String> inherited(ModelFamily family, String method, Map<String, String> given) {
    return family.inherited(method, given, parameters());
  }

  /** The earlier model's parameters. */
  ModelState parameters() {
    return realigned.parameters();
  }

  /** Adds what the new model's manifest says of this start. */
  void tell(Map<String, String> provenance) {
    provenance.put("warmStart", path);
    provenance.put("warmStartDigest", info.digest());
    provenance.put("warmStartNewTerms", Integer.toString(realigned.added()));
    provenance.put("warmStartDroppedTerms", Integer.toString(realigned.dropped()));
  }

  /** A line for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "warm start from %s  %,d terms known, %,d new, %,d dropped",
        Printable.text(path),
        realigned.known(),
        realigned.added(),
        realigned.dropped());
  }
}
