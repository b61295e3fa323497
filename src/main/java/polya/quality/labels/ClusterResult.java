package polya.quality.labels;

/**
 * How clusters of documents agree with their classes.
 *
 * @param documents those that have a cluster and a class
 * @param clusters how many clusters hold one of them
 * @param classes how many classes they are of
 * @param normalizedMutualInformation I(cluster; class) / ((H(cluster) + H(class)) / 2), the
 *     arithmetic mean's normalisation (Strehl and Ghosh 2002 survey others; it is scikit-learn's
 *     default): 0 for independent, 1 for equal up to names, or one cluster of one class. It is not
 *     corrected for chance, which raises it where clusters are many
 * @param purity share of documents that are of the largest class of their cluster; rises with the
 *     number of clusters, to 1 for a cluster a document
 * @param largestClass share of documents of the largest class: the purity of one cluster
 */
public record ClusterResult(
    long documents,
    int clusters,
    int classes,
    Measure normalizedMutualInformation,
    Measure purity,
    double largestClass) {}
