package polya.spark.store;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.spark.Causes;
import polya.spark.Files;

/** Whether a corpus is there as its manifest says: every file, every document, every token. */
final class WholeCorpus {
  private static final int SHOWN = 3;

  private final SparkSession spark;
  private final Files files;
  private final String path;
  private final CorpusManifest manifest;

  WholeCorpus(SparkSession spark, Files files, String path, CorpusManifest manifest) {
    this.spark = spark;
    this.files = files;
    this.path = path;
    this.manifest = manifest;
  }

  /**
   * Demands the whole of it.
   *
   * @param documents its table, with the columns that it must have
   * @throws Failure (store) if something is missing, with what is there and what should be
   */
  void demand(Supplier<Dataset<Row>> documents) {
    CorpusInfo info = manifest.info();
    List<String> missing = manifest.data().missing(files);
    if (!missing.isEmpty()) {
      throw damaged(shown(missing) + "; " + left(manifest.data().remaining(files)), null);
    }
    Row sums;
    try {
      sums = CorpusDraft.sums(documents.get());
    } catch (Failure e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Causes.environment(e).orElseGet(() -> damaged("its documents cannot be read", e));
    }
    if (sums.getLong(0) != info.documents() || sums.getLong(2) != info.tokens()) {
      throw damaged(holds(sums), null);
    }
  }

  private static String shown(List<String> missing) {
    String more = missing.size() > SHOWN ? ", and " + (missing.size() - SHOWN) + " more" : "";
    return String.join(", ", missing.subList(0, Math.min(SHOWN, missing.size()))) + more;
  }

  private String left(DataFolder remaining) {
    if (remaining.files().orElseThrow().of("documents").isEmpty()) {
      return "it holds no documents";
    }
    try {
      return holds(CorpusDraft.sums(remaining.table(spark, "documents")));
    } catch (Exception e) { // What is left cannot be counted.
      return "what else it holds cannot be read";
    }
  }

  private static String holds(Row sums) {
    return String.format(
        Locale.ROOT, "it holds %,d documents with %,d tokens", sums.getLong(0), sums.getLong(2));
  }

  private Failure damaged(String found, Exception cause) {
    return Failure.store(
        String.format(
            Locale.ROOT,
            "Cannot read corpus at %s: %s; its manifest says %,d documents with %,d tokens. Restore"
                + " %s, or ingest it again.",
            path,
            found,
            manifest.info().documents(),
            manifest.info().tokens(),
            manifest.data().path()),
        cause);
  }
}
