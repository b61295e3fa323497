package polya.spark.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import polya.corpus.Bag;
import polya.corpus.Parsed;
import polya.spark.ingest.lines.Excerpt;
import scala.Tuple2;

/**
 * Fragments sorted by (document, position) to documents: those of a range of keys, each one there
 * even without a row, then what belongs to no document.
 */
final class UciMerge implements Iterator<Draft> {
  private final Iterator<Tuple2<Tuple2<Long, Long>, Fragment<int[]>>> sorted;
  private final UciInput input;
  private final long end;
  private final UciRows rows = new UciRows();
  private Iterator<Draft> faults;
  private long next;
  private Tuple2<Tuple2<Long, Long>, Fragment<int[]>> ahead;

  /** Merges the documents with keys from {@code begin} to {@code end} − 1. */
  UciMerge(
      Iterator<Tuple2<Tuple2<Long, Long>, Fragment<int[]>>> sorted,
      UciInput input,
      long begin,
      long end) {
    this.sorted = sorted;
    this.input = input;
    this.next = begin;
    this.end = end;
    advance();
  }

  private void advance() {
    ahead = sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    if (next < end) {
      return true;
    }
    while (ahead != null && rows.takes(ahead._2())) {
      advance();
    }
    return ahead != null || faults().hasNext();
  }

  /** What the headers of files say that their rows do not. */
  private Iterator<Draft> faults() {
    if (faults == null) {
      faults = rows.faults(input).iterator();
    }
    return faults;
  }

  @Override
  public Draft next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (next < end) {
      return document(next++);
    }
    if (ahead == null) {
      return faults().next();
    }
    Draft unowned = ahead._2().draft();
    advance();
    return unowned;
  }

  private Draft document(long key) {
    List<Fragment<int[]>> fragments = new ArrayList<>(1);
    while (ahead != null && ahead._1()._1() == key) {
      fragments.add(ahead._2());
      advance();
    }
    int file = input.fileOf(key);
    long number = input.numberInFile(key);
    String id = input.id(key);
    if (fragments.isEmpty()) {
      return Draft.ofTerms(file, 0, number, id, Bag.EMPTY, Draft.NONE, Excerpt.hash(""));
    }
    for (Fragment<int[]> f : fragments) {
      if (f.kind == Draft.Kind.BAD) {
        return f.draft();
      }
    }
    Fragment<int[]> first = fragments.get(0);
    // The first row as its writer would have written it, so that its hash is that of the line.
    String excerpt = Excerpt.hash(number + " " + (first.terms[0] + 1) + " " + first.counts[0]);
    Parsed<Bag> bag = bag(fragments);
    return bag.isGood()
        ? Draft.ofTerms(file, first.position, number, id, bag.value(), Draft.NONE, excerpt)
        : Draft.bad(file, first.position, "document " + number + ": " + bag.reason(), excerpt);
  }

  private static Parsed<Bag> bag(List<Fragment<int[]>> fragments) {
    int n = fragments.stream().mapToInt(f -> f.terms.length).sum();
    int[] terms = Arrays.copyOf(fragments.get(0).terms, n);
    int[] counts = Arrays.copyOf(fragments.get(0).counts, n);
    int at = fragments.get(0).terms.length;
    for (Fragment<int[]> f : fragments.subList(1, fragments.size())) {
      System.arraycopy(f.terms, 0, terms, at, f.terms.length);
      System.arraycopy(f.counts, 0, counts, at, f.counts.length);
      at += f.terms.length;
    }
    return Bag.sorted(terms, counts, n, 1);
  }
}
