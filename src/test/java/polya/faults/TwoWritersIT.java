package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.faults.TaskFault.Action;
import polya.faults.Trial.Method;
import polya.submit.Launch;

/** Commands that write where another one does: they are refused, and it is not disturbed. */
@Tag("faults")
class TwoWritersIT {
  @TempDir private Path folder;

  @Test
  void theSecondIsRefusedWhateverItIs() throws Exception {
    Path sample = Launch.root().resolve("data-samples/synthetic");
    Trial first = Trial.of(folder, "model").by(Method.GIBBS, "driver");
    first.plan(List.of(TaskFault.at(0, Action.SLEEP, 20_000).inRound(2))).start();
    assertThat(first.until(first::isBefallen)).as(first.said()).isTrue();
    List<String> ingest =
        List.of(
            "ingest",
            "--format=uci",
            "--overwrite",
            "--input=" + sample.resolve("docword.synthetic.txt.gz"),
            "--vocabulary=" + sample.resolve("vocab.synthetic.txt"),
            "--output=" + first.model());
    List<String> resume = new ArrayList<>(first.train());
    resume.add("--resume");
    List<String> over = new ArrayList<>(first.train());
    over.add("--overwrite");
    for (List<String> second : List.of(first.train(), resume, over, ingest)) {
      Launch refused = Launch.here(second.toArray(String[]::new));
      assertThat(refused.exitCode()).as(second + "\n" + refused.err()).isEqualTo(4);
      assertThat(refused.err()).contains("another run writes there, ");
    }
    assertThat(first.process().isAlive()).isTrue();
    int code = first.code(1200);
    boolean identical = first.digest().equals(Trial.undisturbed(Method.GIBBS));
    FaultTable.tell("another command writes there", 4, code, identical);
    assertThat(code).as(first.said()).isZero();
    assertThat(identical).isTrue();
  }
}
