package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import polya.Failure;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.LabelSyntax;
import polya.quality.labels.ClassResult;
import polya.quality.labels.ClusterResult;
import polya.quality.labels.LabelResult;
import polya.quality.labels.Measure;
import polya.spark.pass.LabelThresholds;
import polya.spark.pass.PredictionPass;
import polya.spark.pass.Predictions;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/** What predictions for a corpus are held against: one of its columns, if it has it. */
final class PredictionTruth {
  /** Of the bootstrap over documents. */
  static final long SEED = 1;

  private final PredictionKind kind;
  private final ModelStore model;

  /** The dictionary of what is predicted. */
  private final Encoding known;

  private final CorpusStore corpus;
  private final String column;

  /** Classes of documents that are clustered; else null. */
  private final Groups classes;

  /**
   * The truth of a corpus.
   *
   * @param known the dictionary of what is predicted: the model's, or that of one of its covariates
   * @param given the column that was asked for; null for the one that the model was trained with
   * @throws Failure (usage) if there is no such column; (input) if clusters are to be held against
   *     a column that is empty throughout
   */
  PredictionTruth(
      PredictionKind kind, ModelStore model, Encoding known, CorpusStore corpus, String given) {
    this.kind = kind;
    this.known = known;
    this.model = model;
    this.corpus = corpus;
    boolean clusters = kind == PredictionKind.CLUSTERS;
    String own = clusters ? null : known.column();
    boolean kept = corpus.keptColumns().contains(own);
    column = given != null ? given : kept ? own : null;
    classes =
        clusters && given != null ? CorpusGroups.of(corpus, given, LabelSyntax.SEPARATOR) : null;
    if (!clusters && given != null && !corpus.keptColumns().contains(given)) {
      throw Failure.usage(
          "Cannot hold predictions against column "
              + given
              + " of corpus "
              + corpus.path()
              + ": there is none; the columns that it keeps are "
              + (corpus.keptColumns().isEmpty() ? "none" : String.join(", ", corpus.keptColumns()))
              + ". Correct --truth, or leave it out.");
    }
  }

  /** The predictions for the corpus, with its truth where that is known. */
  Predictions predictions(PredictionPass pass) {
    if (column == null) {
      return pass.of(corpus);
    }
    return classes != null ? pass.of(corpus, classes) : pass.of(corpus, known, column);
  }

  /**
   * How the predictions meet the truth.
   *
   * @param trainedOn corpus to choose thresholds on; asked for where there are such
   * @param passes opens a pass over a corpus
   */
  Judged judged(
      Predictions predictions,
      Supplier<TrainedOn> trainedOn,
      Function<CorpusStore, PredictionPass> passes) {
    if (column == null) {
      return kind == PredictionKind.CLUSTERS
          ? Judged.not("not measured: --truth names a column of classes to hold clusters against.")
          : Judged.not(
              "not measured: the corpus has no column "
                  + known.column()
                  + "; --truth names another.");
    }
    return switch (kind) {
      case LABELS -> labels(predictions, trainedOn.get(), passes);
      case CLASSES -> classes(predictions);
      case CLUSTERS -> clusters(predictions.judgedClusters(SEED));
    };
  }

  /** Shares of training documents that have each label: what the baseline knows. */
  private double[] shares() {
    Encoding labels = known;
    double documents = Double.parseDouble(model.info().provenance().get("documents"));
    return IntStream.range(0, labels.size())
        .mapToDouble(i -> labels.documents(i) / documents)
        .toArray();
  }

  private Judged labels(
      Predictions predictions, TrainedOn trained, Function<CorpusStore, PredictionPass> passes) {
    List<String> notes = new ArrayList<>();
    double[] shares = shares();
    double ofModel = Double.NaN;
    double ofBaseline = Double.NaN;
    String chosenOn = null;
    String own = known.column();
    if (trained.corpus() == null) {
      notes.add("no threshold was chosen: " + trained.reason() + "; --trained-on names one.");
    } else if (!trained.corpus().keptColumns().contains(own)) {
      notes.add(
          "no threshold was chosen: corpus "
              + trained.corpus().path()
              + " has no column "
              + own
              + ".");
    } else {
      try (PredictionPass pass = passes.apply(trained.corpus())) {
        LabelThresholds chosen = pass.thresholds(trained.corpus(), known, shares);
        ofModel = chosen.ofModel();
        ofBaseline = chosen.ofBaseline();
      }
      chosenOn = trained.corpus().path();
    }
    LabelResult m = predictions.judgedLabels(SEED, null, ofModel);
    LabelResult b = predictions.judgedLabels(SEED, shares, ofBaseline);
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("judgedDocuments", m.documents() - m.withoutLabels());
    counts.put("documentsWithoutLabels", m.withoutLabels());
    counts.put("labels", m.labels());
    counts.put("unseenValues", m.unseenLabels());
    counts.put("threshold", finite(ofModel));
    counts.put("baselineThreshold", finite(ofBaseline));
    counts.put("thresholdChosenOn", chosenOn);
    counts.put("areaUnderCurveLabels", m.areaLabels());
    counts.put("areaUnderCurveResolution", finite(m.areaResolution()));
    List<Judged.Line> lines = new ArrayList<>();
    lines.add(new Judged.Line("microF1", "micro F1", m.microF1(), b.microF1()));
    lines.add(new Judged.Line("macroF1", "macro F1", m.macroF1(), b.macroF1()));
    lines.add(
        new Judged.Line(
            "precisionAtOne", "precision of the first", m.precisionAtOne(), b.precisionAtOne()));
    lines.add(
        new Judged.Line(
            "rankingPrecision",
            "ranking average precision",
            m.rankingPrecision(),
            b.rankingPrecision()));
    lines.add(
        new Judged.Line(
            "areaUnderCurve",
            "area under the curve (macro)",
            m.areaUnderCurve(),
            b.areaUnderCurve()));
    if (!Double.isNaN(ofModel)) {
      lines.add(
          new Judged.Line(
              "microF1AtThreshold",
              "micro F1 at threshold",
              m.microF1AtThreshold(),
              b.microF1AtThreshold()));
      lines.add(
          new Judged.Line(
              "macroF1AtThreshold",
              "macro F1 at threshold",
              m.macroF1AtThreshold(),
              b.macroF1AtThreshold()));
    }
    return told(counts, lines, notes);
  }

  private Judged classes(Predictions predictions) {
    ClassResult m = predictions.judgedClasses(SEED, null);
    ClassResult b = predictions.judgedClasses(SEED, shares());
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("judgedDocuments", m.documents());
    counts.put("documentsWithoutLabels", corpus.info().documents() - m.documents());
    counts.put("unseenValues", m.unseen());
    return told(
        counts,
        List.of(
            new Judged.Line("accuracy", "accuracy", m.accuracy(), b.accuracy()),
            new Judged.Line("logLoss", "log loss", m.logLoss(), b.logLoss())),
        List.of());
  }

  private Judged clusters(ClusterResult m) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("judgedDocuments", m.documents());
    counts.put("documentsWithoutLabels", corpus.info().documents() - m.documents());
    counts.put("clusters", m.clusters());
    counts.put("classes", m.classes());
    Measure none = new Measure(0, 0);
    return told(
        counts,
        List.of(
            new Judged.Line(
                "normalizedMutualInformation",
                "normalized mutual information",
                m.normalizedMutualInformation(),
                none),
            new Judged.Line(
                "purity", "purity", m.purity(), new Measure(m.largestClass(), Double.NaN))),
        List.of());
  }

  private Judged told(Map<String, Object> counts, List<Judged.Line> lines, List<String> notes) {
    if ((Long) counts.get("judgedDocuments") == 0) {
      return new Judged(
          column,
          counts,
          List.of(),
          List.of("not measured: no document has a value in column " + column + "."));
    }
    return new Judged(column, counts, lines, notes);
  }

  private static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }
}
