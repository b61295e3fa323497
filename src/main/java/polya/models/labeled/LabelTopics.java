package polya.models.labeled;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import polya.corpus.Encoding;
import polya.corpus.Groups;

/**
 * Which topics are whose: the first label's, the second's, …, the background's. A class and not a
 * record, for Kryo.
 */
final class LabelTopics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int labels;
  private final int each;
  private final int background;
  private final boolean unlabelledUseAll;

  /**
   * A layout.
   *
   * @param labels L
   * @param each topics of each label, m ≥ 1
   * @param background topics of all documents, B
   * @param unlabelledUseAll whether a document without labels may use all topics, or the
   *     background's
   */
  LabelTopics(int labels, int each, int background, boolean unlabelledUseAll) {
    this.labels = labels;
    this.each = each;
    this.background = background;
    this.unlabelledUseAll = unlabelledUseAll;
  }

  int labels() {
    return labels;
  }

  int each() {
    return each;
  }

  int background() {
    return background;
  }

  boolean unlabelledUseAll() {
    return unlabelledUseAll;
  }

  /** K = L m + B. */
  int topics() {
    return Math.addExact(Math.multiplyExact(labels, each), background);
  }

  /** Documents without known labels may use all topics where there is no background, too. */
  private boolean unlabelledMayUseAll() {
    return unlabelledUseAll || background == 0;
  }

  /**
   * The topics of a group, ascending; returns how many, −1 for all. All are those of labels that
   * training documents have: an earlier model may have known more, whose topics none may change.
   */
  int support(Groups groups, int group, int[] topics) {
    int from = groups.offsets()[group];
    int to = groups.offsets()[group + 1];
    boolean all = to == from && unlabelledMayUseAll();
    if ((all ? inUse(groups) : to - from) == labels) {
      return -1;
    }
    int n = 0;
    for (int i = all ? 0 : from; i < (all ? labels : to); i++) {
      int label = all ? i : groups.labels()[i];
      for (int j = 0; j < each && !(all && isIdle(groups, label)); j++) {
        topics[n++] = label * each + j;
      }
    }
    for (int j = 0; j < background; j++) {
      topics[n++] = labels * each + j;
    }
    return n;
  }

  /** How many topics a group may use. */
  int size(Groups groups, int group) {
    int own = groups.offsets()[group + 1] - groups.offsets()[group];
    boolean all = own == 0 && unlabelledMayUseAll();
    return (all ? inUse(groups) : own) * each + background;
  }

  private static boolean isIdle(Groups groups, int label) {
    return groups.encoding().documents(label) == 0;
  }

  private int inUse(Groups groups) {
    return (int) IntStream.range(0, labels).filter(label -> !isIdle(groups, label)).count();
  }

  /** Names of the topics: their labels, with numbers where these have several. */
  List<String> names(Encoding attributes) {
    List<String> names = new ArrayList<>(topics());
    for (int label = 0; label < labels; label++) {
      for (int j = 1; j <= each; j++) {
        names.add(attributes.value(label) + (each == 1 ? "" : " " + j));
      }
    }
    for (int j = 1; j <= background; j++) {
      names.add("background " + j);
    }
    return names;
  }
}
