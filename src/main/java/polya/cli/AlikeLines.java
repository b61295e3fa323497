package polya.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import polya.quality.AlikeTopics;

/** What a person should know of topics that say the same, in a line each. */
final class AlikeLines {
  /** A list goes no further: run.json has all of them. */
  private static final int MOST = 20;

  private AlikeLines() {}

  /** The lines, without their ends; none where all topics differ. */
  static List<String> of(AlikeTopics alike, int topics, TopicNames names) {
    List<String> lines = new ArrayList<>();
    boolean areLabels = names.of(0).isPresent();
    int equal = alike.equal().stream().mapToInt(List::size).sum();
    if (equal > 0) {
      lines.add(
          "warning: "
              + equal
              + " of "
              + topics
              + " topics are equal or nearly so, with 90 % or more of their probability in common: "
              + groups(alike.equal(), names)
              + (areLabels
                  ? ". Labels that stand on the same documents cannot be told apart: make them one;"
                  : ". Take a smaller k;")
              + " if documents are copies of one another, ingest them with --deduplicate.");
    }
    int empty = alike.empty().size();
    if (empty > 0 && topics > 1) {
      lines.add(
          "note: "
              + empty
              + " of "
              + topics
              + (empty == 1 ? " topics is" : " topics are")
              + " next to empty, more than nine tenths prior: "
              + groups(List.of(alike.empty()), names)
              + (areLabels
                  ? ". Words of their documents speak for other labels."
                  : ". A smaller k would do."));
    }
    return lines;
  }

  /** {@code 0, 1, 2; 5, 7}. */
  private static String groups(List<List<Integer>> groups, TopicNames names) {
    List<String> texts = new ArrayList<>();
    int left = MOST;
    for (List<Integer> group : groups) {
      if (left > 0) {
        texts.add(group.stream().limit(left).map(names::text).collect(Collectors.joining(", ")));
      }
      left -= group.size();
    }
    return String.join("; ", texts) + (left < 0 ? ", …" : "");
  }
}
