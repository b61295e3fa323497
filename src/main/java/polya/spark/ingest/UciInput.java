package polya.spark.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.corpus.Parsed;
import polya.corpus.UciHeader;
import polya.spark.ingest.lines.InputFiles;
import polya.spark.ingest.lines.Line;
import polya.spark.ingest.lines.LineReader;
import scala.Tuple2;

/**
 * UCI bag-of-words files: tasks stream ranges of files into document fragments, and one shuffle by
 * ranges of documents merges them. Memory of a task: one document.
 */
final class UciInput implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long ROWS_PER_PARTITION = 4_000_000;

  private final InputFiles files;
  private final long[] documents;
  private final int[] terms;
  private final long[] rows;
  private final long[] offsets;
  private final List<String> idPrefixes;

  /**
   * Reads the header of every file.
   *
   * @param vocabularySize how many terms the vocabulary of the input has
   * @throws Failure (input) if a header is damaged or speaks of another V
   */
  UciInput(InputFiles files, int vocabularySize) {
    this.files = files;
    this.documents = new long[files.size()];
    this.terms = new int[files.size()];
    this.rows = new long[files.size()];
    this.offsets = new long[files.size() + 1];
    this.idPrefixes = files.idPrefixes();
    for (int f = 0; f < files.size(); f++) {
      UciHeader header = header(f);
      if (header.terms() != vocabularySize) {
        throw refuse(
            f,
            "its header says V = "
                + header.terms()
                + " but the vocabulary has "
                + vocabularySize
                + " terms",
            "Give the vocabulary that belongs to it.");
      }
      documents[f] = header.documents();
      terms[f] = header.terms();
      rows[f] = header.rows();
      offsets[f + 1] = offsets[f] + header.documents();
    }
  }

  private UciHeader header(int file) {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = files.open(file)) {
      while (lines.size() < UciHeader.LINES && reader.hasNext()) {
        Line line = reader.next();
        if (line.kind != Line.Kind.TEXT) {
          throw refuse(file, line.reason, "Mend the file.");
        }
        lines.add(line.text);
      }
    }
    Parsed<UciHeader> header = UciHeader.parse(lines);
    if (!header.isGood()) {
      throw refuse(file, header.reason(), "Mend the file, or give another --format.");
    }
    return header.value();
  }

  private Failure refuse(int file, String found, String remedy) {
    return Failure.input(
        "Cannot ingest "
            + files.path(file)
            + ": "
            + found
            + "; a UCI file begins with the lines D, V and NNZ. "
            + remedy);
  }

  /** How many documents the headers speak of. */
  long size() {
    return offsets[files.size()];
  }

  /** The drafts of all documents, and what belongs to none. */
  JavaRDD<Draft> drafts(JavaSparkContext context) {
    Ranges ranges = new Ranges(partitions(context), size());
    return files
        .ranges(context)
        .flatMapToPair(
            r -> new UciFragments(files.openInTask(r), r.file, headerOf(r.file), offsets[r.file]))
        .repartitionAndSortWithinPartitions(ranges, new ByDocument())
        .mapPartitionsWithIndex(
            (p, sorted) -> new UciMerge(sorted, this, ranges.begin(p), ranges.begin(p + 1)), true);
  }

  private UciHeader headerOf(int file) {
    return new UciHeader(documents[file], terms[file], rows[file]);
  }

  /** How many rows the header of a file speaks of. */
  long rows(int file) {
    return rows[file];
  }

  private int partitions(JavaSparkContext context) {
    long wanted =
        Math.max(context.defaultParallelism(), Arrays.stream(rows).sum() / ROWS_PER_PARTITION);
    return (int) Math.max(1, Math.min(Math.min(wanted, 100_000), size()));
  }

  /** The file that a document stands in. */
  int fileOf(long key) {
    int at = Arrays.binarySearch(offsets, key);
    int file = at >= 0 ? at : -at - 2;
    while (offsets[file + 1] == offsets[file]) {
      file++;
    }
    return file;
  }

  /** The document's number in its file, from 1. */
  long numberInFile(long key) {
    return key - offsets[fileOf(key)] + 1;
  }

  /** The document's id, if no other is given. */
  String id(long key) {
    return idPrefixes.get(fileOf(key)) + numberInFile(key);
  }

  /** Ranges of documents; what belongs to none goes last. */
  private static final class Ranges extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int partitions;
    private final long size;

    Ranges(int partitions, long size) {
      this.partitions = partitions;
      this.size = size;
    }

    /** The first document of a partition. */
    long begin(int partition) {
      return (partition * size + partitions - 1) / partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      long document = (Long) ((Tuple2<?, ?>) key)._1();
      return document == UciFragments.NO_DOCUMENT
          ? partitions - 1
          : (int) (document * partitions / size);
    }
  }

  private static final class ByDocument implements Comparator<Tuple2<Long, Long>>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
      int order = Long.compare(a._1(), b._1());
      return order != 0 ? order : Long.compare(a._2(), b._2());
    }
  }
}
