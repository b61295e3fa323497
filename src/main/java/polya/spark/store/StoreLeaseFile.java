package polya.spark.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import polya.spark.GuardedFile;

/**
 * On an object store that holds a file against what it was before it replaces it. Each step is one
 * such exchange. A last line of its own makes every renewal another text, so that nobody takes one
 * that was renewed after it was found stale. Nothing is ever deleted, which no store does on a
 * condition: a lease that was given back is one of no run, and free.
 */
final class StoreLeaseFile extends LeaseFile {
  private static final String RENEWED = "renewed ";
  private static final String FREE = "";

  private final GuardedFile file;
  private volatile String own = FREE;

  StoreLeaseFile(GuardedFile file) {
    this.file = file;
  }

  @Override
  boolean canBeMade() {
    return true; // Permissions are told by the attempt.
  }

  @Override
  boolean create(String text) {
    return keep(file.replace(GuardedFile.NONE, marked(text)) || exchange(FREE, text), text);
  }

  @Override
  boolean take(Optional<String> from, String text) {
    return from.isEmpty() ? create(text) : keep(exchange(from.get(), text), text);
  }

  private boolean keep(boolean made, String text) {
    own = made ? text : own;
    return made;
  }

  /** Replaces the file if it has this text. */
  private boolean exchange(String from, String text) {
    String tag = file.tag(); // First, so that what is read later is no older.
    return text().filter(from::equals).isPresent() && file.replace(tag, marked(text));
  }

  private static String marked(String text) {
    return text + RENEWED + UUID.randomUUID() + "\n";
  }

  @Override
  Optional<String> read() {
    return text().filter(text -> !text.equals(FREE));
  }

  private Optional<String> text() {
    return file.read().map(StoreLeaseFile::unmarked);
  }

  private static String unmarked(String text) {
    int end = text.lastIndexOf(RENEWED);
    return end < 0 ? text : text.substring(0, end);
  }

  @Override
  Duration age() {
    return file.written()
        .map(time -> Duration.between(Instant.ofEpochMilli(time), Instant.now()))
        .orElse(Duration.ZERO);
  }

  @Override
  void renew() {
    try {
      exchange(own, own);
    } catch (RuntimeException e) {
      // The next renewal may succeed; there is none after one that throws.
    }
  }

  @Override
  boolean remove(String text) {
    return exchange(text, FREE);
  }
}
