package polya.spark.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import polya.Failure;
import polya.spark.Json;

/**
 * The text of a checkpoint's {@code checkpoint.json}, written last: without it there is no
 * checkpoint. It carries its own checksum.
 *
 * @param rounds how many rounds are done
 * @param seal of the driver's part
 * @param run what it belongs to
 */
record CheckpointManifest(int rounds, CheckpointFile.Seal seal, RunIdentity run) {
  /** The file's name. */
  static final String NAME = "checkpoint.json";

  private static final int FORMAT = 4;

  /** The manifest's text. */
  String text() {
    ObjectNode json = Json.object().put("format", FORMAT).put("rounds", rounds);
    json.put("bytes", seal.bytes()).put("crc32c", seal.crc32c());
    json.set("run", Json.tree(run.entries()));
    return Json.pretty(json.put("checksum", checksum(json)));
  }

  /** Over all fields but itself, as one line. */
  private static String checksum(ObjectNode json) {
    CRC32C crc = new CRC32C();
    crc.update(Json.line(json.deepCopy().without("checksum")).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException if it is damaged
   * @throws Failure (store) if it is whole, and of a format that this version does not know:
   *     another version goes on from it
   */
  static CheckpointManifest parse(String text) throws IOException {
    JsonNode json;
    try {
      json = Json.read(text);
    } catch (JsonProcessingException e) {
      throw new IOException(NAME + " is no JSON", e);
    }
    if (!(json instanceof ObjectNode object)
        || !checksum(object).equals(json.path("checksum").asText())) {
      throw new IOException(NAME + " has not its checksum");
    }
    if (json.path("format").asInt() != FORMAT) {
      throw Failure.store(
          "Cannot resume training: the checkpoint of round "
              + json.path("rounds")
              + " has format "
              + json.path("format")
              + ", and this version reads format "
              + FORMAT
              + ". Go on with the version of Polya that wrote it, or begin anew, without --resume.");
    }
    TreeMap<String, String> run = new TreeMap<>();
    json.path("run").properties().forEach(e -> run.put(e.getKey(), e.getValue().asText()));
    return new CheckpointManifest(
        json.path("rounds").asInt(),
        new CheckpointFile.Seal(json.path("bytes").asLong(), json.path("crc32c").asLong()),
        new RunIdentity(run));
  }
}
