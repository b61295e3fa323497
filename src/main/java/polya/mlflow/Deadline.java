package polya.mlflow;

import java.time.Duration;

/** What is left of a span of time. */
final class Deadline {
  private static final Duration MOST = Duration.ofSeconds(10);

  private final long end;

  Deadline(Duration span) {
    end = System.nanoTime() + span.toNanos();
  }

  /** For one request: the rest, at most ten seconds of it, and always a moment. */
  Duration left() {
    long millis = Math.max(1, (end - System.nanoTime()) / 1_000_000);
    return Duration.ofMillis(Math.min(millis, MOST.toMillis()));
  }
}
