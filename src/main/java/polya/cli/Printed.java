package polya.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import polya.Failure;

/**
 * Text that leaves a process: UTF-8 whatever the platform's charset is, and what went wrong with it
 * is remembered, which a {@link PrintWriter} does not do.
 */
final class Printed {
  /** What the sentence begins with that a command fails with. */
  static final String SENTENCE = "polya: ";

  /** What is remembered of the end, in bytes: sentences are shorter. */
  private static final int TAIL = 1 << 14;

  private final PrintWriter writer;
  private byte[] tail = new byte[0];
  private IOException wrong;

  Printed(OutputStream stream) {
    writer =
        new PrintWriter(new OutputStreamWriter(new Watched(stream), StandardCharsets.UTF_8), true);
  }

  /** Where to print. */
  PrintWriter writer() {
    return writer;
  }

  /**
   * Sends what is left.
   *
   * @param code the exit code of what was printed
   * @param err gets a sentence if not all of it has arrived
   * @return the exit code, or that of resources if all went well but the printing. Who closes a
   *     pipe early, as {@code head} does, has what they want: that is no failure.
   */
  int ended(int code, PrintWriter err) {
    writer.flush();
    if (wrong == null || code != 0 || String.valueOf(wrong.getMessage()).contains("Broken pipe")) {
      return code;
    }
    err.println(
        SENTENCE
            + "Cannot write to the standard output: "
            + wrong.getMessage()
            + "; what was printed is not whole. Make room, and run it again.");
    return Failure.Kind.RESOURCES.exitCode();
  }

  /** The last sentence of a failure that was printed, if there is one. */
  Optional<String> sentence() {
    writer.flush();
    return new String(tail, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(SENTENCE))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring(SENTENCE.length()));
  }

  private void remember(byte[] bytes, int from, int n) {
    byte[] all = Arrays.copyOf(tail, tail.length + n);
    System.arraycopy(bytes, from, all, tail.length, n);
    tail = Arrays.copyOfRange(all, Math.max(0, all.length - TAIL), all.length);
  }

  private final class Watched extends FilterOutputStream {
    Watched(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int from, int n) throws IOException {
      remember(bytes, from, n);
      try {
        out.write(bytes, from, n);
      } catch (IOException e) {
        wrong = e;
        throw e;
      }
    }
  }
}
