package polya.models.labeled;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import polya.Failure;
import polya.corpus.Encoding;
import polya.infer.Keywords;

/**
 * Which topics the names of keywords stand for: a label's name for all topics of the label, any
 * other for a background topic, in the order of the names.
 */
final class NamedTopics {
  private final LabelTopics layout;
  private final Encoding labels;
  private final List<String> ofBackground = new ArrayList<>();

  /**
   * Names of keywords.
   *
   * @throws Failure (usage) if more of them than background topics are no label
   */
  NamedTopics(LabelTopics layout, Encoding labels, Keywords keywords) {
    this.layout = layout;
    this.labels = labels;
    keywords.names().stream().filter(name -> labels.index(name) < 0).forEach(ofBackground::add);
    if (ofBackground.size() > layout.background()) {
      throw Failure.usage(
          String.format(
              "Cannot train with keywords of %s: it is no label, and %,d of the file's names are"
                  + " none; allowed are labels, and as many others as backgroundTopics, now %,d."
                  + " Correct the names, or raise backgroundTopics.",
              ofBackground.get(layout.background()), ofBackground.size(), layout.background()));
    }
  }

  /** The topics of a name. */
  int[] topics(String name) {
    int label = labels.index(name);
    int first = layout.labels() * layout.each();
    return label < 0
        ? new int[] {first + ofBackground.indexOf(name)}
        : IntStream.range(0, layout.each()).map(j -> label * layout.each() + j).toArray();
  }
}
