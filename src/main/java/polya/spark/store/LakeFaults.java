package polya.spark.store;

import java.io.IOException;
import polya.Failure;
import polya.spark.Causes;
import polya.spark.SqlRefusal;

/** What is said where a table cannot be written. */
final class LakeFaults {
  private LakeFaults() {}

  /** What is done to a table. */
  interface Work<T> {
    /** Does it. */
    T done() throws Exception;
  }

  /**
   * Does what Spark may refuse, and says why in a sentence.
   *
   * @param name of the table
   * @throws Failure (usage or input) if Spark refuses a name or a value; (retry) if another writer
   *     was quicker; (resources) if the table cannot be written
   */
  static <T> T told(String name, Work<T> work) {
    try {
      return work.done();
    } catch (Failure e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      if (isRace(e)) {
        throw Failure.retry(
            "Cannot write to table "
                + name
                + ": another writer changed it meanwhile; nothing of this run is in it. Run it"
                + " again.");
      }
      SqlRefusal found = SqlRefusal.in(e).orElseThrow(() -> broken(name, e));
      String sentence =
          "Cannot write to table "
              + name
              + ": "
              + found.sentence()
              + ". Correct --output-table, or the table.";
      throw found.usage() ? Failure.usage(sentence) : Failure.input(sentence, e);
    }
  }

  /** What is said of a fault that is none of the rows: of a disk, above all. */
  private static RuntimeException broken(String name, Throwable thrown) {
    RuntimeException known = Causes.of(thrown);
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && !(known instanceof Failure)) {
        return Failure.resources(
            "Cannot write to table "
                + name
                + ": "
                + cause.getMessage()
                + "; a table that can be written is needed. It has all rows of before, or all of these:"
                + " run it again once it can be written.");
      }
    }
    return known;
  }

  private static boolean isRace(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String type = cause.getClass().getName();
      if (type.startsWith("io.delta.exceptions.Concurrent")
          || type.equals("io.delta.exceptions.MetadataChangedException")
          || type.equals("io.delta.exceptions.ProtocolChangedException")
          || type.equals("org.apache.iceberg.exceptions.CommitFailedException")
          || type.equals("org.apache.iceberg.exceptions.ValidationException")) {
        return true;
      }
    }
    return false;
  }
}
