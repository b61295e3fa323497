package polya.spark.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.corpus.Bag;
import polya.corpus.JsonLine;
import polya.corpus.LdaCLine;
import polya.corpus.LibsvmLine;
import polya.corpus.Parsed;
import polya.spark.ingest.lines.Excerpt;
import polya.spark.ingest.lines.InputFiles;
import polya.spark.ingest.lines.Line;

/** A format with one document a line: turns a line that can be read into a draft. */
interface LineFormat extends Serializable {

  /** The draft of a line; null if the line is no record. */
  Draft draft(Line line);

  /** LDA-C: {@code M term:count …}, terms from 0. A blank line is a bad record. */
  static LineFormat ldaC(int vocabularySize, List<String> idPrefixes) {
    return line -> {
      Parsed<Bag> bag = LdaCLine.parse(line.text, vocabularySize);
      return bag.isGood()
          ? bag(line, idPrefixes, bag.value(), Draft.NONE)
          : bad(line, bag.reason());
    };
  }

  /**
   * libsvm: {@code label index:count …}, indices from 1. A blank line is a bad record, a line that
   * is a comment is none.
   *
   * @param keepLabel whether the label is kept
   */
  static LineFormat libsvm(int vocabularySize, List<String> idPrefixes, boolean keepLabel) {
    return line -> {
      if (LibsvmLine.isComment(line.text)) {
        return null;
      }
      Parsed<LibsvmLine> parsed = LibsvmLine.parse(line.text, vocabularySize);
      if (!parsed.isGood()) {
        return bad(line, parsed.reason());
      }
      String[] kept = keepLabel ? new String[] {parsed.value().label()} : Draft.NONE;
      return bag(line, idPrefixes, parsed.value().bag(), kept);
    };
  }

  /** Plain text: each line is a document, a blank one an empty document. */
  static LineFormat text(TextFields fields, List<String> idPrefixes) {
    return line ->
        Draft.ofWords(
            line.file,
            line.number,
            idPrefixes.get(line.file) + line.number,
            fields.words(line.text, fields.language()),
            Draft.NONE,
            Excerpt.hash(line.text));
  }

  /** JSON Lines: each line is an object with an id and a text; blank lines are no records. */
  static LineFormat json(TextFields fields) {
    return line -> {
      if (line.text.isBlank()) {
        return null;
      }
      Parsed<JsonLine> json =
          JsonLine.parse(line.text, fields.id(), fields.text(), fields.others());
      return json.isGood()
          ? fields.draft(line.file, line.number, json.value(), Excerpt.hash(line.text))
          : bad(line, json.reason());
    };
  }

  private static Draft bag(Line line, List<String> idPrefixes, Bag bag, String[] kept) {
    String id = idPrefixes.get(line.file) + line.number;
    String excerpt = Excerpt.hash(line.text);
    return Draft.ofTerms(line.file, line.number, line.number, id, bag, kept, excerpt);
  }

  private static Draft bad(Line line, String reason) {
    return Draft.bad(line.file, line.number, reason, Excerpt.hash(line.text));
  }

  /** The drafts of all lines of the files. */
  default JavaRDD<Draft> drafts(InputFiles files, JavaSparkContext context) {
    return drafts(files.lines(context), context);
  }

  /** The drafts of these lines; those of few partitions are spread over more tasks to parse. */
  default JavaRDD<Draft> drafts(JavaRDD<Line> lines, JavaSparkContext context) {
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
