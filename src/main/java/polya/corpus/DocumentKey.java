package polya.corpus;

import java.nio.charset.StandardCharsets;

/**
 * The 64-bit key of a document id: FNV-1a over its UTF-8 bytes, then the finaliser of SplitMix64.
 * Tiles, splits and random streams depend on this key alone, so they never depend on partitions or
 * on the order of arrival. The function is part of the format and never changes.
 */
public final class DocumentKey {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private DocumentKey() {}

  /** The key of an id; cost linear in its length. */
  public static long of(String id) {
    long h = FNV_OFFSET;
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xff)) * FNV_PRIME;
    }
    return mix(h);
  }

  /** The SplitMix64 finaliser: a bijection of 64-bit words with full avalanche. */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
