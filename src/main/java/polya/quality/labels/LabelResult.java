package polya.quality.labels;

/**
 * How well scores of labels tell the labels of documents. The first two measures predict as many
 * labels for a document as it truly has, the highest scores first and the lower label first among
 * equals, so they need no threshold; precision equals recall there unless a document has more
 * labels than the model knows. Errors are of the choice of documents: by Poisson bootstrap for
 * measures that are sums over documents, by a jackknife over groups of documents for means over
 * labels.
 *
 * @param documents all documents
 * @param withoutLabels those without true labels: no other number is of them
 * @param labels how many labels that the model knows are true of a document
 * @param unseenLabels how often a document has a label that the model does not know
 * @param microF1 2 Σ_d TP_d / Σ_d (predicted_d + true_d) at the true numbers of labels
 * @param macroF1 mean over {@code labels} of 2 TP/(predicted + true) at the true numbers of labels
 * @param precisionAtOne share of documents whose first label is true
 * @param rankingPrecision label ranking average precision (Schapire and Singer 2000; in
 *     scikit-learn {@code label_ranking_average_precision_score}, but that documents without labels
 *     have no part): mean over documents of the mean over true labels y of the share of true ones
 *     among labels that score at least as much as y
 * @param areaUnderCurve macro: mean over {@code areaLabels} of the probability that a document with
 *     the label scores higher for it than one without, ties counting half
 * @param areaLabels labels that some documents have and some lack
 * @param areaResolution by how much the area may differ from that of unrounded scores, mean over
 *     labels: half the share of pairs that fall into one range of scores, equal scores among them
 * @param threshold the score from which on a label is predicted in the last two; NaN without
 * @param microF1AtThreshold as {@code microF1} with these labels
 * @param macroF1AtThreshold as {@code macroF1} with these labels
 */
public record LabelResult(
    long documents,
    long withoutLabels,
    int labels,
    long unseenLabels,
    Measure microF1,
    Measure macroF1,
    Measure precisionAtOne,
    Measure rankingPrecision,
    Measure areaUnderCurve,
    int areaLabels,
    double areaResolution,
    double threshold,
    Measure microF1AtThreshold,
    Measure macroF1AtThreshold) {}
