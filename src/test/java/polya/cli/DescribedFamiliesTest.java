package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polya.infer.ModelFamily;

/** Models of every family can be described, and their topics merged or that refused. */
@Tag("long")
class DescribedFamiliesTest {
  @TempDir static Path folder;

  static List<String> families() {
    return ModelFamily.all().stream().map(ModelFamily::name).toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void describeAndMerge(String family) {
    String truth = folder.resolve(family).toString();
    String corpus = folder.resolve(family + "-corpus").toString();
    Command simulated =
        Command.run(
            "simulate",
            "--model",
            family,
            "--documents",
            "40",
            "--terms",
            "50",
            "--mean-length",
            "30",
            "--output",
            corpus,
            "--truth",
            truth);
    assertThat(simulated.code()).as(simulated.err()).isZero();
    Command described =
        Command.run(
            "describe", "--model", truth, "--corpus", corpus, "--output", truth + "-described");
    assertThat(described.code()).as(described.err()).isZero();
    Command merged =
        Command.run("merge", "--model", truth, "--to", "2", "--output", truth + "-merged");
    if (List.of("hpf", "labeled", "dmr").contains(family)) {
      assertThat(merged.code()).isEqualTo(2);
      assertThat(merged.err()).contains("Cannot merge topics of model at", family);
    } else {
      assertThat(merged.code()).as(merged.err()).isZero();
      Command mixtures =
          Command.run(
              "transform",
              "--model",
              truth + "-merged",
              "--corpus",
              corpus,
              "--output",
              truth + "-mixtures");
      assertThat(mixtures.code()).as(mixtures.err()).isZero();
    }
  }
}
