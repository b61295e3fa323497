package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import polya.Manual;

/** The manual as {@code mvn site} renders it, into target/site; the build has just done so. */
class SiteIT {
  private static final Path SITE = Launch.root().resolve("target/site");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\":#]*)(?:#([^\"]+))?\"");

  private static Path rendered(Path page) {
    String name = Manual.PAGES.relativize(page).toString();
    return SITE.resolve(name.replaceFirst("\\.md$", ".html"));
  }

  @Test
  void everyPageIsThereAndTellsTheVersion() throws IOException {
    for (Path page : Manual.files()) {
      assertThat(rendered(page)).exists();
      assertThat(Files.readString(rendered(page)))
          .as(page.toString())
          .contains("Version: " + System.getProperty("project.version"));
    }
  }

  @Test
  void everyLinkLeadsToAFileOfTheSiteAndToAHeadingInIt() throws IOException {
    for (Path page : Manual.files()) {
      Path file = rendered(page);
      List<MatchResult> links = LINK.matcher(Files.readString(file)).results().toList();
      assertThat(links).isNotEmpty();
      for (MatchResult link : links) {
        Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
        assertThat(target.normalize()).as("%s of %s", link.group(), file).exists();
        if (link.group(2) != null) {
          assertThat(Files.readString(target))
              .as("%s of %s", link.group(), file)
              .contains("id=\"" + link.group(2) + "\"");
        }
      }
    }
  }
}
