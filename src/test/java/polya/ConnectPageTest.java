package polya;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What connect.md shows of Python and SQL is what the client of ConnectIT runs. */
class ConnectPageTest {
  @Test
  void whatThePageShowsIsRun() throws IOException {
    String client =
        Files.readString(Manual.ROOT.resolve("src/test/resources/polya/connect/client.py"))
            .replaceAll("(?m)^ +", "");
    List<String> shown =
        Manual.page("connect.md").blocks().stream()
            .map(block -> String.join("\n", block.lines()).replaceAll("(?m)^ +", ""))
            .filter(block -> !block.startsWith("$SPARK_HOME"))
            .toList();
    assertThat(shown).hasSize(4).allSatisfy(block -> assertThat(client).contains(block));
  }
}
