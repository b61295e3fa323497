/**
 * What a corpus is: {@link polya.corpus.Document documents} as sorted term indices with counts, in
 * {@link polya.corpus.Tile tiles} chosen by a hash of the document's id, over a {@link
 * polya.corpus.Vocabulary vocabulary}, and what documents have beside their counts as one integer
 * each, a {@link polya.corpus.Groups group}; and the text formats as line codecs. Pure Java.
 */
package polya.corpus;
