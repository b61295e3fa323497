package polya.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.corpus.Bag;
import polya.corpus.JsonLine;
import polya.corpus.LdaCLine;
import polya.corpus.Parsed;
import polya.text.Analysis;

/** A format with one document a line: turns a line that can be read into a draft. */
interface LineFormat extends Serializable {

  /** The draft of a line; null if the line is no record. */
  Draft draft(Line line);

  /** LDA-C: {@code M term:count …}, terms from 0. A blank line is a bad record. */
  static LineFormat ldaC(int vocabularySize, List<String> idPrefixes) {
    return line -> {
      Parsed<Bag> bag = LdaCLine.parse(line.text, vocabularySize);
      return bag.isGood()
          ? Draft.ofTerms(
              line.file,
              line.number,
              line.number,
              idPrefixes.get(line.file) + line.number,
              bag.value(),
              Excerpt.hash(line.text))
          : Draft.bad(line.file, line.number, bag.reason(), Excerpt.hash(line.text));
    };
  }

  /** Plain text: each line is a document, a blank one an empty document. */
  static LineFormat text(Analysis analysis, boolean keepOrder, List<String> idPrefixes) {
    return line ->
        words(
            line,
            idPrefixes.get(line.file) + line.number,
            counted(analysis, keepOrder, line.text),
            new String[0]);
  }

  /** JSON Lines: each line is an object with an id and a text; blank lines are no records. */
  static LineFormat json(
      Analysis analysis, boolean keepOrder, String idField, String textField, List<String> keep) {
    return line -> {
      if (line.text.isBlank()) {
        return null;
      }
      Parsed<JsonLine> json = JsonLine.parse(line.text, idField, textField, keep);
      if (!json.isGood()) {
        return Draft.bad(line.file, line.number, json.reason(), Excerpt.hash(line.text));
      }
      return words(
          line,
          json.value().id(),
          counted(analysis, keepOrder, json.value().text()),
          json.value().kept().toArray(String[]::new));
    };
  }

  /** The words of a text; without their order where that is not kept. */
  private static Analysis.Ordered counted(Analysis analysis, boolean keepOrder, String text) {
    if (keepOrder) {
      return analysis.inOrder(text);
    }
    Map<String, Integer> counts = analysis.count(text);
    return new Analysis.Ordered(
        counts.keySet().toArray(String[]::new),
        counts.values().stream().mapToInt(c -> c).toArray(),
        null);
  }

  private static Draft words(Line line, String id, Analysis.Ordered counted, String[] kept) {
    return Draft.ofWords(line.file, line.number, id, counted, kept, Excerpt.hash(line.text));
  }

  /**
   * The drafts of all lines of the files; those of few ranges are spread over more tasks to parse.
   */
  default JavaRDD<Draft> drafts(InputFiles files, JavaSparkContext context) {
    JavaRDD<Line> lines = files.lines(context);
    JavaRDD<Line> spread =
        lines.getNumPartitions() < context.defaultParallelism()
            ? lines.repartition(context.defaultParallelism())
            : lines;
    return spread.flatMap(
        line -> {
          Draft draft = line.kind == Line.Kind.TEXT ? draft(line) : Draft.unreadable(line);
          List<Draft> drafts = new ArrayList<>(1);
          if (draft != null) {
            drafts.add(draft);
          }
          return drafts.iterator();
        });
  }
}
