package polya.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import polya.spark.Files;
import polya.spark.Json;

/**
 * A whole model that lies beside the place it is for until it may be published: an ordinary model,
 * which every command reads, in a folder named after the other.
 */
public final class StagedModel {
  private static final String SUFFIX = ".staged";

  private StagedModel() {}

  /** Where a model waits for this place. */
  public static String of(String output) {
    Path path = new Path(output);
    return new Path(path.getParent(), path.getName() + SUFFIX).toString();
  }

  /**
   * Publishes a staged model: copies its data beside those of the model that is there, replaces the
   * manifest in one step, and takes the staged one away. A reader sees the old model or the new
   * one; cut off anywhere, it may be done again. Cost: the model's bytes once.
   *
   * @param staged its folder, claimed
   * @param target the folder it is for, claimed
   */
  public static void publish(Configuration configuration, StoreFolder staged, StoreFolder target) {
    Files files = new Files(configuration);
    ModelManifest manifest = ModelManifest.read(configuration, staged.path().toString());
    Path metrics = new Path(staged.path(), FolderContents.METRICS);
    try {
      Path data = new Path(target.dataPath());
      for (String name : names(files, manifest.data())) {
        target.holds(name);
        copy(configuration, new Path(manifest.data().path(), name), new Path(data, name));
      }
      if (files.isFile(metrics)) {
        copy(configuration, metrics, target.metrics());
      }
      String text = files.read(new Path(staged.path(), ModelStore.MANIFEST)).orElseThrow();
      ObjectNode json = (ObjectNode) Json.read(text);
      target.commit(Json.pretty(json.put("data", target.dataName())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was read a moment ago", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    staged.retract();
  }

  /** The files that the manifest lists; of an older one, what lies in its data folder. */
  private static Collection<String> names(Files files, DataFolder data) {
    return data.files()
        .<Collection<String>>map(listed -> listed.lengths().keySet())
        .orElseGet(
            () ->
                files.list(data.path()).stream()
                    .map(entry -> entry.getPath().getName())
                    .filter(name -> !name.equals(RunMark.FILE))
                    .toList());
  }

  private static void copy(Configuration configuration, Path from, Path to) throws IOException {
    FileUtil.copy(
        from.getFileSystem(configuration),
        from,
        to.getFileSystem(configuration),
        to,
        false,
        true,
        configuration);
  }
}
