package polya.corpus;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a corpus's manifest says of it.
 *
 * @param documents documents kept, empty ones included
 * @param emptyDocuments documents kept that have no token of the vocabulary
 * @param tokens tokens of the vocabulary
 * @param nonZeros entries: distinct terms summed over documents
 * @param outOfVocabularyTokens tokens dropped because their term is not in the vocabulary
 * @param quarantined records set aside as bad
 * @param vocabularySize V
 * @param vocabularyHash {@link Vocabulary#hash}
 * @param source how it was made: format, input and every option that shaped it
 * @param sections the named ranges of the vocabulary in their order; none where it is not divided
 */
public record CorpusInfo(
    long documents,
    long emptyDocuments,
    long tokens,
    long nonZeros,
    long outOfVocabularyTokens,
    long quarantined,
    int vocabularySize,
    String vocabularyHash,
    Map<String, String> source,
    List<Section> sections) {
  /**
   * A section of the vocabulary.
   *
   * @param name what it is called
   * @param terms how many terms it has
   */
  public record Section(String name, int terms) {}

  /** A manifest of before there were sections has none. */
  public CorpusInfo {
    sections = sections == null ? List.of() : List.copyOf(sections);
  }

  /** Of a corpus whose vocabulary is not divided. */
  public CorpusInfo(
      long documents,
      long emptyDocuments,
      long tokens,
      long nonZeros,
      long outOfVocabularyTokens,
      long quarantined,
      int vocabularySize,
      String vocabularyHash,
      Map<String, String> source) {
    this(
        documents,
        emptyDocuments,
        tokens,
        nonZeros,
        outOfVocabularyTokens,
        quarantined,
        vocabularySize,
        vocabularyHash,
        source,
        List.of());
  }

  /** The same with a vocabulary in sections. */
  public CorpusInfo with(Sections divided) {
    return new CorpusInfo(
        documents,
        emptyDocuments,
        tokens,
        nonZeros,
        outOfVocabularyTokens,
        quarantined,
        vocabularySize,
        vocabularyHash,
        source,
        IntStream.range(0, divided.count())
            .mapToObj(s -> new Section(divided.names().get(s), divided.size(s)))
            .toList());
  }

  /** The sections as ranges of terms; one where the vocabulary is not divided. */
  public Sections divided() {
    return sections.isEmpty()
        ? Sections.one(vocabularySize)
        : Sections.of(
            sections.stream().map(Section::name).toList(),
            sections.stream().mapToInt(Section::terms).toArray());
  }
}
