package polya.describe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The hierarchy of topics by average linkage: the two groups whose topics are nearest on average by
 * {@link JensenShannon} are joined, again and again (Sokal and Michener 1958). By chains of nearest
 * neighbours (Murtagh, Computer Journal 1983): cost and memory K².
 */
public final class Linkage {
  private final int topics;
  private final List<Join> joins;

  private Linkage(int topics, List<Join> joins) {
    this.topics = topics;
    this.joins = joins;
  }

  /**
   * Two groups that become one. Groups 0 … K − 1 are the topics; the i-th join makes group K + i.
   *
   * @param first the group of lower number
   * @param second the other
   * @param height how far they are apart on average, no less than of the join before
   * @param size topics of the new group
   */
  public record Join(int first, int second, double height, int size) {}

  /** The hierarchy of all topics. */
  public static Linkage of(JensenShannon distances) {
    int topics = distances.topics();
    double[][] d = new double[topics][topics];
    for (int j = 0; j < topics; j++) {
      for (int k = 0; k < topics; k++) {
        d[j][k] = distances.of(j, k);
      }
    }
    return new Linkage(topics, numbered(topics, chained(d)));
  }

  /** Joins of two topics, one of each group, with their heights, in the order of the chains. */
  private static List<Join> chained(double[][] d) {
    int topics = d.length;
    int[] sizes = new int[topics];
    Arrays.fill(sizes, 1);
    List<Join> joins = new ArrayList<>();
    int[] chain = new int[topics];
    int length = 0;
    while (joins.size() < topics - 1) {
      if (length == 0) {
        chain[length++] = first(sizes);
      }
      int last = chain[length - 1];
      int nearest = nearest(d[last], sizes, last, length > 1 ? chain[length - 2] : -1);
      if (length > 1 && nearest == chain[length - 2]) {
        joins.add(join(d, sizes, Math.min(last, nearest), Math.max(last, nearest)));
        length -= 2;
      } else {
        chain[length++] = nearest;
      }
    }
    return joins;
  }

  private static int first(int[] sizes) {
    int k = 0;
    while (sizes[k] == 0) {
      k++;
    }
    return k;
  }

  /** The nearest group; of equally near ones the one before in the chain, then the lowest. */
  private static int nearest(double[] d, int[] sizes, int of, int before) {
    int nearest = before;
    for (int k = 0; k < sizes.length; k++) {
      if (k != of && sizes[k] > 0 && (nearest < 0 || d[k] < d[nearest])) {
        nearest = k;
      }
    }
    return nearest;
  }

  /** The second group goes into the first: distances of Lance and Williams. */
  private static Join join(double[][] d, int[] sizes, int first, int second) {
    double height = d[first][second];
    int size = sizes[first] + sizes[second];
    for (int k = 0; k < sizes.length; k++) {
      double joined = (sizes[first] * d[first][k] + sizes[second] * d[second][k]) / size;
      d[first][k] = joined;
      d[k][first] = joined;
    }
    sizes[first] = size;
    sizes[second] = 0;
    return new Join(first, second, height, size);
  }

  /** Joins by height, with the numbers of groups in the place of topics of theirs. */
  private static List<Join> numbered(int topics, List<Join> joins) {
    List<Join> sorted = new ArrayList<>(joins);
    sorted.sort(Comparator.comparingDouble(Join::height));
    int[] parent = new int[2 * topics];
    Arrays.setAll(parent, i -> i);
    int[] sizes = new int[2 * topics];
    Arrays.fill(sizes, 0, topics, 1);
    List<Join> numbered = new ArrayList<>();
    for (Join join : sorted) {
      int one = root(parent, join.first());
      int other = root(parent, join.second());
      int group = topics + numbered.size();
      parent[one] = group;
      parent[other] = group;
      sizes[group] = sizes[one] + sizes[other];
      numbered.add(
          new Join(Math.min(one, other), Math.max(one, other), join.height(), sizes[group]));
    }
    return numbered;
  }

  private static int root(int[] parent, int group) {
    int root = group;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  /** K. */
  public int topics() {
    return topics;
  }

  /** The joins in their order, K − 1 of them. */
  public List<Join> joins() {
    return List.copyOf(joins);
  }

  /**
   * What topics become where so many groups are left.
   *
   * @param groups 1 … K
   */
  public TopicMap cut(int groups) {
    int[] parent = new int[2 * topics];
    Arrays.setAll(parent, i -> i);
    for (int i = 0; i < topics - groups; i++) {
      parent[joins.get(i).first()] = topics + i;
      parent[joins.get(i).second()] = topics + i;
    }
    int[] groupK = new int[topics];
    Arrays.setAll(groupK, k -> root(parent, k));
    return TopicMap.of(groupK);
  }
}
