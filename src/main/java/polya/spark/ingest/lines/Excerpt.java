package polya.spark.ingest.lines;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The fingerprint of a bad record: SHA-256 of the first {@value #BYTES} bytes of its line. It lets
 * the owner of the input find the line again without the corpus repeating a word of it.
 */
public final class Excerpt {
  /** How many bytes of the line count. */
  static final int BYTES = 1024;

  private Excerpt() {}

  /** The fingerprint of a line of text. */
  public static String hash(String line) {
    byte[] bytes =
        line.substring(0, Math.min(line.length(), BYTES)).getBytes(StandardCharsets.UTF_8);
    return hash(bytes, bytes.length);
  }

  /** The fingerprint of the first n bytes. */
  public static String hash(byte[] bytes, int n) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, Math.min(n, BYTES));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
