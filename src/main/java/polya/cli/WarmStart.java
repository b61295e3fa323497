package polya.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import polya.Failure;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.Vocabulary;
import polya.infer.CovariateParameters;
import polya.infer.KeptTopics;
import polya.infer.LabelParameters;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelPlacement;
import polya.infer.ModelState;
import polya.infer.Realigned;
import polya.params.Parameter;
import polya.spark.exchange.ReadPlacement;
import polya.spark.store.ModelStore;

/**
 * The earlier model that a run starts from, its rows in the order of the new corpus's terms.
 *
 * @param path where it lies
 * @param info what its manifest says
 * @param realigned its rows, and how many terms are known, new or dropped
 * @param labels the run's dictionary: the earlier model's, extended; empty before it is known
 */
record WarmStart(String path, ModelInfo info, Realigned realigned, Optional<Encoding> labels) {
  private static final int SHOWN = 5;

  /**
   * Reads the earlier model.
   *
   * @param asked the run's method; empty for the earlier model's
   * @param place where the run's topics are to lie: the earlier model's lie there while they are
   *     read, for auto where {@link ReadPlacement#asked} says
   * @throws Failure (store) if it cannot be read, is of another family, was trained by a method
   *     that this one cannot start from, or has no term of the corpus
   */
  static WarmStart open(
      Job job,
      String path,
      ModelPlacement place,
      ModelFamily family,
      Optional<String> asked,
      Vocabulary vocabulary) {
    ModelStore model = place == ModelPlacement.AUTO ? job.open(path) : job.open(path, place);
    ModelInfo info = model.info();
    if (!family.reads(info)) {
      String found = ModelFamily.of(info).map(ModelFamily::name).orElse(info.model());
      throw refused(
          path, "its family is " + found + "; allowed is " + family.name(), "Correct --model");
    }
    List<String> methods = family.inferences();
    String own = methods.contains(info.inference()) ? info.inference() : methods.get(0);
    String method = asked.orElse(own);
    if (!family.startsFrom(method).contains(info.inference())) {
      throw refused(
          path,
          "it was trained by "
              + info.inference()
              + "; "
              + method
              + " starts from a model trained by "
              + String.join(" or ", family.startsFrom(method)),
          "Change --inference");
    }
    Realigned realigned = Realigned.of(model.parameters(), model.vocabulary(), vocabulary);
    if (realigned.known() == 0) {
      throw refused(
          path,
          "none of its " + realigned.dropped() + " terms is in the corpus; some must be",
          "Give a model of the same language and the same way of making terms");
    }
    return new WarmStart(path, info, realigned, Optional.empty());
  }

  /**
   * The parameters that say how labels are read: those given, and where one is not, the earlier
   * model's.
   */
  Map<String, String> readingLabels(ModelFamily family, String method, Map<String, String> given) {
    Map<String, String> texts = new HashMap<>(given);
    List<Parameter<?>> reading = new ArrayList<>(LabelParameters.READING);
    reading.add(CovariateParameters.COLUMNS);
    for (Parameter<?> parameter : reading) {
      String earlier = info.parameters().get(parameter.name());
      if (earlier != null && family.parameters(method).contains(parameter)) {
        texts.putIfAbsent(parameter.name(), earlier);
      }
    }
    return texts;
  }

  /**
   * The earlier model with topics for labels that it did not know.
   *
   * @param labels the dictionary of the run: the earlier model's, extended
   */
  WarmStart withLabels(ModelFamily family, Encoding labels) {
    ModelState wide = family.withLabels(parameters(), labels.size());
    Realigned rows = new Realigned(wide, realigned.known(), realigned.added(), realigned.dropped());
    return new WarmStart(path, info, rows, Optional.of(labels));
  }

  /** The run that leaves the earlier model's topics alone that no document may use. */
  ModelFamily.Training keeping(ModelFamily family, ModelFamily.Training run, Groups groups) {
    return groups.encoding().size() == 0
        ? run
        : KeptTopics.of(run, parameters(), family.posterior(parameters()).documents(), groups);
  }

  private static Failure refused(String path, String found, String remedy) {
    return Failure.store(
        "Cannot start from model at "
            + path
            + ": "
            + found
            + ". "
            + remedy
            + ", or train without --warm-start.");
  }

  /** The parameters of the run: those given, and what it takes from the earlier model. */
  Map<String, String> inherited(ModelFamily family, String method, Map<String, String> given) {
    return family.inherited(method, given, parameters());
  }

  /** The earlier model's parameters. */
  ModelState parameters() {
    return realigned.parameters();
  }

  /** Adds what the new model's manifest says of this start. */
  void tell(Map<String, String> provenance) {
    provenance.put("warmStart", path);
    provenance.put("warmStartDigest", info.digest());
    provenance.put("warmStartNewTerms", Integer.toString(realigned.added()));
    provenance.put("warmStartDroppedTerms", Integer.toString(realigned.dropped()));
  }

  /** A line for people, and another where labels are new or gone. */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "warm start from %s  %,d terms known, %,d new, %,d dropped",
            Printable.text(path),
            realigned.known(),
            realigned.added(),
            realigned.dropped())
        + labels.map(this::ofLabels).orElse("");
  }

  /** What becomes of labels that are not the same as before; empty if all are. */
  private String ofLabels(Encoding now) {
    if (now.covariates().isPresent()) {
      return ""; // Their effects are learned anew.
    }
    int before = info.attributes().size();
    List<String> added =
        IntStream.range(before, now.size()).mapToObj(now::value).map(Printable::text).toList();
    List<String> gone =
        IntStream.range(0, before)
            .filter(i -> now.documents(i) == 0)
            .mapToObj(now::value)
            .map(Printable::text)
            .toList();
    List<String> told = new ArrayList<>();
    if (!added.isEmpty()) {
      told.add(
          some(added)
              + (added.size() == 1 ? " is new and gets topics" : " are new and get topics"));
    }
    if (!gone.isEmpty()) {
      told.add(
          some(gone)
              + (gone.size() == 1
                  ? " is on no document and keeps its topics"
                  : " are on no document and keep their topics"));
    }
    return told.isEmpty() ? "" : System.lineSeparator() + "labels: " + String.join("; ", told);
  }

  /** The first few, and how many there are beside them. */
  private static String some(List<String> labels) {
    String first = labels.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int others = labels.size() - SHOWN;
    return others > 0 ? String.format(Locale.ROOT, "%s and %,d others", first, others) : first;
  }
}
