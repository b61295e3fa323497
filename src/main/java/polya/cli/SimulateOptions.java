package polya.cli;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.infer.DocumentLengths;

/** The options of {@code simulate}. */
final class SimulateOptions {
  private static final int MOST_TERMS = 10_000_000;
  private static final double MOST_ZIPF = 5;

  @Option(
      names = "--model",
      paramLabel = "FAMILY",
      description = "Model family whose topics are drawn from their prior. Default: lda.")
  String model;

  @Option(
      names = "--topics-from",
      paramLabel = "PATH",
      description = "A saved model: its topics and priors are the truth, its terms the vocabulary.")
  String topicsFrom;

  @Mixin ParameterOptions parameters;

  @Option(
      names = "--documents",
      required = true,
      paramLabel = "N",
      description = "How many documents to draw.")
  long documents;

  @Option(
      names = "--terms",
      paramLabel = "N",
      description = "How many terms the vocabulary has: w00001, w00002, …")
  Integer terms;

  @Option(
      names = "--zipf",
      paramLabel = "S",
      description =
          "Every topic's prior gives the n-th term a weight in proportion to n^-S: 0 is uniform"
              + " (default), text has about 1.")
  Double zipf;

  @Option(
      names = "--mean-length",
      defaultValue = "100",
      paramLabel = "X",
      description = "Mean tokens a document. Default: ${DEFAULT-VALUE}.")
  double meanLength;

  @Option(
      names = "--length-dispersion",
      defaultValue = "0",
      paramLabel = "X",
      description =
          "Variance of the lengths is mean + X·mean²: 0 is Poisson (default), above it negative"
              + " binomial; text has about 1.")
  double lengthDispersion;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of every random choice; same seed, same bits. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder of the corpus.")
  String output;

  @Option(
      names = "--truth",
      paramLabel = "PATH",
      description =
          "Folder for what the corpus was drawn from: a model, with the documents' mixtures.")
  String truth;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "New file for the documents' labels, a line a document in the order of their numbers, as"
              + " ingest --column reads them; the corpus has them in a column anyway.")
  String labels;

  @Option(names = "--overwrite", description = "Replace a corpus and a model that are there.")
  boolean overwrite;

  @Mixin LeaseFlag lease;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Tasks that draw; the corpus is the same for any. Default: Spark's parallelism, or one for"
              + " 20,000 documents.")
  Integer partitions;

  /**
   * Checks what can be checked without looking at a file.
   *
   * @throws Failure (usage) if an option is out of its range or does not go with another
   */
  void check() {
    Usage.demand(documents >= 1, "--documents", documents, "a whole number ≥ 1");
    Usage.demand(
        meanLength > 0 && meanLength <= DocumentLengths.MOST_MEAN,
        "--mean-length",
        meanLength,
        "a number > 0, ≤ " + (long) DocumentLengths.MOST_MEAN);
    Usage.demand(
        lengthDispersion >= 0 && lengthDispersion <= DocumentLengths.MOST_DISPERSION,
        "--length-dispersion",
        lengthDispersion,
        "a number ≥ 0, ≤ " + (long) DocumentLengths.MOST_DISPERSION);
    Usage.demand(
        partitions == null || partitions >= 1, "--partitions", partitions, "a whole number ≥ 1");
    Usage.demand(
        !new Path(output).equals(truth == null ? null : new Path(truth)),
        "--truth",
        truth,
        "another folder than --output");
    if (topicsFrom == null) {
      Usage.demand(
          terms != null && terms >= 1 && terms <= MOST_TERMS,
          "--terms",
          terms,
          "a whole number, 1 … " + MOST_TERMS);
      Usage.demand(
          zipf == null || (zipf >= 0 && zipf <= MOST_ZIPF),
          "--zipf",
          zipf,
          "a number ≥ 0, ≤ " + (long) MOST_ZIPF);
      return;
    }
    String only = "nothing with --topics-from: the saved model says it";
    Usage.demand(model == null, "--model", model, only);
    Usage.demand(terms == null, "--terms", terms, only);
    Usage.demand(zipf == null, "--zipf", zipf, only);
    Usage.demand(!parameters.given(), "-p and --conf", "a value", only);
  }

  /** How documents get their lengths. */
  DocumentLengths lengths() {
    return new DocumentLengths(meanLength, lengthDispersion);
  }

  /** What shaped the corpus beside the family's parameters. */
  Map<String, String> source() {
    Map<String, String> source = new TreeMap<>();
    source.put("format", "simulation");
    source.put("documents", Long.toString(documents));
    source.put("meanLength", Double.toString(meanLength));
    source.put("lengthDispersion", Double.toString(lengthDispersion));
    source.put("seed", Long.toString(seed));
    if (topicsFrom == null) {
      source.put("terms", Integer.toString(terms));
      source.put("zipf", Double.toString(zipf()));
    } else {
      source.put("topicsFrom", topicsFrom);
    }
    return source;
  }

  double zipf() {
    return zipf == null ? 0 : zipf;
  }
}
