package polya.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** A peer in a process of its own that answers each order by one line. */
final class PythonPeer implements Closeable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;

  PythonPeer(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /**
   * Sends an order and waits for its answer.
   *
   * @throws IOException if the process ends instead; what it said went to the error output
   */
  String ask(String order) throws IOException {
    orders.println(order);
    return answer();
  }

  /** Waits for a line. */
  String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the peer's process ended before its answer");
    }
    return line;
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroy();
  }
}
