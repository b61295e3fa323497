package polya.spark.store;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** A lease's file where a file is put aside in one step. */
abstract sealed class MovableLeaseFile extends LeaseFile permits LocalLeaseFile, HdfsLeaseFile {
  /** Puts the file aside in one step; false if it is not there. */
  abstract boolean moveTo(String name) throws IOException;

  abstract void delete(String name) throws IOException;

  abstract Optional<String> read(String name) throws IOException;

  @Override
  final boolean take(Optional<String> from, String text) throws IOException {
    return (from.isEmpty() || remove(from.get())) && create(text);
  }

  @Override
  final boolean remove(String text) throws IOException {
    String aside = unique();
    if (!moveTo(aside)) {
      return false;
    }
    Optional<String> moved = read(aside);
    delete(aside);
    boolean same = moved.filter(text::equals).isPresent();
    if (!same && moved.isPresent()) {
      create(moved.get()); // Another run's, made between reading and moving: put back.
    }
    return same;
  }

  static String unique() {
    return ".polya-lease-" + UUID.randomUUID();
  }
}
