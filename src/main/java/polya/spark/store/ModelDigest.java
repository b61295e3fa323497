package polya.spark.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import polya.infer.ModelState;
import polya.topics.TermBlock;

/** The digest of a model's bits: equal digests mean equal models, to the last bit. */
public final class ModelDigest {
  private ModelDigest() {}

  /**
   * SHA-256 over a tree: the table's name, K, the number of its blocks and the SHA-256 of each,
   * which is over its rows' K floats in the order of the terms; then the globals by name, each with
   * its length, or its shape where it is a matrix. Blocks may so be digested wherever they lie.
   */
  public static String of(ModelState parameters, int topics) {
    MessageDigest digest = sha256();
    digest.update((ModelState.TOPICS + "\0").getBytes(StandardCharsets.UTF_8));
    List<byte[]> blocks = parameters.topics().each(block -> of(block, topics));
    digest.update(ByteBuffer.allocate(8).putInt(0, topics).putInt(4, blocks.size()));
    blocks.forEach(digest::update);
    for (Map.Entry<String, double[]> e : parameters.globals().vectors().entrySet()) {
      digest.update((e.getKey() + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(ByteBuffer.allocate(4).putInt(0, e.getValue().length));
      digest.update(bytes(e.getValue()));
      int[] shape = parameters.globals().shape(e.getKey());
      if (shape.length == 2) { // The shape of one number, or of a vector, is its length.
        digest.update(ByteBuffer.allocate(8).putInt(0, shape[0]).putInt(4, shape[1]));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] of(TermBlock block, int topics) {
    MessageDigest digest = sha256();
    update(digest, block, topics);
    return digest.digest();
  }

  /** As models of format 1 have it: one walk over K, all rows, and the globals by name. */
  static String ofFormat1(ModelState parameters, int topics) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(4).putInt(0, topics));
    parameters.topics().here().forEach(block -> update(digest, block, topics));
    for (Map.Entry<String, double[]> e : parameters.globals().vectors().entrySet()) {
      digest.update(e.getKey().getBytes(StandardCharsets.UTF_8));
      digest.update(bytes(e.getValue()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, TermBlock block, int topics) {
    ByteBuffer row = ByteBuffer.allocate(4 * topics);
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      row.clear();
      row.asFloatBuffer().put(block.row(w), 0, topics);
      digest.update(row);
    }
  }

  private static ByteBuffer bytes(double[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length);
    bytes.asDoubleBuffer().put(numbers);
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
