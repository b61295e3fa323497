package polya;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people and files may see of paths, addresses and options: the one door through which secrets
 * do not go. Sentences of a {@link Failure} pass it by themselves, as do run records, manifests and
 * lines on stderr.
 *
 * <p>Of an address ({@code scheme://…}) a user with a password goes ({@code s3a://KEY:SECRET@b/x}
 * is shown as {@code s3a://b/x}), and so does a query or fragment in which a name speaks of a
 * secret ({@code ?sig=…}). What stands before an @ without a colon stays: it is a container ({@code
 * abfss://data@account}) or a user, part of the place and no secret. A folder named like a pair
 * ({@code /data/token=5}) stays too, so whatever Polya reads back from a manifest is found again,
 * with credentials from where they belong, Spark's configuration. Values whose names speak of
 * secrets are shown as {@code …}.
 *
 * <p>Patterns find what is written as such; a secret that nothing names, in the middle of a path,
 * is not known to be one. Cost: linear in the text.
 */
public final class Shown {
  /** What stands in the place of a secret. */
  public static final String MASK = "…";

  /** A user and a password; a slash in it is one only where what follows the colon is no port. */
  private static final Pattern USER =
      Pattern.compile(
          "(?<=\\w://)[^\\s/@:\\[]*+:"
              + "(?:[^\\s/]*|(?!\\d{1,5}(?:[/\\s,;?#]|$))"
              + "[^\\s@,]{0,300}+(?:,(?!\\w{1,20}://)[^\\s@,]{0,300}+){0,3})@");

  /** Java's exceptions have an authority that is none in brackets, as IPv6 is. */
  private static final Pattern BRACKETED =
      Pattern.compile("(?<=\\w://\\[)[^\\s/@\\]:]{0,500}+:[^\\s/@\\]]{0,500}+@");

  private static final Pattern ORACLE =
      Pattern.compile("(?i)(?<=jdbc:oracle:\\w{1,6}:)[^\\s/@]{1,500}+/[^\\s@]{1,500}+@");

  /** A query or fragment of pairs: a question mark of a glob is none. */
  private static final Pattern QUERY =
      Pattern.compile(
          "(?<=\\w://)([^\\s/?#'\"][^\\s?#'\":,]*+(?:(?!://|,/)[:,][^\\s?#'\":,]*+){0,200})"
              + "[?#]([\\w.%~-]++=[^\\s'\",]*+(?:,(?!\\w{1,20}://)[^\\s'\",]*+){0,200})");

  private static final String WORDS =
      "secret|passw|passphrase|pwd|credential|signature|jaas"
          + "|(?:access|account|api|private|shared)[._-]?key";

  /** Names as options of sources have them: here a word too many does no harm. */
  private static final Pattern NAMES =
      Pattern.compile("(?i)" + WORDS + "|pass|token|key|auth|private");

  private static final Pattern CARRIED = Pattern.compile("(?i)(?:pass\\w{0,100}|key)=");

  /** Names of pairs of a query, where they stand. */
  private static final Pattern ASKED =
      Pattern.compile(
          "(?i)(?:^|[?#&;])(?:sig|[\\w.%~-]{0,100}?(?:"
              + WORDS
              + "|pass|token(?!s|iz|is)|key|auth)[\\w.%~-]{0,100})=");

  /** Names before a colon: sentences and traces have those of files and exceptions there. */
  private static final Pattern SAID =
      Pattern.compile(
          "(?i)(?:secret|passw(?:or)?d|passphrase|pwd"
              + "|(?:access|account|api|private|shared|secret)[._-]?key)$");

  /** Names before quoted text. */
  private static final Pattern NAMED = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

  /** Names in running text, where tokens are those of a corpus. */
  private static final Pattern PAIRED =
      Pattern.compile(WORDS + "|token(?!s|iz|is)|(?<![\\w.-])sig$", Pattern.CASE_INSENSITIVE);

  /** A whole name; one behind a slash is a folder's. */
  private static final String NAME = "(?<![\\w.%/-])([\\w.%-]++)";

  private static final Pattern QUOTED =
      Pattern.compile(NAME + "[\"'`]?(?:\\s{0,9}[=:]\\s{0,9}|\\s{1,9})(?=['\"])");

  private static final Pattern QUOTE =
      Pattern.compile(
          "'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+){0,200}'|'[^']*+'"
              + "|\"[^\"\\\\]*+(?:(?:\"\"|\\\\.)[^\"\\\\]*+){0,200}\"|\"[^\"]*+\"");

  private static final Pattern ASSIGNED =
      Pattern.compile(NAME + "\\s{0,9}=\\s{0,9}+(?=[^\\s&;'\"" + MASK + "])");

  private static final Pattern COLON =
      Pattern.compile(NAME + ":[ \\t]{0,9}+(?=[^\\s&;'\"/" + MASK + "])");

  private static final Pattern WORD = Pattern.compile("[^\\s&;]*+");

  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)(authorization\\W{1,4}(?:bearer|basic|digest|negotiate|token)\\s)[^\\s'\"]++");

  private Shown() {}

  /** A text without the secrets of addresses and of pairs ({@code password=…}) in it. */
  public static String text(String text) {
    if (text == null
        || text.chars().noneMatch(c -> c == ':' || c == '=' || c == '\'' || c == '"')) {
      return text;
    }
    String shown = address(ORACLE.matcher(text).replaceAll("@"));
    shown = HEADER.matcher(shown).replaceAll("$1" + MASK);
    shown = masked(shown, QUOTED, NAMED, QUOTE);
    shown = masked(shown, ASSIGNED, PAIRED, WORD);
    return masked(shown, COLON, SAID, WORD);
  }

  /** A place without the user and the password of its address; nothing else of it changes. */
  public static String place(String path) {
    return path == null || path.indexOf('@') < 0
        ? path
        : BRACKETED.matcher(USER.matcher(path).replaceAll("")).replaceAll("");
  }

  /**
   * A path as manifests keep it, to be found again: without the user and the password of its
   * address, and without a query in which a name speaks of a secret.
   */
  public static String address(String path) {
    return path == null ? null : QUERY.matcher(place(path)).replaceAll(Shown::unsigned);
  }

  private static String unsigned(MatchResult address) {
    String query = address.group(2);
    if (!ASKED.matcher(query).find()) {
      return Matcher.quoteReplacement(address.group());
    }
    int end = query.length();
    while (":;,.)".indexOf(query.charAt(end - 1)) >= 0) {
      end--;
    }
    return Matcher.quoteReplacement(address.group(1) + query.substring(end));
  }

  /** Masks what follows a name that speaks of a secret; other names and what follows stay. */
  private static String masked(String text, Pattern named, Pattern secret, Pattern value) {
    Matcher name = named.matcher(text);
    Matcher hidden = value.matcher(text);
    StringBuilder shown = new StringBuilder();
    int told = 0;
    int from = 0;
    while (name.find(from)) {
      from = name.end();
      if (secret.matcher(name.group(1)).find() && hidden.region(from, text.length()).lookingAt()) {
        shown.append(text, told, from).append(MASK);
        from = hidden.end();
        told = from;
      }
    }
    return told == 0 ? text : shown.append(text, told, text.length()).toString();
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
