package polya.describe;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The terms that a reader of topics may come to see: of every topic those that are among its first
 * at some λ of relevance, 0, 0.1, … 1. From them the first at each of these λ are found without the
 * model.
 *
 * @param shown how many a topic at each λ
 * @param all the terms of any topic, ascending
 * @param termsK the terms of each topic, ascending
 */
public record ReportTerms(int shown, int[] all, int[][] termsK) {
  /** Steps between λ = 0 and λ = 1. */
  public static final int STEPS = 10;

  /**
   * The terms of a model. Cost: {@value #STEPS} + 1 times that of {@link TopicTerms#top}.
   *
   * @param shown how many a topic at each λ, ≥ 1
   */
  public static ReportTerms of(TopicTerms topics, int shown) {
    int[][][] found =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(step -> topics.relevant((double) step / STEPS, shown))
            .toArray(int[][][]::new);
    int[][] termsK =
        IntStream.range(0, topics.topics())
            .mapToObj(
                k -> distinct(Arrays.stream(found).map(each -> each[k]).toArray(int[][]::new)))
            .toArray(int[][]::new);
    return new ReportTerms(shown, distinct(termsK), termsK);
  }

  private static int[] distinct(int[][] lists) {
    return Arrays.stream(lists).flatMapToInt(Arrays::stream).sorted().distinct().toArray();
  }

  /** Where a term stands among all, or a number below 0. */
  public int place(int term) {
    return Arrays.binarySearch(all, term);
  }
}
