package polya.corpus;

import java.util.Map;

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
    Map<String, String> source) {}
