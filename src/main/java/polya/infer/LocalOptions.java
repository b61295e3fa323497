package polya.infer;

import java.io.Serializable;

/**
 * When a document's local step prunes and when it stops.
 *
 * @param denseSweeps sweeps over all topics before pruning
 * @param pruning topics with a smaller share of the document's tokens are dropped; 0 keeps all
 * @param leastTopics as many of the largest topics are kept whatever {@code pruning} says: the
 *     guard against a start near uniform, where nothing passes the threshold
 * @param tolerance stop when the counts moved by less than this share of the document's tokens
 * @param iterations the most sweeps, dense ones included
 */
public record LocalOptions(
    int denseSweeps, double pruning, int leastTopics, double tolerance, int iterations)
    implements Serializable {}
