package polya.spark.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.infer.Keywords;
import polya.infer.ModelInfo;
import polya.spark.Files;
import polya.spark.Json;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.TextReader;

/**
 * Keywords as a person writes them down, {@code {"economy": ["tax", "trade"], …}}, and as a model
 * keeps them: its manifest has the names with those terms that the vocabulary knows.
 *
 * @param names of the topics, in the order of the file
 * @param words of each, as they stand
 */
public record KeywordFile(List<String> names, List<List<String>> words) {
  /**
   * What a vocabulary knows of them.
   *
   * @param keywords as its terms
   * @param words how many there were, each once a topic
   * @param unknown those that no document has, as they were written
   */
  public record Known(Keywords keywords, int words, List<String> unknown) {}

  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /**
   * Reads a file.
   *
   * @param path as this machine sees it, else as the cluster's file system does
   * @throws Failure (usage) if there is none, or it is no JSON object of lists of words
   */
  public static KeywordFile read(Configuration configuration, String path) {
    String text;
    try {
      text =
          new Files(configuration)
              .read(new Path(name(path)))
              .orElseThrow(() -> refused(path, "there is no such file"));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw refused(path, "it cannot be read (" + e.getMessage() + ")");
    }
    try {
      return of(STRICT.readTree(text));
    } catch (JsonProcessingException e) {
      throw refused(
          path,
          e.getOriginalMessage().startsWith("Duplicate") ? "a name stands twice" : "it is no JSON");
    } catch (IllegalArgumentException e) {
      throw refused(path, e.getMessage());
    }
  }

  private static String name(String path) {
    try {
      java.nio.file.Path local = java.nio.file.Path.of(path);
      return java.nio.file.Files.isRegularFile(local) ? "file://" + local.toAbsolutePath() : path;
    } catch (InvalidPathException e) {
      return path;
    }
  }

  private static Failure refused(String path, String found) {
    return Failure.usage(
        "Cannot read the keywords "
            + path
            + ": "
            + found
            + "; allowed is {\"name of a topic\": [\"word\", …], …}. Correct the file, or seeds.");
  }

  private static KeywordFile of(JsonNode root) {
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException("it is no object of names and lists");
    }
    List<String> names = new ArrayList<>();
    List<List<String>> words = new ArrayList<>();
    for (Map.Entry<String, JsonNode> topic : root.properties()) {
      if (!topic.getValue().isArray()) {
        throw new IllegalArgumentException(topic.getKey() + " has no list");
      }
      List<String> own = new ArrayList<>();
      for (JsonNode word : topic.getValue()) {
        if (!word.isTextual()) {
          throw new IllegalArgumentException(
              topic.getKey() + " has " + word + ", which is no text in quotes");
        }
        own.add(word.asText());
      }
      if (topic.getKey().isBlank()) {
        throw new IllegalArgumentException("a topic has no name");
      }
      names.add(topic.getKey());
      words.add(List.copyOf(own));
    }
    return new KeywordFile(List.copyOf(names), List.copyOf(words));
  }

  /** Those that a model was trained with, if it was. */
  public static Optional<KeywordFile> of(ModelInfo info) {
    String text = info.provenance().get(ModelInfo.KEYWORDS);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(Json.read(text)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw Failure.store(
          "Cannot read the keywords that the model was trained with: its manifest is damaged."
              + " Restore it, or train again.",
          e);
    }
  }

  /**
   * What a vocabulary knows of these words. A word is first read as the corpus's texts were, so
   * that it is the stem, in the case, and as the phrase that these have; else it is a term as it
   * stands.
   *
   * @param analysis how the corpus's texts were read, if they were
   */
  public Known in(Vocabulary vocabulary, Optional<Analysis> analysis) {
    Map<String, Integer> index = new HashMap<>();
    for (int w = 0; w < vocabulary.size(); w++) {
      index.put(vocabulary.term(w), w);
    }
    Optional<TextReader> reader = analysis.map(Analysis::reader);
    List<int[]> terms = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    int all = 0;
    for (List<String> own : words) {
      TreeSet<Integer> known = new TreeSet<>();
      for (String word : own) {
        all++;
        Optional<Integer> term = reader.flatMap(texts -> term(texts, analysis.get(), word, index));
        term = term.isPresent() ? term : Optional.ofNullable(index.get(word));
        term.ifPresentOrElse(known::add, () -> unknown.add(word));
      }
      terms.add(known.stream().mapToInt(w -> w).toArray());
    }
    return new Known(Keywords.of(names, terms), all, List.copyOf(unknown));
  }

  private static Optional<Integer> term(
      TextReader texts, Analysis analysis, String word, Map<String, Integer> index) {
    Optional<Integer> term = texts.term(word).map(index::get);
    if (term.isPresent()) {
      return term;
    }
    for (Language language : analysis.languages()) {
      List<String> made = texts.terms(word, language);
      if (made.size() == 1 && index.containsKey(made.get(0))) {
        return Optional.of(index.get(made.get(0)));
      }
    }
    return Optional.empty();
  }

  /**
   * Those of a model some topics of which were merged, which keep their order: names are joined by
   * a plus.
   *
   * @param newTopic what a topic became
   */
  public KeywordFile merged(IntUnaryOperator newTopic) {
    TreeMap<Integer, String> joined = new TreeMap<>();
    TreeMap<Integer, Set<String>> all = new TreeMap<>();
    for (int k = 0; k < names.size(); k++) {
      int next = newTopic.applyAsInt(k);
      joined.merge(next, names.get(k), (one, other) -> one + " + " + other);
      all.computeIfAbsent(next, n -> new TreeSet<>()).addAll(words.get(k));
    }
    return new KeywordFile(
        List.copyOf(joined.values()), all.values().stream().map(List::copyOf).toList());
  }

  /** As a manifest has them. */
  public String text() {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      kept.put(names.get(i), words.get(i));
    }
    return Json.line(kept);
  }

  /** What a manifest keeps of them: names, and the terms that are known. */
  public static String text(Keywords keywords, Vocabulary vocabulary) {
    List<List<String>> known = new ArrayList<>();
    for (int i = 0; i < keywords.size(); i++) {
      known.add(Arrays.stream(keywords.terms(i)).mapToObj(vocabulary::term).toList());
    }
    return new KeywordFile(keywords.names(), known).text();
  }
}
