package polya.spark.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polya.infer.ModelState;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;

/**
 * A model's state as a stream of numbers, big-endian: its tables by name, then its globals. It is
 * streamed both ways, so it needs no memory beside the model's; a row of zeros takes one byte, a
 * sparse row its entries. It is as it was bit for bit.
 */
public final class StateStream {
  private StateStream() {}

  /** Writes a state; of one whose tables lie elsewhere only the globals. */
  public static void write(DataOutputStream out, ModelState state) throws IOException {
    boolean here = state.topics().isHere();
    out.writeInt(here ? state.tables().size() : 0);
    if (here) {
      for (Map.Entry<String, Blocks> table : state.tables().entrySet()) {
        out.writeUTF(table.getKey());
        write(out, table.getValue().here());
      }
    }
    write(out, state.globals());
  }

  /** Reads what {@link #write} wrote; without topics where only globals were written. */
  public static ModelState read(DataInputStream in) throws IOException {
    Map<String, Blocks> tables = new HashMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      tables.put(in.readUTF(), LocalBlocks.of(blocks(in)));
    }
    ModelState state = ModelState.of(tables.remove(ModelState.TOPICS), globals(in));
    for (Map.Entry<String, Blocks> beside : tables.entrySet()) {
      state = state.with(beside.getKey(), beside.getValue());
    }
    return state;
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
