package org.apache.spark.sql.connect.plugin;

import java.util.Optional;

/**
 * What a server of Spark Connect asks of a plugin for machine learning, as Spark 4.1 has it: only to
 * compile against, since no repository of Maven serves spark-connect. It is no part of any jar; the
 * server brings the real one.
 */
public interface MLBackendPlugin {
  /** The class to use in the place of this one. */
  Optional<String> transform(String mlName);
}
