package polya.cli;

import polya.corpus.ColumnKind;
import polya.infer.ModelInfo;
import polya.mixing.Predictor;

/** What a model predicts of a document. */
enum PredictionKind {
  /** Which of the labels that it knows a document has. */
  LABELS,
  /** Which one label it has, of a column of classes. */
  CLASSES,
  /** Which of the topics it belongs to, as a cluster without a name. */
  CLUSTERS;

  static PredictionKind of(Predictor predictor, ModelInfo info) {
    if (predictor.isOfClusters()) {
      return CLUSTERS;
    }
    return info.attributes().syntax().kind() == ColumnKind.CLASS ? CLASSES : LABELS;
  }

  /** Its name in results. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
