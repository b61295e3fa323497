package polya.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import polya.corpus.AttributeRow;
import polya.corpus.Vocabulary;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.spark.Json;

/**
 * A model as one file on the driver's own disk, for a server that puts models aside and takes them
 * up again. Neither Spark nor a Hadoop file system has a part in it, so that it works where the
 * executors are other machines and whatever the default file system is. It is no format to keep:
 * the process that wrote it reads it.
 *
 * @param info what is known of the model, with the dictionary of its labels
 * @param vocabulary its terms
 * @param parameters its own parameters
 * @param metrics what its rounds told
 */
public record LocalModel(
    ModelInfo info,
    Vocabulary vocabulary,
    ModelState parameters,
    List<Map<String, Number>> metrics) {
  private static final String FILE = "model.bin";
  private static final int BUFFER = 1 << 16;

  /** Writes the file into a folder, which is made where needed. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    ObjectNode head = Json.object();
    head.set("info", ModelManifest.tree(info));
    head.set("attributes", Json.tree(info.attributes().rows()));
    head.set("metrics", Json.tree(metrics));
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(FILE)), BUFFER))) {
      text(out, Json.line(head));
      for (String term : vocabulary.terms()) {
        text(out, term);
      }
      StateStream.write(out, parameters);
    }
  }

  /**
   * Reads the file of a folder.
   *
   * @throws IOException if it is not there, or not whole
   */
  public static LocalModel read(Path folder) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(folder.resolve(FILE)), BUFFER))) {
      JsonNode head = Json.read(text(in));
      ModelInfo info = ModelManifest.info(head.path("info"));
      List<AttributeRow> rows = new ArrayList<>();
      head.path("attributes").forEach(row -> rows.add(Json.convert(row, AttributeRow.class)));
      List<String> terms = new ArrayList<>();
      while (terms.size() < info.vocabularySize()) {
        terms.add(text(in));
      }
      return new LocalModel(
          rows.isEmpty() ? info : info.with(AttributeTable.encoding(rows, info)),
          Vocabulary.of(terms),
          StateStream.read(in),
          metrics(head.path("metrics")));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(FILE + " is no model", e);
    }
  }

  private static List<Map<String, Number>> metrics(JsonNode rounds) {
    List<Map<String, Number>> metrics = new ArrayList<>();
    for (JsonNode round : rounds) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      round.properties().forEach(e -> numbers.put(e.getKey(), e.getValue().numberValue()));
      metrics.add(numbers);
    }
    return metrics;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
