package polya.cli;

import java.util.List;
import java.util.Optional;
import polya.describe.TopicLabels;
import polya.infer.ModelInfo;
import polya.infer.Posterior;
import polya.spark.store.ModelStore;
import polya.spark.store.TopicNaming;

/** Names of a model's topics, where its labels or keywords give them such. */
final class TopicNames {
  /** No names: topics have numbers alone. */
  static final TopicNames NONE = new TopicNames(Optional.empty());

  private static final int MOST = 24;

  private final Optional<List<String>> names;
  private final int width;

  private TopicNames(Optional<List<String>> names) {
    this.names = names;
    width =
        Math.max(
            "name".length(),
            names.stream().flatMap(List::stream).mapToInt(n -> shown(n).length()).max().orElse(0));
  }

  /** Those of a saved model. */
  static TopicNames of(ModelStore model) {
    return new TopicNames(TopicNaming.of(model.posterior(), model.info()));
  }

  /** Those of a model of which this is known. */
  static TopicNames of(Posterior posterior, ModelInfo info) {
    return new TopicNames(TopicNaming.of(posterior, info));
  }

  /** Those that a person gave or the model has; none where labels are made of terms. */
  static TopicNames of(TopicLabels labels) {
    return labels.given() ? new TopicNames(Optional.of(labels.all())) : NONE;
  }

  /** A topic's name, if it has one. */
  Optional<String> of(int topic) {
    return names.filter(all -> topic < all.size()).map(all -> all.get(topic));
  }

  /** A table's column head, with two blanks after it; empty if topics have no names. */
  String head() {
    return names.isPresent() ? padded("name") : "";
  }

  /** A table's cell, with two blanks after it; empty if topics have no names. */
  String cell(int topic) {
    return names.isPresent() ? padded(of(topic).map(TopicNames::shown).orElse("")) : "";
  }

  /** {@code 3} or {@code 3 (acq)}. */
  String text(int topic) {
    return topic + of(topic).map(name -> " (" + shown(name) + ")").orElse("");
  }

  private String padded(String text) {
    return text + " ".repeat(width - text.length()) + "  ";
  }

  private static String shown(String name) {
    String text = Printable.text(name);
    return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
  }
}
