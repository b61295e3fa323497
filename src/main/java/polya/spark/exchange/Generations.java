package polya.spark.exchange;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What stays until nothing can be made again from it any more. A generation begins where lineage is
 * cut; what was made in one is made again from things of that one alone. So they may go when it is
 * over and nobody has anything that was made in it.
 */
final class Generations {
  private record Thing(int generation, Runnable end) {}

  private final List<Thing> things = new ArrayList<>();
  private final Map<Object, Integer> users = new IdentityHashMap<>();
  private int now;

  /** Ends a thing when this generation, or what was made in it, needs it no more. */
  void keep(Runnable end) {
    things.add(new Thing(now, end));
  }

  /** Somebody has what was made in this generation, and may ask for it to be made again. */
  void uses(Object user) {
    users.put(user, now);
  }

  /** They do not any more. */
  void usesNoMore(Object user) {
    users.remove(user);
  }

  /** Whether somebody has what was made of these things, and may ask for it to be made again. */
  boolean areUsed() {
    return !users.isEmpty();
  }

  /** Lineage is cut: a generation begins, and things of those that nobody needs end. */
  void next() {
    now++;
    int oldest = users.values().stream().mapToInt(g -> g).min().orElse(now);
    for (Iterator<Thing> all = things.iterator(); all.hasNext(); ) {
      Thing thing = all.next();
      if (thing.generation < oldest) {
        all.remove();
        thing.end.run();
      }
    }
  }

  /** Ends all things. */
  void end() {
    users.clear();
    next();
  }
}
