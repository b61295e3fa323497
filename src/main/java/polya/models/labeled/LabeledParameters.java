package polya.models.labeled;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polya.Failure;
import polya.corpus.Groups;
import polya.infer.CorpusFacts;
import polya.infer.LabelParameters;
import polya.infer.variational.DirichletParameters;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters of labeled topics by stochastic variational inference, each declared once. There
 * is no k: it follows from the labels.
 */
final class LabeledParameters extends DirichletParameters {
  static final Parameter<Integer> TOPICS_PER_LABEL =
      Parameter.integer(
              "topicsPerLabel",
              1,
              1,
              100_000,
              "Topics of each label; k follows: labels times this, and the background topics.")
          .alsoKnownAs("k", "topics_per_label", "numTopics");

  static final Parameter<Integer> BACKGROUND_TOPICS =
      Parameter.integer(
              "backgroundTopics",
              0,
              0,
              100_000,
              "Topics that every document may use, whatever its labels.")
          .alsoKnownAs("latent_topics");

  /** Those that every method has first. */
  static final List<Parameter<?>> OF_LABELS =
      List.of(
          LabelParameters.COLUMN,
          LabelParameters.SEPARATOR,
          TOPICS_PER_LABEL,
          BACKGROUND_TOPICS,
          LabelParameters.UNLABELED);

  static final List<Parameter<?>> ALL = after(OF_LABELS);

  private LabeledParameters() {}

  /** All and k, as what trains reads them. */
  static List<Parameter<?>> withTopics(List<Parameter<?>> declared) {
    List<Parameter<?>> all = new ArrayList<>(declared);
    all.add(K);
    return all;
  }

  /**
   * Which topics are whose.
   *
   * @throws Failure (usage) if there is no topic, or none for documents without labels
   */
  static LabelTopics layout(Settings settings, Groups groups) {
    LabelTopics layout =
        new LabelTopics(
            groups.encoding().size(),
            settings.get(TOPICS_PER_LABEL),
            settings.get(BACKGROUND_TOPICS),
            !settings.get(LabelParameters.UNLABELED).equals(LabelParameters.BACKGROUND));
    boolean without = !layout.unlabelledUseAll() && groups.documents(0) > 0;
    if (layout.background() == 0 && (without || layout.labels() == 0)) {
      throw Failure.usage(
          String.format(
              "Cannot train labeled topics: %,d documents have no label, and backgroundTopics is 0;"
                  + " %s. Raise backgroundTopics%s.",
              groups.documents(0),
              layout.labels() == 0
                  ? "there is no label at all, so at least 1 is needed"
                  : "unlabeled=background needs at least 1",
              layout.labels() == 0 ? ", or give labels" : ", or set unlabeled=all"));
    }
    return layout;
  }

  /** The settings with k. */
  static Settings withTopics(List<Parameter<?>> declared, Settings settings, LabelTopics layout) {
    Map<String, String> texts = new HashMap<>(settings.texts());
    texts.put(K.name(), Integer.toString(layout.topics()));
    return Settings.of(withTopics(declared), texts);
  }

  /** How many topics a document may use, on average. */
  static double meanSupport(LabelTopics layout, Groups groups) {
    double sum = 0;
    double documents = 0;
    for (int g = 0; g < groups.size(); g++) {
      sum += (double) groups.documents(g) * layout.size(groups, g);
      documents += groups.documents(g);
    }
    return documents == 0 ? layout.topics() : sum / documents;
  }

  /** α, K numbers. */
  static double[] docConcentration(Settings settings, CorpusFacts facts, LabelTopics layout) {
    return docConcentration(settings, facts, meanSupport(layout, facts.groups()));
  }
}
