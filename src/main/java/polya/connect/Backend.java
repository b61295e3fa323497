package polya.connect;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connect.plugin.MLBackendPlugin;

/**
 * The plugin for {@code spark.connect.ml.backend.classes}, a setting of the server or of one
 * session: {@code LDA} of Spark is {@link ConnectLda} then, and its model {@link ConnectLdaModel};
 * everything else stays what it is.
 */
public final class Backend implements MLBackendPlugin {
  private static final Map<String, Class<?>> INSTEAD =
      Map.of(
          "org.apache.spark.ml.clustering.LDA", ConnectLda.class,
          "org.apache.spark.ml.clustering.LocalLDAModel", ConnectLdaModel.class);

  @Override
  public Optional<String> transform(String mlName) {
    return Optional.ofNullable(INSTEAD.get(mlName)).map(Class::getName);
  }
}
