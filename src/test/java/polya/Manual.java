package polya;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The manual as tests read it: README.md and the pages below src/site/markdown. */
public final class Manual {
  /** The checkout. */
  public static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  /** Where its pages lie. */
  public static final Path PAGES = ROOT.resolve("src/site/markdown");

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  private Manual() {}

  /**
   * One page.
   *
   * @param file where it lies
   * @param text all of it
   */
  public record Page(Path file, String text) {
    /** Its name from the checkout on. */
    @Override
    public String toString() {
      return ROOT.relativize(file).toString();
    }

    /** Its blocks between lines of three backticks. */
    public List<Block> blocks() {
      List<Block> blocks = new ArrayList<>();
      Block open = null;
      for (String line : text.lines().toList()) {
        if (line.startsWith("```")) {
          open = open == null ? new Block(this, line.substring(3), new ArrayList<>()) : null;
          if (open != null) {
            blocks.add(open);
          }
        } else if (open != null) {
          open.lines().add(line);
        }
      }
      return blocks;
    }

    /** Its lines outside of blocks. */
    public List<String> prose() {
      List<String> lines = new ArrayList<>();
      boolean block = false;
      for (String line : text.lines().toList()) {
        block ^= line.startsWith("```");
        if (!block && !line.startsWith("```")) {
          lines.add(line);
        }
      }
      return lines;
    }

    /** Where its links lead to, as it has them. */
    public List<String> links() {
      return LINK.matcher(String.join("\n", prose()).replaceAll("`[^`\n]*`", ""))
          .results()
          .map(link -> link.group(1))
          .toList();
    }
  }

  /**
   * A block of a page.
   *
   * @param page the page
   * @param language the word after its backticks
   * @param lines what it holds
   */
  public record Block(Page page, String language, List<String> lines) {}

  /**
   * A command as a person would type it.
   *
   * @param page where it stands
   * @param command it, on one line or several
   * @param output the lines that the page says it prints
   */
  public record Step(Page page, String command, List<String> output) {}

  /** The README. */
  public static Page readme() {
    return page(ROOT.resolve("README.md"));
  }

  /** One page of the manual, by its name below src/site/markdown. */
  public static Page page(String name) {
    return page(PAGES.resolve(name));
  }

  /**
   * All pages in the order in which they may be read: the README, the contents, what these list.
   */
  public static List<Page> pages() {
    Page contents = page("index.md");
    Set<Path> files = new LinkedHashSet<>(List.of(readme().file(), contents.file()));
    for (String link : contents.links()) {
      if (!link.contains("..") && !link.startsWith("#")) {
        files.add(PAGES.resolve(link.replaceFirst("#.*", "")));
      }
    }
    return files.stream().map(Manual::page).toList();
  }

  /** The files below src/site/markdown. */
  public static Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return new LinkedHashSet<>(files.filter(Files::isRegularFile).toList());
    }
  }

  /** The blocks of a language, in the order of {@link #pages()}. */
  public static List<Block> blocks(String language) {
    return pages().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals(language))
        .toList();
  }

  /** The commands of all console blocks, in the order of {@link #pages()}. */
  public static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Block block : blocks("console")) {
      for (String part : String.join("\n", block.lines()).split("(?m)^\\$ ")) {
        if (!part.isBlank()) {
          steps.add(step(block.page(), part));
        }
      }
    }
    return steps;
  }

  private static Step step(Page page, String part) {
    List<String> lines = part.lines().toList();
    int last = 0;
    while (lines.get(last).endsWith("\\")) {
      last++;
    }
    String command = String.join("\n", lines.subList(0, last + 1));
    return new Step(
        page,
        command,
        lines.subList(last + 1, lines.size()).stream().filter(l -> !l.isBlank()).toList());
  }

  private static Page page(Path file) {
    try {
      return new Page(file.normalize(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The anchors of a page's headings, as GitHub makes them: lower case, hyphens for spaces, other
   * marks left out.
   */
  public static Set<String> anchors(Page page) {
    Set<String> anchors = new LinkedHashSet<>();
    for (String line : page.prose()) {
      Matcher heading = Pattern.compile("#+ (.*)").matcher(line);
      if (heading.matches()) {
        anchors.add(
            heading.group(1).toLowerCase().replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
      }
    }
    return anchors;
  }
}
