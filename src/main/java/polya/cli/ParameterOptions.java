package polya.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.infer.ModelFamily;
import polya.spark.ingest.lines.SideFile;

/**
 * How parameters reach a command: {@code -p} is stronger than the {@code --conf} file, that than
 * defaults.
 */
final class ParameterOptions {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Parameters as name=value lines; conf/ has one commented file a method.")
  private String file;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "One parameter; `params` lists them all. Repeatable.")
  private Map<String, String> given = new LinkedHashMap<>();

  /** The file of parameters; null for none. */
  String file() {
    return file;
  }

  /** Whether any parameter was given. */
  boolean given() {
    return file != null || !given.isEmpty();
  }

  /** Whether this one was given by {@code -p}. */
  boolean given(String name) {
    return given.containsKey(name);
  }

  /**
   * What is given for this family, by name.
   *
   * @throws Failure (usage) if another family has what one of them was for
   */
  Map<String, String> texts(ModelFamily family, Configuration configuration) {
    Map<String, String> texts = texts(configuration);
    family.demandOwn(texts.keySet());
    return texts;
  }

  /** What is given, by name. */
  Map<String, String> texts(Configuration configuration) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (file != null) {
      texts.putAll(read(configuration));
    }
    texts.putAll(given);
    return texts;
  }

  /** The file as this machine sees it, else as the cluster's file system does. */
  private Map<String, String> read(Configuration configuration) {
    demandFile();
    Properties properties = new Properties();
    try {
      Path local = Path.of(file);
      String name = Files.isRegularFile(local) ? "file://" + local.toAbsolutePath() : file;
      List<String> lines = SideFile.lines(configuration, name, this::unreadable);
      properties.load(new StringReader(String.join("\n", lines)));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw unreadable(e.getMessage());
    }
    Map<String, String> texts = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return texts;
  }

  /** Spark's option of this name takes a setting, and so does {@code -p}. */
  private void demandFile() {
    if (!file.matches("[A-Za-z][A-Za-z0-9._]*=.*") || java.nio.file.Files.exists(Path.of(file))) {
      return;
    }
    if (file.startsWith("spark.")) {
      throw Failure.usage(
          "Cannot read the configuration file "
              + file
              + ": it is a setting of Spark; the --conf of a command names a file of Polya's"
              + " parameters. Give Spark's before the command: submit/polya --conf "
              + file
              + " train …");
    }
    throw unreadable("it is one parameter, which -p " + file + " sets; a file has many");
  }

  private Failure unreadable(String found) {
    return Failure.usage(
        "Cannot read the configuration file " + file + ": " + found + ". Correct --conf.");
  }
}
