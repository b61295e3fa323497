package polya;

import java.util.regex.Pattern;

/**
 * What people and files may see of paths, addresses and options: the one door through which secrets
 * do not go. Sentences of a {@link Failure} pass it by themselves, as do run records, manifests and
 * lines on stderr.
 *
 * <p>Of an address ({@code scheme://…}) a user with a password goes ({@code s3a://KEY:SECRET@b/x}
 * is shown as {@code s3a://b/x}), and so do its query and fragment, where signatures stand. What
 * stands before an @ without a colon stays: it is a container ({@code abfss://data@account}) or a
 * user, part of the place and no secret. Paths without an address never change, so whatever Polya
 * reads back from a manifest is found again, with credentials from where they belong, Spark's
 * configuration. Values whose names speak of secrets are shown as {@code …}.
 *
 * <p>Patterns find what is written as such; a secret that nothing names, in the middle of a path,
 * is not known to be one.
 */
public final class Shown {
  /** What stands in the place of a secret. */
  public static final String MASK = "…";

  /** A user and a password; a slash in it is one only where what follows the colon is no port. */
  private static final Pattern USER =
      Pattern.compile(
          "(?<=\\w://)[^\\s/@:\\[]*:"
              + "(?:[^\\s/]*|(?!\\d{1,5}(?:[/\\s,;?#]|$))(?:(?!,\\w{1,20}://)[^\\s@])*)@");

  private static final Pattern ORACLE =
      Pattern.compile("(?i)(?<=jdbc:oracle:\\w{1,6}:)[^\\s/@]+/[^\\s@]+@");

  /** A query or fragment of pairs: a question mark of a glob is none. */
  private static final Pattern QUERY =
      Pattern.compile(
          "(?<=\\w://)([^\\s/?#'\"][^\\s?#'\"]*)[?#][\\w.%~-]+="
              + "(?:(?:(?!,\\w{1,20}://)[^\\s'\"])*[^\\s'\":;,.)])?");

  private static final String WORDS =
      "secret|passw|passphrase|pwd|credential|signature|jaas"
          + "|(?:access|account|api|private|shared)[._-]?key";

  /** Names as options of sources have them: here a word too many does no harm. */
  private static final Pattern NAMES =
      Pattern.compile("(?i)" + WORDS + "|pass|token|key|auth|private");

  private static final Pattern CARRIED = Pattern.compile("(?i)(?:pass\\w*|key)=");

  /** Names in running text, where tokens are those of a corpus. */
  private static final String NAMED =
      "(?i)([\\w.%-]*(?:" + WORDS + "|token(?!s|iz|is)|(?<![\\w.-])sig(?=\\s?=))[\\w.%-]*)";

  private static final Pattern QUOTED =
      Pattern.compile(
          NAMED.replace("|token(?!s|iz|is)", "") + "([\"'`]?\\s?[=:]?\\s?)('[^']*'|\"[^\"]*\")");

  private static final Pattern ASSIGNED =
      Pattern.compile(NAMED + "(\\s?=\\s?)[^\\s&;'\"" + MASK + "][^\\s&;]*");

  private Shown() {}

  /** A text without the secrets of addresses and of pairs ({@code password=…}) in it. */
  public static String text(String text) {
    if (text == null || text.indexOf(':') < 0 && text.indexOf('=') < 0 && text.indexOf('\'') < 0) {
      return text;
    }
    String shown = USER.matcher(text).replaceAll("");
    shown = ORACLE.matcher(shown).replaceAll("@");
    shown = QUERY.matcher(shown).replaceAll("$1");
    shown = QUOTED.matcher(shown).replaceAll("$1$2" + MASK);
    return ASSIGNED.matcher(shown).replaceAll("$1$2" + MASK);
  }

  /**
   * The value of a source's option, or {@code …} if its name speaks of a secret or a pair in it
   * does.
   *
   * @param more names that the cluster's owner added ({@code spark.redaction.regex})
   */
  public static String value(String name, String value, Pattern more) {
    boolean secret = NAMES.matcher(name).find() || more.matcher(name).find();
    return secret || CARRIED.matcher(value).find() || !value.equals(text(value)) ? MASK : value;
  }
}
