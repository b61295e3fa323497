package polya.golden;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import polya.math.Rows;
import polya.spark.LocalSpark;

/**
 * Started by another Java than the build's: reads texts by every language and trains every family
 * by every method on a small sample, and compares both with the golden rows.
 */
public final class OnThisJava {
  private OnThisJava() {}

  /**
   * Prints the rows that differ, else the Java, the kernels and how many rows are the same.
   *
   * @param arguments a folder for what is made
   */
  public static void main(String[] arguments) throws Exception {
    LocalSpark.session();
    SortedMap<String, String> recorded = Goldens.read();
    SortedMap<String, String> now =
        new SampleRows(Files.createDirectories(Path.of(arguments[0]))).fewRows();
    now.putAll(TextRows.rows());
    recorded.keySet().retainAll(now.keySet());
    List<String> differences = Goldens.differences(recorded, now);
    differences.forEach(System.out::println);
    if (differences.isEmpty()) {
      System.out.printf(
          "Java %d, %s kernels: %d rows as they were%n",
          Runtime.version().feature(), Rows.best().name(), now.size());
    }
    System.exit(differences.isEmpty() ? 0 : 1);
  }
}
