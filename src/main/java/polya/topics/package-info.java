/**
 * What a topic model is made of, whatever the model: {@link polya.topics.TermBlock blocks} of rows
 * by term, which lie in {@link polya.topics.Blocks tables} wherever these are; the {@link
 * polya.topics.Phi weights} that a local step sees of them; the {@link polya.topics.TermStatistics
 * statistics} that tiles send back, of a {@link polya.topics.StatisticsLayout layout} that names
 * their {@link polya.topics.Sums sums} and tables; and the small {@link polya.topics.Globals}. Pure
 * Java.
 */
package polya.topics;
