package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Languages by the jar as it is shipped: Lucene under another name, and of it only what analysis
 * needs. A class that is missing there is seen here and nowhere else.
 */
class AnalyseIT {
  @ParameterizedTest
  @CsvSource({
    "en, light, policies of the na\u00efve, policy of naive",
    "de, light, H\u00e4user, haus",
    "ru, full, \u043d\u0430\u0440\u043e\u0434\u044b, \u043d\u0430\u0440\u043e\u0434",
    "cjk, none, \u6771\u4eac\u90fd, \u6771\u4eac \u4eac\u90fd"
  })
  void isWhole(String language, String stem, String text, String terms) throws Exception {
    Launch launch =
        Launch.polya(
            "analyse",
            "--language=" + language,
            "--stem=" + stem,
            "--stop-words=en,+the",
            "--strip=html",
            "--fold=accents",
            "--text=<b>" + text + "</b>&amp;");
    assertThat(launch.exitCode()).as(launch.err()).isZero();
    assertThat(launch.out().strip()).isEqualTo(terms.replace(" of ", " "));
  }
}
