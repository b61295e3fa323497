package polya.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import polya.spark.LocalSpark;

/** One command run in this JVM: its exit code, and what it printed. */
public record Command(int code, String out, String err) {
  /** Runs a command on the tests' Spark session. */
  public static Command run(String... arguments) {
    LocalSpark.session();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Command(code, out.toString(), err.toString().strip());
  }
}
