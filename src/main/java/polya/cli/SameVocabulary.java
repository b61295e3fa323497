package polya.cli;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.heldout.HeldOut;
import polya.infer.ModelInfo;
import polya.spark.pass.HeldOutDocuments;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/** Corpora that are to belong to a model, or to another corpus, by their terms. */
final class SameVocabulary {
  private static final int SHOWN = 12;

  private SameVocabulary() {}

  /**
   * Opens a corpus of a model's vocabulary.
   *
   * @param verb what the model is to do on it, for the message: evaluate, apply
   * @throws Failure (store) if its vocabulary is another
   */
  static CorpusStore open(SparkSession spark, String path, String verb, ModelStore model) {
    CorpusStore corpus = CorpusStore.open(spark, path);
    ModelInfo of = model.info();
    check(
        verb + " model at " + model.path() + " on corpus at " + path,
        of.vocabularySize(),
        of.vocabularyHash(),
        corpus.info(),
        of.provenance().getOrDefault("corpus", "the model's training corpus"));
    return corpus;
  }

  /**
   * Opens held-out documents of a model's vocabulary.
   *
   * @param scored the corpus that is scored, opened by {@link #open}
   * @param observed path of the corpus of observed tokens, or null where they are drawn
   * @param labels what is known of the documents' labels
   * @throws Failure (store) if a vocabulary is another
   */
  static JavaRDD<HeldOut> heldOut(
      SparkSession spark,
      CorpusStore scored,
      String observed,
      ModelStore model,
      KnownLabels labels) {
    return observed == null
        ? HeldOutDocuments.of(scored, labels.groups())
        : HeldOutDocuments.given(open(spark, observed, "evaluate", model), scored, labels.groups());
  }

  /**
   * Checks a corpus.
   *
   * @param what what cannot be done otherwise, for the message
   * @param terms how many terms it should have
   * @param hash the hash that its vocabulary should have
   * @param like a corpus that has it, for the message
   * @throws Failure (store) if its vocabulary is another
   */
  static void check(String what, int terms, String hash, CorpusInfo corpus, String like) {
    if (!corpus.vocabularyHash().equals(hash)) {
      throw Failure.store(
          "Cannot "
              + what
              + ": their vocabularies differ, "
              + terms
              + " terms (hash "
              + hash.substring(0, SHOWN)
              + ") against "
              + corpus.vocabularySize()
              + " terms (hash "
              + corpus.vocabularyHash().substring(0, SHOWN)
              + "); they must be equal. Ingest the documents with --vocabulary-of "
              + like
              + ".");
    }
  }
}
