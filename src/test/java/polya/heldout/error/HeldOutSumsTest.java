package polya.heldout.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import polya.heldout.Estimate;

/** What tasks and the driver hold of a corpus. */
class HeldOutSumsTest {
  private static DocumentScore score(int d, double tilt) {
    return new DocumentScore("d" + d, 5, 1, new Estimate(5, -30 - d % 7 + tilt, 0.1, 12.5, 0.4));
  }

  private static int size(Object sums) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sums);
    }
    return bytes.size();
  }

  @Test
  void itIsAsLargeForTenThousandDocumentsAsForTen() throws IOException {
    HeldOutSums sums = new HeldOutSums(1);
    PairedSums pairs = new PairedSums(1);
    int few = 0;
    int fewPairs = 0;
    for (int d = 0; d < 10_000; d++) {
      sums.add(score(d, 0));
      pairs.add(new PairedScore(score(d, 0), score(d, 0.5)));
      if (d == 9) {
        few = size(sums);
        fewPairs = size(pairs);
      }
    }
    assertThat(size(sums)).isEqualTo(few).isLessThan(20_000);
    assertThat(size(pairs)).isEqualTo(fewPairs).isLessThan(40_000);
  }
}
