package polya.spark.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import polya.infer.ModelState;
import polya.topics.TermBlock;

/** The digest of a model's bits: equal digests mean equal models, to the last bit. */
public final class ModelDigest {
  private ModelDigest() {}

  /** SHA-256 over K, every row's K floats in the order of the terms, and the globals by name. */
  public static String of(ModelState parameters, int topics) {
    MessageDigest digest = sha256();
    ByteBuffer row = ByteBuffer.allocate(4 * topics);
    digest.update(ByteBuffer.allocate(4).putInt(0, topics));
    for (TermBlock block : parameters.blocks()) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        row.clear();
        row.asFloatBuffer().put(block.row(w), 0, topics);
        digest.update(row);
      }
    }
    for (Map.Entry<String, double[]> e : parameters.globals().vectors().entrySet()) {
      digest.update(e.getKey().getBytes(StandardCharsets.UTF_8));
      ByteBuffer values = ByteBuffer.allocate(8 * e.getValue().length);
      values.asDoubleBuffer().put(e.getValue());
      digest.update(values);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
