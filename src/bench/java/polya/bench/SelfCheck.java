package polya.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import polya.math.Rows;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;

/**
 * Prints digests of what the kernels and a local step give in this JVM: a JVM with SIMD and one
 * without must print the same.
 */
final class SelfCheck {
  private static final int TOPICS = 100;

  private SelfCheck() {}

  /** Prints {@code NAME DIGEST} lines; the first, {@code rows CLASS}, says what computed them. */
  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    System.out.println("rows " + Rows.best().getClass().getSimpleName());
    for (int length : new int[] {8, 16, 104, 1000}) {
      RowsBenchmark kernels = new RowsBenchmark();
      kernels.length = length;
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (float[] result : kernels.results()) {
        for (float x : result) {
          digest.update(ByteBuffer.allocate(4).putFloat(0, x));
        }
      }
      print("kernels-" + length, digest);
    }
    for (String pruning : new String[] {"0.03", "0"}) {
      LocalStepBenchmark step = new LocalStepBenchmark();
      step.topics = TOPICS;
      step.pruning = pruning;
      step.train();
      print("local-step-" + pruning, digest(step.results(), step.terms()));
    }
  }

  private static MessageDigest digest(TermStatistics sent, int terms)
      throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int b = 0; b < TermBlock.blocks(terms); b++) {
      TermRows rows = TermStatistics.rows(List.of(sent), b);
      while (rows.next()) {
        for (int i = 0; i < rows.size(); i++) {
          digest.update(
              ByteBuffer.allocate(16)
                  .putInt(rows.term())
                  .putInt(rows.topic(i))
                  .putDouble(rows.count(i))
                  .array());
        }
      }
    }
    return digest;
  }

  private static void print(String name, MessageDigest digest) {
    System.out.println(name + " " + HexFormat.of().formatHex(digest.digest(), 0, 8));
  }
}
