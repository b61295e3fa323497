package polya.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final String PAGE =
      ReportPage.of("{\"term\":\"</script><script>alert(1)</script><!--\u2028\u2029\"}");

  private static String one(String regex) {
    Matcher found = Pattern.compile(regex, Pattern.DOTALL).matcher(PAGE);
    assertThat(found.find()).as(regex).isTrue();
    String text = found.group(1);
    assertThat(found.find()).as("a second " + regex).isFalse();
    return text;
  }

  private static String hash(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(hash);
  }

  @Test
  void theBrowserRunsTheStyleAndTheScriptOfThePageAlone() throws Exception {
    assertThat(one("Content-Security-Policy\" content=\"([^\"]*)\""))
        .isEqualTo(
            "default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                .formatted(hash(one("<style>(.*?)</style>")), hash(one("<script>(.*?)</script>"))));
    assertThat(PAGE.lines().findFirst()).contains(ReportPage.FIRST_LINE);
    assertThat(PAGE).doesNotContain("style=\"").doesNotContainPattern(" on[a-z]+=");
  }

  @Test
  void nothingIsLoaded() {
    assertThat(PAGE.replace("\"http://www.w3.org/2000/svg\"", ""))
        .doesNotContainPattern("https?:|@import|url\\(|//cdn|src=\"");
  }

  @Test
  void dataEndNoElement() {
    assertThat(one("<script type=\"application/json\" id=\"data\">(.*?)</script>"))
        .isEqualTo(
            "{\"term\":\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\\u003c!--\\u2028\\u2029\"}");
  }

  @Test
  void theScriptIsSmallAndMakesNoElementsOfText() {
    String script = ReportPage.resource("report.js");
    assertThat(script.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(40_000);
    assertThat(script)
        .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(");
  }
}
