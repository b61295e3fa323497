package polya.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Maps what an iterator gives by batches, as they are asked for; holds one batch. */
public final class Batched {
  private Batched() {}

  /**
   * The results in the order of what they come from.
   *
   * @param size how many are mapped together; the last batch may have fewer
   * @param function of a batch, to as many results
   */
  public static <A, B> Iterator<B> map(
      Iterator<A> from, int size, Function<List<A>, List<B>> function) {
    return new Iterator<>() {
      private Iterator<B> ready = List.<B>of().iterator();

      @Override
      public boolean hasNext() {
        return ready.hasNext() || from.hasNext();
      }

      @Override
      public B next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        if (!ready.hasNext()) {
          List<A> batch = new ArrayList<>(size);
          while (batch.size() < size && from.hasNext()) {
            batch.add(from.next());
          }
          ready = function.apply(batch).iterator();
        }
        return ready.next();
      }
    };
  }
}
