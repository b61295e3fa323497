package polya.params;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a person meant who gave a name that does not exist: what other tools call so, if any do,
 * else the nearest name if it is near. Letter case and punctuation do not count: {@code
 * num_topics}, {@code num-topics} and {@code numTopics} are one name.
 */
public final class Meant {
  private Meant() {}

  /**
   * The parameter that was meant.
   *
   * @return its name, or several with "or" between them; empty if nothing is near
   */
  public static Optional<String> parameter(String name, Collection<Parameter<?>> declared) {
    Map<String, List<String>> known = new LinkedHashMap<>();
    declared.forEach(p -> known.put(p.name(), p.otherNames()));
    return of(name, known);
  }

  /**
   * The name that was meant.
   *
   * @param known names that exist, each with those that other tools have for it
   * @return the name, or several with "or" between them; empty if nothing is near
   */
  public static Optional<String> of(String name, Map<String, List<String>> known) {
    String given = bare(name);
    List<String> named =
        known.entrySet().stream()
            .filter(e -> e.getValue().stream().anyMatch(other -> bare(other).equals(given)))
            .map(Map.Entry::getKey)
            .toList();
    if (!named.isEmpty()) {
      return Optional.of(String.join(" or ", named));
    }
    String nearest = Nearest.to(name, List.copyOf(known.keySet()));
    return Optional.of(nearest).filter(near -> isNear(given, bare(near)));
  }

  /** At most two letters in five differ; of short names one may, but not all. */
  private static boolean isNear(String given, String known) {
    int longer = Math.max(given.length(), known.length());
    int distance = Nearest.distance(given, known);
    return distance < longer && distance <= Math.max(1, longer * 2 / 5);
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
