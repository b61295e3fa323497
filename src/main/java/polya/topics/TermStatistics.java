package polya.topics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What tiles send back: expected or sampled counts as sparse rows by term, and sums beside them.
 * All numbers are {@link FixedPoint}, so statistics merge in any order to the same bits. Rows are
 * held encoded, block by block; memory and traffic are in proportion to the entries, never to K·V.
 * Immutable.
 */
public final class TermStatistics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;
  private final int bits;

  /** By block, in segments: each holds rows of ascending terms. */
  private final byte[][][] blocks;

  /** High and low words of each sum in turn, not yet carried: either may be added to 2^31 times. */
  private final long[] sums;

  private final long documents;
  private final long tokens;

  TermStatistics(
      int topics, int bits, byte[][][] blocks, long[] sums, long documents, long tokens) {
    this.topics = topics;
    this.bits = bits;
    this.blocks = blocks;
    this.sums = sums;
    this.documents = documents;
    this.tokens = tokens;
  }

  /** How many documents were visited, empty ones included. */
  public long documents() {
    return documents;
  }

  /** How many tokens were visited. */
  public long tokens() {
    return tokens;
  }

  /** How many blocks of terms it has room for. */
  public int blocks() {
    return blocks.length;
  }

  /** The bytes of all rows as they travel. */
  public long bytes() {
    long n = 8L * sums.length;
    for (byte[][] segments : blocks) {
      for (byte[] segment : segments) {
        n += segment.length;
      }
    }
    return n;
  }

  /** Writes them as data, for checkpoints: what {@link #read} reads. Cost: their bytes. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(topics);
    out.writeInt(bits);
    out.writeLong(documents);
    out.writeLong(tokens);
    out.writeInt(sums.length);
    for (long sum : sums) {
      out.writeLong(sum);
    }
    out.writeInt(blocks.length);
    for (byte[][] segments : blocks) {
      out.writeInt(segments.length);
      for (byte[] segment : segments) {
        out.writeInt(segment.length);
        out.write(segment);
      }
    }
  }

  /** Reads statistics that {@link #write} wrote; trusts what it reads. */
  public static TermStatistics read(DataInput in) throws IOException {
    int topics = in.readInt();
    int bits = in.readInt();
    long documents = in.readLong();
    long tokens = in.readLong();
    long[] sums = new long[in.readInt()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = in.readLong();
    }
    byte[][][] blocks = new byte[in.readInt()][][];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new byte[in.readInt()][];
      for (int s = 0; s < blocks[b].length; s++) {
        blocks[b][s] = new byte[in.readInt()];
        in.readFully(blocks[b][s]);
      }
    }
    return new TermStatistics(topics, bits, blocks, sums, documents, tokens);
  }

  /** The documents of several statistics. */
  public static long documents(List<TermStatistics> parts) {
    return parts.stream().mapToLong(TermStatistics::documents).sum();
  }

  /** The tokens of several statistics. */
  public static long tokens(List<TermStatistics> parts) {
    return parts.stream().mapToLong(TermStatistics::tokens).sum();
  }

  /** The sums beside the rows, added over several statistics. */
  public static double[] sums(List<TermStatistics> parts) {
    long[] total = new long[parts.isEmpty() ? 0 : parts.get(0).sums.length];
    for (TermStatistics part : parts) {
      for (int i = 0; i < total.length; i += 2) {
        total[i] += part.sums[i] + (part.sums[i + 1] >> 32);
        total[i + 1] += part.sums[i + 1] & 0xFFFFFFFFL;
      }
    }
    double[] result = new double[total.length / 2];
    for (int i = 0; i < result.length; i++) {
      long high = total[2 * i] + (total[2 * i + 1] >> 32);
      long low = total[2 * i + 1] & 0xFFFFFFFFL;
      result[i] = (high * 0x1p32 + low) / (1L << FixedPoint.BITS);
    }
    return result;
  }

  /** The rows of one block, added over several statistics, in the order of their terms. */
  public static TermRows rows(List<TermStatistics> parts, int block) {
    return rows(parts, List.of(), block);
  }

  /**
   * The rows of one block, some statistics added and others taken away; exact, so what was added
   * once and is taken away leaves nothing.
   */
  public static TermRows rows(List<TermStatistics> added, List<TermStatistics> removed, int block) {
    int topics = added.isEmpty() ? 0 : added.get(0).topics;
    int bits = added.isEmpty() ? 0 : added.get(0).bits;
    return new TermRows(
        topics, bits, block << TermBlock.BITS, encoded(added, block), encoded(removed, block));
  }

  private static List<byte[]> encoded(List<TermStatistics> parts, int block) {
    return parts.stream()
        .filter(p -> block < p.blocks.length)
        .flatMap(p -> Arrays.stream(p.blocks[block]))
        .toList();
  }
}
