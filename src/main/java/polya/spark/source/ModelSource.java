package polya.spark.source;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import polya.Failure;

/**
 * The data source {@code polya}: {@code spark.read().format("polya").option("table",
 * "terms").load(model)}, where the table is one of {@link Answer}. Options {@code terms} (how many
 * of a topic), {@code order} and {@code lambda} are those of the command {@code describe}. All rows
 * are made on the driver, when the query is planned.
 */
public final class ModelSource implements TableProvider, DataSourceRegister {
  @Override
  public String shortName() {
    return "polya";
  }

  /**
   * The columns.
   *
   * @throws Failure (usage) if path or table is missing, or there is no such table; (store) if the
   *     model's metrics cannot be read
   */
  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return Asked.of(options).schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new ModelTable(Asked.of(new CaseInsensitiveStringMap(properties)));
  }
}
