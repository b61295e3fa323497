package polya;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README as tests read it. */
public final class Readme {
  private Readme() {}

  /** Its text. */
  public static String text() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("basedir", ""), "README.md").toAbsolutePath());
  }

  /** A command as a person would type it, and the lines that the README says it prints. */
  public record Step(String command, List<String> output) {}

  /** The commands of all console blocks, in their order. */
  public static List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    Matcher block = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL).matcher(text());
    while (block.find()) {
      for (String part : block.group(1).split("(?m)^\\$ ")) {
        if (!part.isBlank()) {
          steps.add(step(part));
        }
      }
    }
    return steps;
  }

  private static Step step(String part) {
    List<String> lines = part.lines().toList();
    int last = 0;
    while (lines.get(last).endsWith("\\")) {
      last++;
    }
    String command = String.join("\n", lines.subList(0, last + 1));
    return new Step(
        command, lines.subList(last + 1, lines.size()).stream().filter(l -> !l.isBlank()).toList());
  }
}
