package polya.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import polya.Shown;

/** JSON by Spark's own Jackson: manifests, run records and metrics. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Fields of manifests that name what is found again by them. */
  private static final Set<String> PATHS = Set.of("corpus", "warmStart", "input");

  private Json() {}

  /** A value as one line. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write as JSON: " + value.getClass(), e);
    }
  }

  /** A value as indented text with a final newline. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Parses a text.
   *
   * @throws JsonProcessingException if it is not JSON
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** A parsed value as the type given. */
  public static <T> T convert(JsonNode node, Class<T> type) {
    return MAPPER.convertValue(node, type);
  }

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * The tree with all its texts as {@link Shown} shows them: what tells of paths and options. Paths
   * that are read back change in their address alone.
   */
  public static JsonNode shown(JsonNode tree) {
    if (tree.isTextual()) {
      return text(Shown.text(tree.textValue()));
    }
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                JsonNode value = entry.getValue();
                boolean path = PATHS.contains(entry.getKey()) && value.isTextual();
                entry.setValue(path ? text(Shown.address(value.textValue())) : shown(value));
              });
    } else if (tree instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, shown(array.get(i)));
      }
    }
    return tree;
  }

  private static JsonNode text(String text) {
    return MAPPER.getNodeFactory().textNode(text);
  }

  /** A value as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
