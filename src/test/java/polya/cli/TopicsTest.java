package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsTest {
  @TempDir static Path folder;

  @Test
  void tableAndJson() throws IOException {
    TrainedModel made = TrainedModel.in(folder);
    Command table = Command.run("topics", "--model", made.path("model"), "--terms", "3");
    assertThat(table.code()).as(table.err()).isZero();
    List<String> lines = table.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("topic   share  terms by probability");
    assertThat(lines.get(1))
        .matches(" {4}0 +\\d+\\.\\d%  \\w+ 0\\.\\d{4}, \\w+ 0\\.\\d{4}, \\w+ 0\\.\\d{4}");

    Command json = Command.run("topics", "--model", made.path("model"), "--terms", "100", "--json");
    JsonNode topics = new ObjectMapper().readTree(json.out()).path("topics");
    double shares = 0;
    for (JsonNode topic : topics) {
      shares += topic.path("share").asDouble();
      assertThat(topic.path("terms")).hasSize(12);
      double sum = 0;
      double previous = 1;
      for (JsonNode term : topic.path("terms")) {
        double p = term.path("probability").asDouble();
        assertThat(p).isLessThanOrEqualTo(previous);
        sum += p;
        previous = p;
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
    assertThat(shares).isCloseTo(1, within(1e-9));
    assertThat(folder.resolve("model/run.json")).exists();
    assertThat(folder.resolve("model").toFile().list((f, n) -> n.equals("topics"))).isEmpty();
  }

  @Test
  void badInputs() {
    Command missing = Command.run("topics", "--model", folder.resolve("nowhere").toString());
    assertThat(missing.code()).isEqualTo(5);
    assertThat(missing.err()).contains("Cannot read model at");
    assertThat(folder.resolve("nowhere")).doesNotExist();
    assertThat(Command.run("topics", "--model", "m", "--terms", "0").code()).isEqualTo(2);
  }
}
