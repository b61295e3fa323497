package polya.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import polya.Failure;
import polya.corpus.ColumnKind;
import polya.corpus.Split;
import polya.corpus.Withholding;
import polya.spark.ingest.FirstFew;
import polya.spark.ingest.IngestPlan;
import polya.spark.ingest.SideColumn;
import polya.spark.ingest.TableLayout;
import polya.spark.ingest.lines.SideFile;
import polya.text.Analysis;
import polya.text.StopWords;

/** From the options of {@code ingest} to its plan, and to what the manifest says of them. */
final class IngestPlans {
  private final IngestOptions options;
  private final Consumer<String> warnings;

  private IngestPlans(IngestOptions options, Consumer<String> warnings) {
    this.options = options;
    this.warnings = warnings;
  }

  /**
   * The plan.
   *
   * @param configuration of the file system that stop words are read from
   * @param warnings gets lines for a person
   * @throws Failure (input) if there are no such stop words
   */
  static IngestPlan of(
      IngestOptions options, Configuration configuration, Consumer<String> warnings) {
    return new IngestPlans(options, warnings).plan(configuration);
  }

  private IngestPlan plan(Configuration configuration) {
    return new IngestPlan(
        options.format,
        options.input,
        options.maxLineLength,
        Optional.ofNullable(options.vocabulary),
        Optional.ofNullable(options.vocabularyOf),
        Optional.ofNullable(options.ids),
        options.idField == null ? "id" : options.idField,
        options.textField == null ? "text" : options.textField,
        options.kept().stream().map(ColumnOption::name).toList(),
        options.beside().stream().map(c -> new SideColumn(c.name(), c.file())).toList(),
        kinds(),
        options.keepOrder,
        new Analysis(
            stopWords(configuration), options.minTokenLength == null ? 1 : options.minTokenLength),
        new TableLayout(separator(), options.header),
        options.limits(),
        options.deduplicate,
        Optional.ofNullable(options.heldOut).map(share -> new Split(options.seed, share)),
        Optional.ofNullable(options.withhold).map(share -> new Withholding(options.seed, share)),
        options.maxBad,
        source());
  }

  private Map<String, ColumnKind> kinds() {
    return Stream.concat(options.kept().stream(), options.beside().stream())
        .collect(Collectors.toMap(ColumnOption::name, ColumnOption::kind));
  }

  private char separator() {
    return options.delimiter == null
        ? ','
        : options.delimiter.equals("tab") ? '\t' : options.delimiter.charAt(0);
  }

  private Set<String> stopWords(Configuration configuration) {
    if (options.stopWords == null || options.stopWords.equals("none")) {
      return StopWords.none();
    }
    if (options.stopWords.equals("english")) {
      return StopWords.english();
    }
    List<String> words =
        SideFile.lines(
            configuration,
            options.stopWords,
            found ->
                Failure.input(
                    "Cannot read stop words "
                        + options.stopWords
                        + ": "
                        + found
                        + "; allowed are none, english and a file. Correct --stop-words."));
    List<String> never = StopWords.never(words);
    if (!never.isEmpty()) {
      warnings.accept(
          "warning: "
              + FirstFew.of(never)
              + " of "
              + options.stopWords
              + " will leave nothing out: no text has them as one word.");
    }
    return StopWords.of(words);
  }

  private Map<String, String> source() {
    Map<String, String> source = new TreeMap<>();
    source.put("format", options.formatName());
    source.put("input", String.join(",", options.input));
    source.put("maxLineLength", Integer.toString(options.maxLineLength));
    source.put("maxBad", Long.toString(options.maxBad));
    put(source, "vocabulary", options.vocabulary);
    put(source, "vocabularyOf", options.vocabularyOf);
    put(source, "ids", options.ids);
    put(source, "idField", options.idField);
    put(source, "textField", options.textField);
    put(source, "keep", options.keep.isEmpty() ? null : String.join(",", options.keep));
    put(source, "columns", options.columns.isEmpty() ? null : String.join(",", options.columns));
    put(source, "keepOrder", options.keepOrder ? true : null);
    put(source, "delimiter", options.delimiter);
    put(source, "header", options.header ? true : null);
    put(source, "stopWords", options.stopWords);
    put(source, "minTokenLength", options.minTokenLength);
    put(source, "minDocumentFrequency", options.minDocumentFrequency);
    put(source, "maxDocumentFrequency", options.maxDocumentFrequency);
    put(source, "maxVocabulary", options.maxVocabulary);
    put(source, "deduplicate", options.deduplicate ? true : null);
    put(source, "heldOut", options.heldOut);
    put(source, "withhold", options.withhold);
    put(source, "seed", options.heldOut == null && options.withhold == null ? null : options.seed);
    return source;
  }

  private static void put(Map<String, String> source, String name, Object value) {
    if (value != null) {
      source.put(name, value.toString());
    }
  }
}
