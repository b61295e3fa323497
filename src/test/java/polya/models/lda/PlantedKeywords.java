package polya.models.lda;

import java.util.List;
import polya.infer.Keywords;

/** Keywords of three of the topics of {@link polya.spark.PlantedCorpus}, one of them unknown. */
final class PlantedKeywords {
  private PlantedKeywords() {}

  /** The second topic has its own first terms, the first and third one of each other's, too. */
  static Keywords all(int width) {
    return Keywords.of(
        List.of("first", "second", "none of them"),
        List.of(new int[] {0, 1, 2 * width}, new int[] {width, width + 1, width + 5}, new int[0]));
  }
}
