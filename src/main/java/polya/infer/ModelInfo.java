package polya.infer;

import java.util.Map;
import java.util.TreeMap;
import polya.corpus.Encoding;

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
 * @param attributes the dictionary of its documents' labels; {@link Encoding#none} without
 */
public record ModelInfo(
    String model,
    String inference,
    int k,
    int vocabularySize,
    String vocabularyHash,
    String digest,
    Map<String, String> parameters,
    Map<String, String> provenance,
    Encoding attributes) {
  /** Where provenance has the hash of the dictionary of labels that a run began with. */
  public static final String ATTRIBUTES_HASH = "attributesHash";

  /** Where provenance has the names of topics with keywords, and these: a JSON object of lists. */
  public static final String KEYWORDS = "keywords";

  /** Where provenance has the names of the sections of terms, commas between them. */
  public static final String SECTIONS = "sections";

  /** Where provenance has why the method was chosen, and how long it was to take. */
  public static final String CHOSEN = "inferenceChosen";

  /** Where provenance has the seconds that training was to take by calculation. */
  public static final String BUDGET = "budget";

  /** What is known of a model whose documents have no attributes. */
  public ModelInfo(
      String model,
      String inference,
      int k,
      int vocabularySize,
      String vocabularyHash,
      String digest,
      Map<String, String> parameters,
      Map<String, String> provenance) {
    this(
        model,
        inference,
        k,
        vocabularySize,
        vocabularyHash,
        digest,
        parameters,
        provenance,
        Encoding.none());
  }

  /** This info with more to tell of where the model comes from. */
  public ModelInfo with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(provenance);
    all.putAll(more);
    return new ModelInfo(
        model, inference, k, vocabularySize, vocabularyHash, digest, parameters, all, attributes);
  }

  /** This info with the digest of the model's bits. */
  public ModelInfo digested(String found) {
    return new ModelInfo(
        model,
        inference,
        k,
        vocabularySize,
        vocabularyHash,
        found,
        parameters,
        provenance,
        attributes);
  }

  /** This info with the dictionary of the documents' labels. */
  public ModelInfo with(Encoding labels) {
    return new ModelInfo(
        model,
        inference,
        k,
        vocabularySize,
        vocabularyHash,
        digest,
        parameters,
        provenance,
        labels);
  }

  /** Whether its documents have attributes. */
  public boolean hasAttributes() {
    return attributes.size() > 0;
  }
}
