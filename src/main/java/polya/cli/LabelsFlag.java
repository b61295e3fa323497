package polya.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.describe.LabelLines;
import polya.spark.Causes;
import polya.spark.Files;

/** The option that names a file of labels for topics. */
final class LabelsFlag {
  private static final int MOST = 16 << 20;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = {
        "What topics are called: a line a topic, its number, a comma, a semicolon or a tab, and the"
            + " label; or a table with a first line that names the columns topic and label.",
        "Default: the best phrase, or the three terms of highest relevance; of labeled topics their"
            + " own names."
      })
  String file;

  /**
   * The labels of the file, by topic; none where no file was given.
   *
   * @param topics K
   * @throws Failure (input) if there is no such file, it is not UTF-8, or it is not as {@link
   *     LabelLines} has it
   */
  Map<Integer, String> read(Configuration hadoop, int topics) {
    return file == null ? Map.of() : LabelLines.parse(file, text(hadoop), topics);
  }

  private String text(Configuration hadoop) {
    try (InputStream in = new Files(hadoop).open(new Path(file))) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw refused("it has more than " + MOST + " bytes", "a line a topic");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused("it is not UTF-8", "text in UTF-8");
    } catch (FileNotFoundException e) {
      throw refused("there is no such file", "a line a topic");
    } catch (IOException | IllegalArgumentException e) {
      throw Causes.environment(e)
          .orElseGet(() -> refused("it cannot be read (" + e.getMessage() + ")", "a line a topic"));
    } catch (UncheckedIOException e) {
      throw Causes.of(e);
    }
  }

  private Failure refused(String found, String allowed) {
    return Failure.input(
        "Cannot use labels of "
            + file
            + ": "
            + found
            + "; allowed is "
            + allowed
            + ". Correct --labels.");
  }
}
