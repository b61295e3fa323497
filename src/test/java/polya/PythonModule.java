package polya;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import polya.ml.TopicEstimator;

/**
 * The Python of the stages of one Java package: a class each, with the Params, docs and defaults
 * that Java declares. Methods of models that have a vector are there too; all others come from
 * {@code _stages.py}.
 */
final class PythonModule {
  /** Params of an estimator that its model has not. */
  private static final Set<String> OF_ESTIMATORS = Set.of("idCol", "vocabulary");

  private static final int WIDTH = 92;
  private static final Pattern TAG = Pattern.compile("\\{@(\\w+) ([^}]*)}");

  private final StringBuilder text = new StringBuilder();
  private final List<String> names = new ArrayList<>();

  /** The file's text. */
  static String of(List<Class<? extends Params>> stages) throws ReflectiveOperationException {
    PythonModule module = new PythonModule();
    for (Class<? extends Params> stage : stages) {
      module.add(stage, stage.getConstructor(String.class).newInstance("stage"));
    }
    return module.header(stages) + module.text;
  }

  private String header(List<Class<? extends Params>> stages) {
    boolean vectors = text.indexOf("-> Vector:") >= 0;
    boolean topics = TopicEstimator.class.isAssignableFrom(stages.get(0));
    StringBuilder header = new StringBuilder("\"\"\"");
    header.append(stages.stream().map(PythonModule::story).collect(Collectors.joining(" ")));
    header.append("\"\"\"\n\n");
    header.append("# Written by PythonStagesTest from what Java declares: change it there.\n\n");
    header.append("from __future__ import annotations\n\nfrom typing import Any\n\n");
    header.append("from pyspark import keyword_only\n");
    header.append(vectors ? "from pyspark.ml.linalg import Vector\n" : "");
    header.append("from pyspark.ml.param import Param, Params, TypeConverters\n\n");
    header.append("from polya._stages import ");
    header.append(topics ? "Estimator, Saved, TopicModel" : "AnalyzerModel, Estimator, Evaluator");
    header.append(topics ? "\n\n" : ", Saved\n\n");
    return header
        .append("__all__ = [")
        .append(names.stream().map(PythonModule::quoted).collect(Collectors.joining(", ")))
        .append("]\n")
        .toString();
  }

  private void add(Class<? extends Params> type, Params stage) throws ReflectiveOperationException {
    String name = type.getSimpleName();
    boolean evaluator = Evaluator.class.isAssignableFrom(type);
    List<Param<?>> all = List.of(stage.params());
    List<Param<?>> own = all.stream().filter(p -> OF_ESTIMATORS.contains(p.name())).toList();
    List<Param<?>> shared = all.stream().filter(p -> !own.contains(p)).toList();
    text.append("\n\nclass _").append(name).append("Params(Params):\n");
    params(stage, shared);
    if (!evaluator) {
      Class<?> model = Class.forName(type.getName() + "Model");
      String base = TopicEstimator.class.isAssignableFrom(type) ? "TopicModel" : "AnalyzerModel";
      heading(model, base, "_" + name + "Params");
      vectors(model);
    }
    String base = evaluator ? "Evaluator" : "Estimator[\"" + name + "Model\"]";
    heading(type, base, "_" + name + "Params");
    own.forEach(this::param);
    constructor(stage, all);
    all.forEach(param -> setter(name, param));
    own.forEach(this::getter);
    if (!evaluator) {
      text.append("\n    def _create_model(self, java_model: Any) -> ").append(name);
      text.append("Model:\n        return ").append(name).append("Model(java_model)\n");
    }
  }

  private void heading(Class<?> type, String base, String params) {
    String name = type.getSimpleName();
    names.add(name);
    text.append("\n\nclass ").append(name).append("(").append(base).append(", ").append(params);
    text.append(", Saved[\"").append(name).append("\"]):\n    \"\"\"").append(story(type));
    text.append("\"\"\"\n");
  }

  private void params(Params stage, List<Param<?>> params) {
    params.forEach(this::param);
    text.append("\n    def __init__(self, *args: Any) -> None:\n        super().__init__(*args)\n");
    text.append("        self._setDefault(\n");
    for (Param<?> param : params) {
      if (stage.hasDefault(param)) {
        text.append("            ").append(param.name()).append("=");
        text.append(literal(stage.getDefault(param).get())).append(",\n");
      }
    }
    text.append("        )\n");
    params.forEach(this::getter);
  }

  private void param(Param<?> param) {
    text.append("    ").append(param.name()).append(": Param[").append(type(param));
    text.append("] = Param(\n        Params._dummy(),\n        \"").append(param.name());
    text.append("\",\n");
    List<String> lines = wrapped(param.doc());
    for (int i = 0; i < lines.size(); i++) {
      text.append("        ").append(quoted(lines.get(i)));
      text.append(i == lines.size() - 1 ? ",\n" : "\n");
    }
    text.append("        typeConverter=TypeConverters.").append(converter(param)).append(",\n");
    text.append("    )\n");
  }

  /** Lines that together are the text, blanks at their ends. */
  private static List<String> wrapped(String doc) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : doc.split("(?<= )")) {
      if (line.length() + word.length() > WIDTH - 10 && line.length() > 0) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private void constructor(Params stage, List<Param<?>> params) {
    text.append("\n    @keyword_only\n    def __init__(\n        self,\n        *,\n");
    for (Param<?> param : params) {
      boolean known = stage.hasDefault(param);
      text.append("        ").append(param.name()).append(": ").append(type(param));
      text.append(known ? " = " + literal(stage.getDefault(param).get()) : " | None = None");
      text.append(",\n");
    }
    text.append("    ) -> None:\n");
    text.append(
        "        given: dict[str, Any] = self._input_kwargs  # type: ignore[attr-defined]\n");
    text.append("        super().__init__()\n        self._java_obj = self._companion()\n");
    text.append("        self.setParams(**given)\n");
  }

  private void setter(String stage, Param<?> param) {
    text.append("\n    def set").append(capital(param)).append("(self, value: ");
    text.append(type(param)).append(") -> ").append(stage).append(":\n");
    text.append("        \"\"\"Sets ``").append(param.name()).append("``.\"\"\"\n");
    text.append("        return self._set(").append(param.name()).append("=value)\n");
  }

  private void getter(Param<?> param) {
    text.append("\n    def get").append(capital(param)).append("(self) -> ").append(type(param));
    text.append(":\n        \"\"\"``").append(param.name()).append("`` in force.\"\"\"\n");
    text.append("        return self.getOrDefault(self.").append(param.name()).append(")\n");
  }

  private void vectors(Class<?> model) {
    Map<String, String> docs = new LinkedHashMap<>();
    Matcher found =
        Pattern.compile("/\\*\\* ([^*]+) \\*/\\s+public Vector (\\w+)\\(\\)")
            .matcher(source(model));
    found.results().forEach(match -> docs.put(match.group(2), plain(match.group(1))));
    List<String> methods =
        Arrays.stream(model.getDeclaredMethods())
            .filter(m -> m.getReturnType() == Vector.class && m.getParameterCount() == 0)
            .map(Method::getName)
            .sorted()
            .toList();
    for (String method : methods) {
      text.append("\n    def ").append(method).append("(self) -> Vector:\n        \"\"\"");
      text.append(docs.get(method)).append("\"\"\"\n");
      text.append("        vector: Vector = self._answer(\"").append(method).append("\")\n");
      text.append("        return vector\n");
    }
  }

  /** The first sentence of a class's comment, to its colon. */
  private static String story(Class<?> type) {
    Matcher comment =
        Pattern.compile("(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public (abstract |final )*class")
            .matcher(source(type));
    if (!comment.find()) {
      throw new IllegalArgumentException(type + " says nothing of itself");
    }
    String all = plain(comment.group(1).replaceAll("\\n\\s*\\* ?", " "));
    return all.strip().split("(?<=[^.])[.:;]( |$)")[0] + ".";
  }

  private static String plain(String comment) {
    return TAG.matcher(comment)
        .replaceAll(tag -> tag.group(1).equals("code") ? "``" + tag.group(2) + "``" : tag.group(2));
  }

  private static String source(Class<?> type) {
    try {
      String file = "src/main/java/" + type.getName().replace('.', '/') + ".java";
      return Files.readString(Manual.ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String capital(Param<?> param) {
    return Character.toUpperCase(param.name().charAt(0)) + param.name().substring(1);
  }

  private static String type(Param<?> param) {
    return param instanceof IntParam || param instanceof LongParam
        ? "int"
        : param instanceof DoubleParam
            ? "float"
            : param instanceof BooleanParam
                ? "bool"
                : param instanceof DoubleArrayParam
                    ? "list[float]"
                    : param instanceof StringArrayParam ? "list[str]" : "str";
  }

  private static String converter(Param<?> param) {
    return switch (type(param)) {
      case "int" -> "toInt";
      case "float" -> "toFloat";
      case "bool" -> "toBoolean";
      case "list[float]" -> "toListFloat";
      case "list[str]" -> "toListString";
      default -> "toString";
    };
  }

  private static String literal(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof String words) {
      return quoted(words);
    }
    if (value instanceof String[] several) {
      return Arrays.stream(several)
          .map(PythonModule::quoted)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Number number) {
      return number.toString();
    }
    throw new IllegalArgumentException("no Python for a default " + value);
  }

  private static String quoted(String words) {
    return "\"" + words.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
