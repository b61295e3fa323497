package polya.spark;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;

/**
 * What Spark says where it refuses a statement, a name, or a value that does not fit (ANSI).
 *
 * @param condition Spark's name for it
 * @param usage whether a statement cannot be understood at all
 * @param sentence what Spark says, without its names for it and without its point
 * @param cause what was thrown
 */
public record SqlRefusal(String condition, boolean usage, String sentence, Throwable cause) {
  /** What Spark says of a statement that cannot be understood. */
  private static final Set<String> USAGE = Set.of("PARSE_SYNTAX_ERROR", "PARSE_EMPTY_STATEMENT");

  /** The first refusal among the causes; nothing where there is none. */
  public static Optional<SqlRefusal> in(Throwable thrown) {
    return Fault.chain(thrown)
        .filter(SparkThrowable.class::isInstance)
        .flatMap(cause -> of((SparkThrowable) cause, cause).stream())
        .findFirst();
  }

  private static Optional<SqlRefusal> of(SparkThrowable spark, Throwable cause) {
    String condition = spark.getCondition();
    String state = spark.getSqlState() == null ? "" : spark.getSqlState();
    boolean usage = condition != null && USAGE.contains(condition);
    boolean source = "DATA_SOURCE_NOT_FOUND".equals(condition);
    // 22 is a value that does not fit, 42 a name or a statement that does not.
    boolean refused = usage || source || state.startsWith("22") || state.startsWith("42");
    return condition != null && refused
        ? Optional.of(new SqlRefusal(condition, usage, told(cause.getMessage()), cause))
        : Optional.empty();
  }

  /** Whether there is no table, view or source of the name. */
  public boolean isMissing() {
    return condition.equals("TABLE_OR_VIEW_NOT_FOUND");
  }

  /** Whether there is no source of the name. */
  public boolean isUnknownSource() {
    return condition.equals("DATA_SOURCE_NOT_FOUND");
  }

  /** The first sentence of a message of Spark's, without its names for it. */
  private static String told(String message) {
    String first =
        message.strip().replaceFirst("^\\[[A-Z0-9_.]+\\] ", "").lines().findFirst().orElse("");
    return first
        .replaceAll(" SQLSTATE: \\w+.*", "")
        .replaceAll("(?<=[.]) (To|If|Use|Verify) .*", "")
        .replaceAll("[.\\s]+$", "");
  }
}
