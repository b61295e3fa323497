package polya.spark.ingest;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import polya.spark.ingest.lines.Line;
import scala.Tuple2;

/**
 * A file whose documents take many lines each, as a stream of fragments with their documents' keys.
 * Formats say what they make of a line. Memory: one fragment.
 *
 * @param <K> the key of a document
 * @param <E> how its terms are written, see {@link Fragment}
 */
abstract class Fragments<K, E extends Serializable> implements Iterator<Tuple2<K, Fragment<E>>> {
  private final Iterator<Line> lines;
  private final Deque<Tuple2<K, Fragment<E>>> ready = new ArrayDeque<>();
  private boolean ended;

  /** Reads these lines, the header's included. */
  Fragments(Iterator<Line> lines) {
    this.lines = lines;
  }

  /** Reads a line; what is complete by then is emitted. */
  abstract void take(Line line);

  /** Emits the rest, after the last line. */
  abstract void end();

  /** Reads no line more. */
  final void stop() {
    ended = true;
  }

  final void emit(K key, Fragment<E> fragment) {
    ready.add(new Tuple2<>(key, fragment));
  }

  @Override
  public final boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      if (lines.hasNext()) {
        take(lines.next());
      } else {
        stop();
        end();
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public final Tuple2<K, Fragment<E>> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
