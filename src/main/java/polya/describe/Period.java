package polya.describe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What values of a column are grouped by: the value itself, or the month or year of a date as ISO
 * 8601 has it: {@code 1990}, {@code 1990-05}, {@code 1990-05-17}, {@code 19900517}, and what
 * follows a blank or a T is the time of day.
 */
public enum Period {
  /** Every value is a group of its own. */
  VALUE,
  /** The month of a date, as 1990-05. */
  MONTH,
  /** The year of a date. */
  YEAR;

  private static final Pattern DATE =
      Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?|(\\d{2})(\\d{2}))?(?:[T ].*)?");

  /** Its name in options and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of what dates are grouped by. */
  public static List<String> ofDates() {
    return Arrays.stream(values()).filter(p -> p != VALUE).map(Period::word).toList();
  }

  /** The group of a value; empty if the value is blank, or is no date of that detail. */
  public Optional<String> of(String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    String text = value.strip();
    if (this == VALUE) {
      return Optional.of(text);
    }
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return Optional.empty();
    }
    String month = date.group(2) != null ? date.group(2) : date.group(4);
    String day = date.group(3) != null ? date.group(3) : date.group(5);
    if (!within(month, 12) || !within(day, 31)) {
      return Optional.empty();
    }
    if (this == YEAR) {
      return Optional.of(date.group(1));
    }
    return Optional.ofNullable(month)
        .map(m -> date.group(1) + "-" + (m.length() < 2 ? "0" + m : m));
  }

  private static boolean within(String number, int most) {
    return number == null || Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= most;
  }

  /** Whether groups follow one another: dates, or numbers all of them. */
  public boolean follows(Collection<String> groups) {
    return this != VALUE || numbers(groups);
  }

  private static boolean numbers(Collection<String> groups) {
    return groups.stream().allMatch(g -> g.matches("-?\\d{1,15}(\\.\\d{1,15})?"));
  }

  /** Groups in their order: numbers by size if all are, else as texts. */
  public static List<String> ordered(Collection<String> groups) {
    List<String> all = new ArrayList<>(groups);
    boolean numbers = numbers(all);
    all.sort(Comparator.naturalOrder());
    if (numbers) {
      all.sort(Comparator.comparingDouble(Double::parseDouble));
    }
    return all;
  }
}
