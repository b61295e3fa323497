package polya.cli;

import polya.spark.store.StoreFolder;

/** The folder of a result while it is written: of one that is not committed nothing stays. */
final class ResultFolder implements AutoCloseable {
  private final StoreFolder store;
  private boolean committed;

  /** A folder that was claimed. */
  ResultFolder(StoreFolder store) {
    this.store = store;
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

  /** Tells that what was written is published by another hand. */
  void published() {
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
