/**
 * What topics mean to a person, in figures that any drawing may use: terms by probability,
 * relevance, FREX and contrast ({@link polya.describe.TopicTerms}, {@link polya.describe.Frex}),
 * labels, distances and hierarchy of topics, what becomes of topics that are merged, the documents
 * that stand for a topic, and shares of topics over groups of documents with their errors. Symbols:
 * φ_kw a topic's probability of a term, π_k its share of the tokens, p_w = Σ_k π_k φ_kw. Pure Java;
 * beyond the model itself memory is a few numbers a term and a few terms a topic.
 */
package polya.describe;
