package polya.infer;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a model's manifest says of it.
 *
 * @param model the family's name
 * @param inference how it was trained
 * @param k topics
 * @param vocabularySize V
 * @param vocabularyHash of the training corpus; a corpus with another hash does not match
 * @param digest SHA-256 of the model's bits: rows in the order of the terms, then globals by name
 * @param parameters every parameter in force, as it would be typed
 * @param provenance where it comes from: corpus, documents, tokens, rounds, versions
 */
public record ModelInfo(
    String model,
    String inference,
    int k,
    int vocabularySize,
    String vocabularyHash,
    String digest,
    Map<String, String> parameters,
    Map<String, String> provenance) {
  /** This info with more to tell of where the model comes from. */
  public ModelInfo with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(provenance);
    all.putAll(more);
    return new ModelInfo(
        model, inference, k, vocabularySize, vocabularyHash, digest, parameters, all);
  }
}
