/**
 * What a topic model is made of, whatever the model: {@link polya.topics.TermBlock blocks} of rows
 * by term, the {@link polya.topics.Phi weights} that a local step sees of them, the {@link
 * polya.topics.TermStatistics statistics} that tiles send back, and the small {@link
 * polya.topics.Globals}. Pure Java.
 */
package polya.topics;
