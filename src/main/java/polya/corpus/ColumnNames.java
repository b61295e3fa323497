package polya.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the wanted columns of a table stand.
 *
 * @param width how many columns there are
 * @param wanted the index of each, in the order asked for
 */
public record ColumnNames(int width, int[] wanted) {
  /**
   * Finds columns by their names.
   *
   * @param names of all columns
   * @param wanted each is needed once
   */
  public static Parsed<ColumnNames> find(List<String> names, List<String> wanted) {
    int[] found = new int[wanted.size()];
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      found[i] = names.indexOf(wanted.get(i));
      if (found[i] < 0) {
        missing.add(wanted.get(i));
      } else if (names.lastIndexOf(wanted.get(i)) != found[i]) {
        return Parsed.bad("it has two columns " + wanted.get(i));
      }
    }
    return missing.isEmpty()
        ? Parsed.of(new ColumnNames(names.size(), found))
        : Parsed.bad("it has no column " + String.join(", ", missing));
  }
}
