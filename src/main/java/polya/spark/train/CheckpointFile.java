package polya.spark.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;
import polya.topics.TermStatistics;

/**
 * The driver's part of a {@link Checkpoint} as one file of numbers, big-endian: training seconds,
 * the model's tables, globals, what the parts sent, the log. It is streamed both ways, so it needs
 * no memory beside the model's; a row of zeros takes one byte, a sparse row its entries. Length and
 * CRC-32C stand in the checkpoint's manifest and are checked before anything is parsed.
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
      out.writeInt(checkpoint.model().tables().size());
      for (Map.Entry<String, Blocks> table : checkpoint.model().tables().entrySet()) {
        out.writeUTF(table.getKey());
        write(out, table.getValue().here());
      }
      write(out, checkpoint.model().globals());
      out.writeInt(checkpoint.sent().size());
      for (Map.Entry<Integer, Sent> part : checkpoint.sent().entrySet()) {
        out.writeInt(part.getKey());
        out.writeInt(part.getValue().here().size());
        for (TermStatistics statistics : part.getValue().here()) {
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

  private static void write(DataOutputStream out, List<TermBlock> blocks) throws IOException {
    out.writeInt(blocks.size());
    for (TermBlock block : blocks) {
      int length = block.row(block.from()).length;
      out.writeInt(block.from());
      out.writeInt(block.size());
      out.writeInt(length);
      out.writeInt(block.sparseTopics());
      if (block.sparseTopics() > 0) {
        writeEntries(out, block);
        continue;
      }
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * length);
      for (float[] row : block.copyOfRows()) {
        out.writeBoolean(isZero(row));
        if (!isZero(row)) {
          bytes.asFloatBuffer().put(row);
          out.write(bytes.array());
        }
      }
    }
  }

  private static void writeEntries(DataOutputStream out, TermBlock block) throws IOException {
    int[] topics = new int[block.sparseTopics()];
    float[] values = new float[topics.length];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      int n = block.entries(w, topics, values);
      out.writeInt(n);
      for (int i = 0; i < n; i++) {
        out.writeInt(topics[i]);
        out.writeFloat(values[i]);
      }
    }
  }

  private static boolean isZero(float[] row) {
    for (float value : row) {
      if (Float.floatToRawIntBits(value) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void write(DataOutputStream out, Globals globals) throws IOException {
    out.writeInt(globals.vectors().size());
    for (Map.Entry<String, double[]> vector : globals.vectors().entrySet()) {
      out.writeUTF(vector.getKey());
      int[] shape = globals.shape(vector.getKey());
      out.writeInt(shape.length);
      for (int size : shape) {
        out.writeInt(size);
      }
      out.writeInt(vector.getValue().length);
      for (double value : vector.getValue()) {
        out.writeDouble(value);
      }
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
      Map<String, Blocks> tables = new HashMap<>();
      for (int n = in.readInt(); n > 0; n--) {
        tables.put(in.readUTF(), LocalBlocks.of(blocks(in)));
      }
      ModelState model = ModelState.of(tables.remove(ModelState.TOPICS), globals(in));
      for (Map.Entry<String, Blocks> beside : tables.entrySet()) {
        model = model.with(beside.getKey(), beside.getValue());
      }
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

  private static List<TermBlock> blocks(DataInputStream in) throws IOException {
    List<TermBlock> blocks = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      int from = in.readInt();
      float[][] rows = new float[in.readInt()][];
      int length = in.readInt();
      int sparseTopics = in.readInt();
      if (sparseTopics > 0) {
        blocks.add(entries(in, from, rows.length, sparseTopics));
        continue;
      }
      float[] zeros = new float[length];
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * length);
      for (int i = 0; i < rows.length; i++) {
        rows[i] = zeros;
        if (!in.readBoolean()) {
          in.readFully(bytes.array());
          rows[i] = new float[length];
          bytes.asFloatBuffer().get(rows[i]);
        }
      }
      blocks.add(TermBlock.of(from, rows));
    }
    return blocks;
  }

  private static TermBlock entries(DataInputStream in, int from, int size, int sparseTopics)
      throws IOException {
    TermBlockBuilder block = TermBlock.sparse(from, sparseTopics);
    int[] topics = new int[sparseTopics];
    float[] values = new float[sparseTopics];
    for (int row = 0; row < size; row++) {
      int n = in.readInt();
      for (int i = 0; i < n; i++) {
        topics[i] = in.readInt();
        values[i] = in.readFloat();
      }
      block.add(topics, values, n);
    }
    return block.build();
  }

  private static Globals globals(DataInputStream in) throws IOException {
    Globals globals = Globals.none();
    for (int n = in.readInt(); n > 0; n--) {
      String name = in.readUTF();
      int[] shape = new int[in.readInt()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = in.readInt();
      }
      double[] values = new double[in.readInt()];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
      globals = globals.with(name, values, shape);
    }
    return globals;
  }
}
