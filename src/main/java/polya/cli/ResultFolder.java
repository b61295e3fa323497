package polya.cli;

import org.apache.hadoop.conf.Configuration;
import polya.spark.StoreFolder;

/** The folder of a result while it is written: of one that is not committed nothing stays. */
final class ResultFolder implements AutoCloseable {
  private final StoreFolder store;
  private boolean committed;

  private ResultFolder(StoreFolder store) {
    this.store = store;
  }

  static ResultFolder claim(
      Configuration configuration, String path, String manifest, boolean overwrite) {
    return new ResultFolder(StoreFolder.claim(configuration, path, "result", manifest, overwrite));
  }

  /** Where data go. */
  StoreFolder store() {
    return store;
  }

  /** Publishes the result. */
  void commit(String manifestText) {
    store.commit(manifestText);
    committed = true;
  }

  /** Removes what was written, unless it was published. */
  @Override
  public void close() {
    if (!committed) {
      store.abandon();
    }
  }
}
