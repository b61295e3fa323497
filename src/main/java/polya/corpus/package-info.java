/**
 * What a corpus is: {@link polya.corpus.Document documents} as sorted term indices with counts, in
 * {@link polya.corpus.Tile tiles} chosen by a hash of the document's id, over a {@link
 * polya.corpus.Vocabulary vocabulary}; and the text formats as line codecs. Pure Java.
 */
package polya.corpus;
