package polya.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import polya.Shown;

/**
 * What is told on stderr: sentences, notes, progress and traces of bugs, none with a secret of a
 * path or an option in it. What is printed at once is looked at at once.
 */
final class ShownLines extends FilterWriter {
  private ShownLines(Writer to) {
    super(to);
  }

  /** A writer whose texts arrive as {@link Shown} shows them. */
  static PrintWriter to(PrintWriter writer) {
    return new PrintWriter(new ShownLines(writer), true);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    out.write(Shown.text(text.substring(from, from + length)));
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    write(new String(text, from, length), 0, length);
  }
}
