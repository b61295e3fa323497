package polya.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.infer.ModelPlacement;

class ReadPlacementTest {
  private static final double GB = 1L << 30;
  private static final int TERMS = 1_000_000;

  private static ReadPlacement of(ModelPlacement asked, double driver, int topics) {
    Placement.Memory memory = new Placement.Memory(driver * GB, 4 * GB, 10, 4, GB, false);
    return ReadPlacement.of(memory, asked, "m", TERMS, topics);
  }

  @Test
  void whereTopicsLieIsToldWithWhatItIsHeldAgainst() {
    // Rows of 104 floats, twice, and 60 bytes a term.
    long onDriver = TERMS * (2 * 4 * 104 + 60L);
    assertThat(of(ModelPlacement.AUTO, 2, 100).json())
        .containsEntry("modelPlacement", "driver")
        .containsEntry("asked", "auto")
        .containsEntry("onDriver", onDriver)
        .containsEntry("room", (long) (0.6 * 2 * GB))
        .doesNotContainKey("shards");
    assertThat(of(ModelPlacement.AUTO, 1, 100).json())
        .containsEntry("modelPlacement", "sharded")
        .containsEntry("onDriver", onDriver)
        .containsEntry("shards", 20);
    assertThat(of(ModelPlacement.SHARDED, 64, 100).shards()).isEqualTo(20);
    assertThat(of(ModelPlacement.DRIVER, 1, 100).shards()).isZero();
  }

  @Test
  void aModelThatIsTheDriversIsRefusedBeforeItIsTrained() {
    Placement.Memory memory = new Placement.Memory(GB, 4 * GB, 10, 4, GB, false);
    ReadPlacement.demandHere(memory, TERMS, 100);
    assertThatThrownBy(() -> ReadPlacement.demandHere(memory, TERMS, 1000))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(
            "Cannot fit k = 1000 topics of 1,000,000 terms: .* at least 3,8\\d\\d MB; allowed are"
                + " 922 of its 1,024\\. Lower k, .*");
  }

  @Test
  void whatTheDriverCannotHoldIsRefused() {
    assertThatThrownBy(() -> of(ModelPlacement.DRIVER, 1, 1000))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(
            "Cannot read model at m: its 1,000,000 terms of k = 1000 take at least [\\d,]+ MB of the"
                + " driver \\(topics 7,629, names of terms 57\\); allowed are 922 of its 1,024 MB\\."
                + " Raise spark\\.driver\\.memory, or set spark\\.polya\\.modelPlacement=sharded\\.");
    assertThatThrownBy(() -> of(ModelPlacement.SHARDED, 0.05, 10))
        .hasMessageContaining("topics 0,");
  }
}
