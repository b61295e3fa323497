package polya.spark.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import polya.infer.LocalSent;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.spark.Files;
import polya.spark.exchange.ShardFiles;
import polya.spark.store.StateStream;
import polya.topics.TermStatistics;

/**
 * The driver's part of a {@link Checkpoint} as one file of numbers, big-endian: training seconds,
 * the model ({@link StateStream}), what the parts sent, the log. It is streamed both ways, so it
 * needs no memory beside the model's. Tables and rows that lie on executors are no part of it, see
 * {@link ShardFiles}. Length and CRC-32C stand in the checkpoint's manifest and are checked before
 * anything is parsed.
 */
final class CheckpointFile {
  private static final int BUFFER = 1 << 16;

  private CheckpointFile() {}

  /** How a file can be told to be whole. */
  record Seal(long bytes, long crc32c) {}

  /** Writes a checkpoint's file. */
  static Seal write(Files files, Path path, Checkpoint checkpoint) throws IOException {
    CRC32C crc = new CRC32C();
    try (FSDataOutputStream file = files.create(path)) {
      DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(new CheckedOutputStream(file, crc), BUFFER));
      out.writeDouble(checkpoint.trainSeconds());
      StateStream.write(out, checkpoint.model());
      out.writeInt(checkpoint.sent().size());
      for (Map.Entry<Integer, Sent> part : checkpoint.sent().entrySet()) {
        out.writeInt(part.getKey());
        List<TermStatistics> sent = ShardFiles.here(part.getValue());
        out.writeInt(sent.size());
        for (TermStatistics statistics : sent) {
          statistics.write(out);
        }
      }
      byte[] log = checkpoint.log().getBytes(StandardCharsets.UTF_8);
      out.writeInt(log.length);
      out.write(log);
      out.flush();
      return new Seal(file.getPos(), crc.getValue());
    }
  }

  /**
   * Reads a checkpoint's file.
   *
   * @param rounds how many rounds are done, as the manifest says
   * @throws IOException if the file is missing, or not the one that was sealed
   */
  static Checkpoint read(Files files, Path path, Seal seal, int rounds) throws IOException {
    Seal found = sealOf(files, path);
    if (!found.equals(seal)) {
      throw new IOException(
          path.getName()
              + (found.bytes == seal.bytes
                  ? " has not its checksum"
                  : " has " + found.bytes + " bytes of " + seal.bytes));
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(files.open(path), BUFFER))) {
      double trainSeconds = in.readDouble();
      ModelState model = StateStream.read(in);
      Map<Integer, Sent> sent = new HashMap<>();
      for (int parts = in.readInt(); parts > 0; parts--) {
        int part = in.readInt();
        List<TermStatistics> statistics = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
          statistics.add(TermStatistics.read(in));
        }
        sent.put(part, LocalSent.of(statistics));
      }
      byte[] log = new byte[in.readInt()];
      in.readFully(log);
      String text = new String(log, StandardCharsets.UTF_8);
      return new Checkpoint(rounds, trainSeconds, model, sent, null, text);
    }
  }

  private static Seal sealOf(Files files, Path path) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    try (InputStream in = files.open(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        bytes += n;
      }
    }
    return new Seal(bytes, crc.getValue());
  }
}
