package polya.spark.source;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Function1;

/** What was asked of a model, as Spark reads it. */
final class ModelTable implements SupportsRead {
  private final Asked asked;

  ModelTable(Asked asked) {
    this.asked = asked;
  }

  @Override
  public String name() {
    return "polya." + asked.answer().word() + " of " + asked.path();
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(asked.schema().fields())
        .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
        .toArray(Column[]::new);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return () -> new Rows(asked);
  }

  /** All rows, on the driver; Spark asks for them as often as it plans. */
  private static final class Rows implements LocalScan {
    private final Asked asked;
    private InternalRow[] rows;

    Rows(Asked asked) {
      this.asked = asked;
    }

    @Override
    public StructType readSchema() {
      return asked.schema();
    }

    @Override
    public synchronized InternalRow[] rows() {
      if (rows == null) {
        List<Row> found = asked.rows();
        Function1<Object, Object> internal =
            CatalystTypeConverters.createToCatalystConverter(readSchema());
        rows =
            found.stream()
                .map(row -> (InternalRow) internal.apply(row))
                .toArray(InternalRow[]::new);
      }
      return rows;
    }

    @Override
    public String description() {
      return asked.toString();
    }
  }
}
