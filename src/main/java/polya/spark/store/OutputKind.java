package polya.spark.store;

import java.util.Set;

/**
 * A kind of output: what its folder may hold.
 *
 * @param what the noun for messages: corpus, model, …
 * @param manifest the name of the file that makes it one
 * @param companions names of what else lies in it once a run of Polya wrote there, beside what all
 *     outputs have
 */
public record OutputKind(String what, String manifest, Set<String> companions) {
  /** A corpus, see {@link CorpusStore}. */
  public static final OutputKind CORPUS = new OutputKind("corpus", CorpusStore.MANIFEST);

  /** A model, see {@link ModelStore}. */
  public static final OutputKind MODEL = new OutputKind("model", ModelStore.MANIFEST);

  /** Where training keeps what it can go on from, in a model's folder. */
  public static final String CHECKPOINTS = ".checkpoint";

  /** Where a grid keeps its models, each an output of its own. */
  public static final String CELLS = "cells";

  /** A grid: its table in four forms, and its models. */
  public static final OutputKind GRID =
      new OutputKind("grid", "grid.json", Set.of("grid.csv", "grid.svg", "grid.vl.json", CELLS));

  /** A kind without companions. */
  public OutputKind(String what, String manifest) {
    this(what, manifest, Set.of());
  }

  /** The result of a command: its manifest and data. */
  public static OutputKind result(String manifest) {
    return new OutputKind("result", manifest);
  }
}
