package polya.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A line of JSON Lines: one object with the fields of a document.
 *
 * @param id the document's id
 * @param text its text
 * @param kept the fields to be kept, in the order asked for: strings as they are, other values as
 *     JSON, null where there is none
 */
public record JsonLine(String id, String text, List<String> kept) {
  private static final int DEEPEST = 200;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNestingDepth(DEEPEST)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads a line.
   *
   * @param idField the field with the id: a string that is not empty, or a whole number
   * @param textField the field with the text: a string
   * @param keep more fields to take along
   */
  public static Parsed<JsonLine> parse(
      String line, String idField, String textField, List<String> keep) {
    JsonNode json;
    try {
      json = MAPPER.readTree(line);
    } catch (StreamConstraintsException e) {
      return Parsed.bad(
          e.getMessage().contains("depth")
              ? "its JSON is nested deeper than " + DEEPEST + " levels"
              : "its JSON has a number or a name that is too long");
    } catch (JsonProcessingException e) {
      // Its message quotes the line.
      return Parsed.bad("it is not JSON");
    }
    if (!json.isObject()) {
      return Parsed.bad("it is not a JSON object");
    }
    JsonNode id = json.path(idField);
    if (!id.isTextual() && !id.isIntegralNumber()) {
      return Parsed.bad("field " + idField + " is " + kind(id) + ", not a string or whole number");
    }
    if (id.asText().isEmpty() || !isUnicode(id.asText())) {
      return Parsed.bad("field " + idField + " is empty or has half a surrogate pair");
    }
    JsonNode text = json.path(textField);
    if (!text.isTextual()) {
      return Parsed.bad("field " + textField + " is " + kind(text) + ", not a string");
    }
    List<String> kept = new ArrayList<>(keep.size());
    for (String field : keep) {
      JsonNode value = json.path(field);
      kept.add(
          value.isMissingNode() || value.isNull()
              ? null
              : value.isTextual() ? value.asText() : value.toString());
    }
    return Parsed.of(new JsonLine(id.asText(), text.asText(), Collections.unmodifiableList(kept)));
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode()
        ? "missing"
        : "a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** Whether every surrogate has its other half: without it two ids could become the same bytes. */
  private static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
