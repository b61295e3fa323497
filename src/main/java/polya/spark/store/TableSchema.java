package polya.spark.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table as Spark wrote them into the end of each of its files. Spark itself would
 * start a job to read them, which costs more than a small table does.
 */
final class TableSchema {
  /** Where Spark keeps the schema of what it writes. */
  private static final String KEY = "org.apache.spark.sql.parquet.row.metadata";

  private TableSchema() {}

  /**
   * The columns of a file; empty where it cannot be read or Spark did not write it: then Spark is
   * to look itself, and to say what is wrong. Cost: the end of the file is read.
   */
  static Optional<StructType> of(Configuration configuration, Path file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
      return Optional.ofNullable(reader.getFileMetaData().getKeyValueMetaData().get(KEY))
          .map(json -> (StructType) DataType.fromJson(json));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
