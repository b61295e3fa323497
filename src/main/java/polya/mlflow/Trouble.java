package polya.mlflow;

import polya.Failure;

/**
 * Why a tracking server could not be told something. Before training that ends the job; from then
 * on it is worth a warning, and no more.
 */
public final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final String found;
  private final String code;

  private Trouble(Failure failure, String found, String code) {
    super(failure.getMessage(), null, false, false);
    this.failure = failure;
    this.found = found;
    this.code = code;
  }

  /** One that passes by itself. */
  static Trouble away(String address, String found) {
    String sentence =
        sentence(
            address,
            found,
            "allowed is a tracking server that answers",
            "See that it runs and try again, or leave out --mlflow");
    return new Trouble(Failure.retry(sentence), found, "");
  }

  /**
   * One that stays until somebody mends it.
   *
   * @param code MLflow's name of the error; empty if it is none of MLflow's
   */
  static Trouble refused(String address, String found, String allowed, String remedy, String code) {
    return new Trouble(Failure.usage(sentence(address, found, allowed, remedy)), found, code);
  }

  private static String sentence(String address, String found, String allowed, String remedy) {
    return "Cannot log to MLflow at "
        + address
        + ": "
        + found
        + "; "
        + allowed
        + ". "
        + remedy
        + ".";
  }

  /** What was found, without its remedy: half a sentence. */
  public String found() {
    return found;
  }

  /** As a failure of the job: of usage, or worth a retry. */
  public Failure failure() {
    return failure;
  }

  /** Whether it is this error of MLflow's. */
  boolean is(String name) {
    return code.equals(name);
  }
}
