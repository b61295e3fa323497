package polya.spark;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a contract's configurations, and what came of them, are named in {@code golden}. */
public final class Configurations {
  private Configurations() {}

  /** name=value,… in the order of names. */
  public static String name(Map<String, String> configuration) {
    return new TreeMap<>(configuration)
        .entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
  }

  /** SHA-256 of the bits of these numbers. */
  public static String digest(List<Double> numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.size());
    numbers.forEach(bytes::putDouble);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
