package polya.spark.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import polya.Failure;
import polya.corpus.Groups;
import scala.Tuple2;

/** The distinct sets of labels among documents, counted by one job. */
public final class LabelSets {
  private LabelSets() {}

  /**
   * How many documents have each set. The driver holds the distinct sets and never more than are
   * allowed: one task reads what the others counted, and stops where there are too many.
   *
   * @param texts canonical texts of sets, each with a number of documents
   * @param column where the sets come from, for an error
   * @throws Failure (input) if there are more than {@link Groups#MOST} distinct sets
   */
  public static Map<String, Long> counted(JavaPairRDD<String, Long> texts, String column) {
    return counted(texts, column, Groups.MOST);
  }

  static Map<String, Long> counted(JavaPairRDD<String, Long> texts, String column, int most) {
    List<Tuple2<String, Long>> found =
        texts
            .reduceByKey(Long::sum)
            .coalesce(1)
            .mapPartitions(sets -> first(sets, most + 1))
            .collect();
    if (found.size() > most) {
      throw Groups.tooMany(column, most);
    }
    Map<String, Long> counted = new HashMap<>(2 * found.size());
    found.forEach(set -> counted.put(set._1(), set._2()));
    return counted;
  }

  private static <T> Iterator<T> first(Iterator<T> all, int n) {
    List<T> first = new ArrayList<>();
    while (all.hasNext() && first.size() < n) {
      first.add(all.next());
    }
    return first.iterator();
  }

  /**
   * Demands a label.
   *
   * @param column where the sets come from
   * @param of whose documents they are: "of corpus C"
   * @throws Failure (input) if every set is empty
   */
  public static void demandAny(Map<String, Long> sets, String column, String of) {
    if (sets.keySet().stream().allMatch(String::isEmpty)) {
      throw Failure.input(
          "Cannot read labels from column "
              + column
              + of
              + ": it is empty throughout; at least one document needs a label. Give another"
              + " column.");
    }
  }
}
