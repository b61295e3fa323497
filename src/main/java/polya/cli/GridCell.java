package polya.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import polya.infer.ModelFamily;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * One configuration of a grid.
 *
 * @param varied the parameters that differ within the grid, as texts by name
 * @param given all parameters given, the varied ones among them
 * @param method of inference
 * @param folder its folder's name, another for any other settings or corpus
 */
record GridCell(
    Map<String, String> varied, Map<String, String> given, String method, String folder) {
  private static final int NAME = 80;
  private static final int HASH = 10;

  /**
   * All combinations of values, the last parameter changing fastest.
   *
   * @param methods the method for parameters
   * @param common parameters with one value for all
   * @param lists parameters with the values they take
   * @param corpusData which corpus, by the name of its data
   * @throws polya.Failure (usage) if a name is unknown or a value out of its range
   */
  static List<GridCell> all(
      ModelFamily family,
      Function<Map<String, String>, String> methods,
      Map<String, String> common,
      Map<String, List<String>> lists,
      String corpusData) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> list : lists.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> one : combinations) {
        for (String value : list.getValue()) {
          Map<String, String> more = new LinkedHashMap<>(one);
          more.put(list.getKey(), value);
          longer.add(more);
        }
      }
      combinations = longer;
    }
    List<GridCell> cells = new ArrayList<>();
    for (Map<String, String> varied : combinations) {
      Map<String, String> given = new LinkedHashMap<>(common);
      given.putAll(varied);
      String method = methods.apply(given);
      SortedMap<String, String> inForce = Settings.of(family.parameters(method), given).texts();
      for (Parameter<?> parameter : family.parameters(method)) {
        if (parameter.operational()) {
          inForce.remove(parameter.name());
        }
      }
      String identity = family.name() + "\n" + method + "\n" + inForce + "\n" + corpusData;
      cells.add(new GridCell(varied, given, method, folder(varied, identity)));
    }
    return cells;
  }

  private static String folder(Map<String, String> varied, String identity) {
    String name =
        varied.entrySet().stream()
            .map(e -> e.getKey() + "-" + e.getValue())
            .collect(Collectors.joining("_"))
            .replaceAll("[^A-Za-z0-9.+_-]", "-");
    return name.substring(0, Math.min(NAME, name.length())) + "_" + hash(identity);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Its varied parameters and its method for a person. */
  String title() {
    return varied.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining("  "))
        + "  "
        + method;
  }
}
