package polya.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.Encoding;
import polya.spark.Files;
import polya.spark.store.CorpusStore;

/**
 * The labels of a simulated corpus as a file beside it: a line a document, in the order of their
 * numbers, as {@code ingest --column} reads them.
 */
final class LabelFile {
  private LabelFile() {}

  /**
   * Demands that the file can be written.
   *
   * @throws Failure (usage) if documents have no labels; (output) if the file is there
   */
  static void demand(Files files, String path, Encoding labels) {
    if (labels.size() == 0) {
      throw Failure.usage(
          "Cannot write labels to "
              + path
              + ": documents of this model have none; allowed is a model whose documents have. Leave"
              + " --labels out.");
    }
    if (labels.columns().size() > 1) {
      throw Failure.usage(
          "Cannot write labels to "
              + path
              + ": documents have "
              + labels.columns().size()
              + " covariates; allowed is one. Leave --labels out.");
    }
    if (files.exists(new Path(path))) {
      throw Failure.outputInTheWay(
          "Cannot write labels to "
              + path
              + ": it is there; allowed is a new file. Remove it, or name another.");
    }
  }

  /** Writes it; the driver holds one partition of documents' labels at a time. */
  static void write(SparkSession spark, String corpus, String path, Encoding labels) {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    Iterator<Row> rows =
        CorpusStore.open(spark, corpus)
            .documents()
            .orderBy(CorpusStore.named("id").cast("long"))
            .select(CorpusStore.named(labels.columns().get(0)))
            .toLocalIterator();
    try (Writer out =
        new OutputStreamWriter(files.create(new Path(path)), StandardCharsets.UTF_8)) {
      while (rows.hasNext()) {
        out.write(rows.next().getString(0));
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
