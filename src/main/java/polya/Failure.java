package polya;

/**
 * Something a person can mend: a sentence for them and the kind that decides the exit code.
 * Anything else that is thrown is a bug and keeps its stack trace.
 *
 * <p>The sentence reads {@code Cannot <verb> <what>: <found>; <allowed>. <remedy>.} Secrets in it
 * are left out as {@link Shown} does.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, by who can mend it; each kind has its exit code. */
  public enum Kind {
    /** An option, command or parameter that does not exist or is out of its range. */
    USAGE(2),
    /** Input that is missing, damaged, or breaks its format's rules. */
    INPUT(3),
    /** The output exists already. */
    OUTPUT_IN_THE_WAY(4),
    /** A model or corpus store that cannot be read, or that does not match the other input. */
    STORE(5),
    /** Memory, disk or numerics gave out, or a place may not be written. */
    RESOURCES(6),
    /** A quality gate failed. */
    AUDIT(7),
    /** A passing fault: the same command may succeed later. */
    RETRY(75),
    /** Ended from the keyboard (SIGINT). */
    INTERRUPTED(130),
    /** Ended by a kill or a scheduler (SIGTERM). */
    TERMINATED(143);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The process exit code of this kind. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  private Failure(Kind kind, String sentence, Throwable cause) {
    super(Shown.text(sentence), cause);
    this.kind = kind;
  }

  /** A mistake in how the program was called. */
  public static Failure usage(String sentence) {
    return new Failure(Kind.USAGE, sentence, null);
  }

  /** Input that cannot be taken. */
  public static Failure input(String sentence) {
    return new Failure(Kind.INPUT, sentence, null);
  }

  /** Input that cannot be taken, with what was thrown while reading it. */
  public static Failure input(String sentence, Throwable cause) {
    return new Failure(Kind.INPUT, sentence, cause);
  }

  /** An output that exists and was not to be replaced. */
  public static Failure outputInTheWay(String sentence) {
    return new Failure(Kind.OUTPUT_IN_THE_WAY, sentence, null);
  }

  /** A store that cannot be read or does not match. */
  public static Failure store(String sentence) {
    return new Failure(Kind.STORE, sentence, null);
  }

  /** A store that cannot be read, with what was thrown while reading it. */
  public static Failure store(String sentence, Throwable cause) {
    return new Failure(Kind.STORE, sentence, cause);
  }

  /** Memory, disk or numerics that gave out, or a place that may not be written. */
  public static Failure resources(String sentence) {
    return new Failure(Kind.RESOURCES, sentence, null);
  }

  /** Something that gave out, with what was thrown after it. */
  public static Failure resources(String sentence, Throwable cause) {
    return new Failure(Kind.RESOURCES, sentence, cause);
  }

  /** A model that a quality gate held back. */
  public static Failure audit(String sentence) {
    return new Failure(Kind.AUDIT, sentence, null);
  }

  /** A passing fault. */
  public static Failure retry(String sentence) {
    return new Failure(Kind.RETRY, sentence, null);
  }

  /** A passing fault, with what was thrown after it. */
  public static Failure retry(String sentence, Throwable cause) {
    return new Failure(Kind.RETRY, sentence, cause);
  }

  /** An end that was asked for from the keyboard. */
  public static Failure interrupted(String sentence) {
    return new Failure(Kind.INTERRUPTED, sentence, null);
  }

  /** An end that was asked for by a kill or a scheduler. */
  public static Failure terminated(String sentence) {
    return new Failure(Kind.TERMINATED, sentence, null);
  }

  /** Which kind of mistake this is. */
  public Kind kind() {
    return kind;
  }
}
