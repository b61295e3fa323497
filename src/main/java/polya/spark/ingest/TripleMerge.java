package polya.spark.ingest;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import polya.spark.ingest.lines.Excerpt;
import polya.text.Analysis;
import scala.Tuple2;

/**
 * Fragments sorted by user to documents: counts of an item listed more than once are added up; a
 * user with a bad line is a bad record as a whole, at the first of them. What belongs to no user
 * passes through. The same drafts whatever order a user's fragments come in. Memory: one user.
 */
final class TripleMerge implements Iterator<Draft> {
  private final Iterator<Tuple2<String, Fragment<String[]>>> sorted;
  private final char delimiter;
  private Tuple2<String, Fragment<String[]>> ahead;

  TripleMerge(Iterator<Tuple2<String, Fragment<String[]>>> sorted, char delimiter) {
    this.sorted = sorted;
    this.delimiter = delimiter;
    advance();
  }

  private void advance() {
    ahead = sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public Draft next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (!ahead._1().equals(TripleFragments.NO_USER)) {
      return document(ahead._1());
    }
    Draft unowned = ahead._2().draft();
    advance();
    return unowned;
  }

  private Draft document(String user) {
    Fragment<String[]> first = null;
    Fragment<String[]> firstBad = null;
    Map<String, Long> counts = new TreeMap<>();
    for (; ahead != null && ahead._1().equals(user); advance()) {
      Fragment<String[]> f = ahead._2();
      if (f.kind == Draft.Kind.BAD) {
        firstBad = firstBad == null ? f : Fragment.earlier(firstBad, f);
        counts.clear();
      } else if (firstBad == null) {
        first = first == null ? f : Fragment.earlier(first, f);
        for (int i = 0; i < f.terms.length; i++) {
          counts.merge(f.terms[i], (long) f.counts[i], Long::sum);
        }
      }
    }
    return firstBad == null ? document(user, first, counts) : firstBad.draft();
  }

  private Draft document(String user, Fragment<String[]> first, Map<String, Long> counts) {
    // The first line as its writer would have written it without quotes.
    String excerpt = Excerpt.hash(user + delimiter + first.terms[0] + delimiter + first.counts[0]);
    long tokens = counts.values().stream().mapToLong(Long::longValue).sum();
    if (tokens > Integer.MAX_VALUE) {
      String reason =
          "the counts of its user add up to " + tokens + ", more than " + Integer.MAX_VALUE;
      return Draft.bad(first.file, first.position, reason, excerpt);
    }
    return Draft.ofWords(
        first.file,
        first.position,
        user,
        new Analysis.Ordered(
            counts.keySet().toArray(String[]::new),
            counts.values().stream().mapToInt(Long::intValue).toArray(),
            null),
        new String[0],
        excerpt);
  }
}
