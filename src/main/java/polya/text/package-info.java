/**
 * From text to a vocabulary: {@link polya.text.Tokenizer} cuts words, {@link polya.text.StopWords}
 * and a shortest length leave some out, {@link polya.text.VocabularyLimits} choose the terms. Pure
 * Java; the same words on every machine, whatever its locale.
 */
package polya.text;
