package polya.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.Shown;

/** Where paths lead: one text for one place, and which places lie inside which. */
public final class Places {
  private Places() {}

  /**
   * A path as the one text that all paths to its place have: absolute, with its scheme, and on the
   * local file system through all links, as far as it exists. Credentials in it are no part of the
   * place.
   */
  public static String of(Configuration configuration, String path) {
    return of(configuration, new Path(path));
  }

  private static String of(Configuration configuration, Path path) {
    try {
      FileSystem files = path.getFileSystem(configuration);
      return files instanceof LocalFileSystem local
          ? "file:" + real(local.pathToFile(path).toPath().toAbsolutePath().normalize())
          : Shown.place(files.makeQualified(path).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static java.nio.file.Path real(java.nio.file.Path path) throws IOException {
    if (path.getParent() == null || java.nio.file.Files.exists(path)) {
      return path.toRealPath();
    }
    return real(path.getParent()).resolve(path.getFileName());
  }

  /**
   * Demands that an output has nothing to do with any input, nor with another output of its run.
   *
   * @param what the noun for messages: corpus, model, …
   * @param inputs files, folders and globs; globs stand for what they match
   * @param others outputs of the same run
   * @throws Failure (output in the way) if one of them is the output, lies in it, or holds it
   */
  public static void demandApart(
      Configuration configuration,
      String what,
      String output,
      List<String> inputs,
      List<String> others) {
    String place = of(configuration, output);
    for (String input : inputs) {
      for (String found : expanded(configuration, input)) {
        demandApart(what, output, place, "the input " + input, found);
      }
    }
    for (String other : others) {
      demandApart(what, output, place, "the output " + other, of(configuration, other));
    }
  }

  private static void demandApart(
      String what, String output, String place, String other, String found) {
    String how =
        found.equals(place)
            ? " is the same folder"
            : inside(found, place) ? " lies inside it" : inside(place, found) ? " holds it" : null;
    if (how != null) {
      throw Failure.outputInTheWay(
          "Cannot write "
              + what
              + " to "
              + output
              + ": "
              + other
              + how
              + "; nothing was read or changed. Name another --output, one that lies apart.");
    }
  }

  private static boolean inside(String place, String folder) {
    return place.startsWith(folder.endsWith("/") ? folder : folder + "/");
  }

  /** What an input names; nothing where it cannot be looked for, which its reader tells. */
  private static List<String> expanded(Configuration configuration, String input) {
    List<String> found = new ArrayList<>();
    try {
      for (String name : InputPaths.names(configuration, input)) {
        for (FileStatus match : InputPaths.find(name, configuration)) {
          found.add(of(configuration, match.getPath()));
        }
      }
      return found.isEmpty() ? List.of(of(configuration, InputPaths.of(input))) : found;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      return found;
    }
  }
}
