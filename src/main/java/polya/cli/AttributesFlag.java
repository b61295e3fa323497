package polya.cli;

import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.corpus.Encoding;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/** The option that says whether a model is told the labels of documents that are scored. */
final class AttributesFlag {
  static final String GIVEN = "given";
  static final String HIDDEN = "hidden";

  @Option(
      names = "--attributes",
      paramLabel = "NAME",
      description = {
        "For models of documents with labels.",
        "given: documents are scored with their labels, which the corpus must have kept.",
        "hidden: they are scored by their words alone.",
        "Default: given."
      })
  String attributes;

  /**
   * Checks what can be checked without a model.
   *
   * @throws Failure (usage) if there is no such choice
   */
  void check() {
    Usage.demand(
        attributes == null || attributes.equals(GIVEN) || attributes.equals(HIDDEN),
        "--attributes",
        attributes,
        GIVEN + " or " + HIDDEN);
  }

  /** Whether labels are left out though a model knows them. */
  boolean areHidden() {
    return HIDDEN.equals(attributes);
  }

  /**
   * Demands a model with attributes, if labels are asked for.
   *
   * @throws Failure (usage) if none of them has any
   */
  void demand(ModelStore... models) {
    if (GIVEN.equals(attributes)
        && Arrays.stream(models).noneMatch(model -> model.info().hasAttributes())) {
      throw Failure.usage(
          "Cannot use --attributes given with model at "
              + models[0].path()
              + ": its documents have no labels; allowed is a model that was trained with some."
              + " Leave --attributes out.");
    }
  }

  /** The columns that a model's documents are to have; none where labels are left out. */
  String[] columns(ModelStore model) {
    return areHidden() ? new String[0] : model.info().attributes().columns().toArray(String[]::new);
  }

  /**
   * What a model may know of a corpus's documents. Cost: one job that reads the column, where
   * labels are given.
   *
   * @throws Failure (usage) if they are to be given and the corpus has no such column
   */
  KnownLabels of(ModelStore model, CorpusStore corpus) {
    return of(model.info().attributes(), corpus);
  }

  /** The same for a model that is being trained. */
  KnownLabels of(Encoding encoding, CorpusStore corpus) {
    if (encoding.size() == 0) {
      return KnownLabels.NONE;
    }
    return areHidden()
        ? new KnownLabels(HIDDEN, Optional.empty())
        : new KnownLabels(GIVEN, Optional.of(CorpusGroups.of(corpus, encoding)));
  }
}
