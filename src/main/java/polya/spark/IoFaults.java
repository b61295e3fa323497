package polya.spark;

import static polya.spark.Fault.line;

import com.fasterxml.jackson.core.JacksonException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.security.sasl.SaslException;
import org.apache.hadoop.security.KerberosAuthException;
import polya.Failure;

/**
 * Reading or writing that failed and of which nothing else is known: disks and services have many
 * words for what may be over at the next try.
 */
final class IoFaults {
  /** One, the last to be asked. */
  static final List<Fault> ALL = List.of(new Fault(IoFaults::isTransfer, IoFaults::failed));

  private IoFaults() {}

  /** What is missing, cut short or of another form tells of Polya, and does not come back. */
  private static boolean isTransfer(Throwable t) {
    return t instanceof IOException
        && !(t instanceof FileNotFoundException
            || t instanceof EOFException
            || t instanceof CharacterCodingException
            || t instanceof JacksonException)
        && Fault.chain(t).noneMatch(IoFaults::isLasting);
  }

  /** What another try does not mend, whatever wraps it: code, and who may speak with whom. */
  private static boolean isLasting(Throwable t) {
    return t instanceof ObjectStreamException
        || t instanceof UnsupportedEncodingException
        || t instanceof SaslException
        || t instanceof KerberosAuthException
        || t instanceof SSLException;
  }

  private static Failure failed(Throwable t) {
    return Failure.retry(
        "Cannot finish: a file could not be read or written ("
            + line(t)
            + "). Run it again; if it fails once more, look at the disk or the service where it"
            + " lies.",
        t);
  }
}
