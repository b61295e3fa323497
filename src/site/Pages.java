import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes links of the rendered manual lead where those of its source lead: headings get the anchors
 * that they have on a Git server, and files of the project that pages name are copied beside the
 * pages, below {@code project/}. A link that leads nowhere ends it with 1. {@code mvn site} runs
 * it: {@code java src/site/Pages.java PROJECT SITE}.
 */
final class Pages {
  private static final Pattern HEADING = Pattern.compile("<h([1-6])(?: id=[^>]*)?>(.*?)</h\\1>", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("(href|src)=\"([^\":#]*)(#[^\"]*)?\"");

  private final Path project;
  private final Path site;
  private final Map<Path, String> pages = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private Pages(Path project, Path site) {
    this.project = project;
    this.site = site;
  }

  public static void main(String[] arguments) throws IOException {
    Pages pages = new Pages(Path.of(arguments[0]), Path.of(arguments[1]));
    pages.read();
    pages.link();
    pages.broken.forEach(System.err::println);
    System.exit(pages.broken.isEmpty() ? 0 : 1);
  }

  /** Reads all pages and gives their headings anchors. */
  private void read() throws IOException {
    try (Stream<Path> files = Files.walk(site)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        if (!file.startsWith(site.resolve("project"))) {
          String text = Files.readString(file);
          pages.put(file, HEADING.matcher(text).replaceAll(Pages::anchored).replace("\r\n", "\n"));
        }
      }
    }
  }

  /** A heading with the anchor of its words: lower case, hyphens for spaces, no other marks. */
  private static String anchored(MatchResult heading) {
    String words = heading.group(2).replaceAll("<[^>]*>", "").replaceAll("&\\w+;", "");
    String anchor = words.toLowerCase().replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    if (Character.isDigit(anchor.charAt(0))) {
      anchor = "a" + anchor; // As the site's own renderer has it in links.
    }
    String level = heading.group(1);
    return Matcher.quoteReplacement(
        "<h" + level + " id=\"" + anchor + "\">" + heading.group(2) + "</h" + level + ">");
  }

  /** Mends the links of all pages and writes the pages. */
  private void link() throws IOException {
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      Path file = page.getKey();
      String text =
          LINK.matcher(page.getValue())
              .replaceAll(
                  link -> {
                    String path = mended(file, link.group(2), link.group(3));
                    String anchor = link.group(3) == null ? "" : link.group(3);
                    return Matcher.quoteReplacement(
                        link.group(1) + "=\"" + path + anchor + "\"");
                  });
      FileTime rendered = Files.getLastModifiedTime(file);
      Files.writeString(file, text);
      Files.setLastModifiedTime(file, rendered); // A source changed since then is rendered again.
    }
  }

  /** Where a link of a page leads from the page: to what the site has, or to a copy of a file. */
  private String mended(Path page, String path, String anchor) {
    Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    if (target.startsWith(site) && Files.exists(target)) {
      if (anchor != null
          && anchor.length() > 1
          && pages.containsKey(target)
          && !pages.get(target).contains("id=\"" + anchor.substring(1) + "\"")) {
        broken.add(site.relativize(page) + " links to " + path + anchor + ": no such heading");
      }
      return path;
    }
    Path written = project.resolve("src/site/markdown").resolve(site.relativize(page));
    Path source = written.resolveSibling(path).normalize();
    if (!Files.exists(source) && path.endsWith(".html")) { // Of pages outside of the manual.
      source = source.resolveSibling(source.getFileName().toString().replaceFirst("html$", "md"));
    }
    if (!source.startsWith(project) || !Files.isRegularFile(source)) {
      broken.add(site.relativize(page) + " links to " + path + ", which is not there");
      return path;
    }
    Path copy = site.resolve("project").resolve(project.relativize(source));
    try {
      Files.createDirectories(copy.getParent());
      Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.getParent().relativize(copy).toString().replace('\\', '/');
  }
}
