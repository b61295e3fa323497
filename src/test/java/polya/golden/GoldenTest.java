package polya.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.contract.ModelContract;

/**
 * The same input, configuration and seed give the bits that they gave when {@link Goldens#FILE} was
 * written. Its comment says what a difference means and how the file is made anew. Rows of
 * contracts are held against it where they are trained anyway, by the contracts' own tests.
 */
class GoldenTest {
  @TempDir private Path folder;

  @Test
  void everyEstimateAndEveryConfFilesModelIsToTheBitWhatItWas() throws IOException {
    SortedMap<String, String> now = new TreeMap<>();
    add(now, new HeldOutRows(folder.resolve("held-out")).rows());
    add(now, new SampleRows(folder).rows());
    add(now, TextRows.rows());
    if (Boolean.getBoolean("golden.write")) {
      SortedMap<String, String> all = new TreeMap<>(now);
      for (ModelContract contract : ModelContract.all()) {
        add(all, contract.golden(folder));
      }
      Goldens.write(all);
    }
    SortedMap<String, String> recorded = Goldens.read();
    for (ModelContract contract : ModelContract.all()) {
      // Its own tests compute them: here they must be there, and no others.
      for (String key : contract.goldenKeys()) {
        String row = recorded.getOrDefault(key, "what " + contract.getClass() + " computes");
        add(now, Map.of(key, row));
      }
    }
    List<String> differences = Goldens.differences(recorded, now);
    assertThat(differences).as("rows of %s that differ", Goldens.FILE).isEmpty();
  }

  private static void add(Map<String, String> all, Map<String, String> more) {
    more.forEach((key, value) -> assertThat(all.put(key, value)).as(key + " before").isNull());
  }

  @Test
  void changedAbsentAndNewRowsAreToldAtOnce() {
    assertThat(
            Goldens.differences(
                Map.of("a", "1", "b", "2", "c", "3"), Map.of("a", "1", "b", "20", "d", "4")))
        .containsExactly(
            "b was 2, now 20",
            "c is in the file, but nothing computes it any more",
            "d is not in the file; now 4");
  }
}
