package polya.spark.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Document;
import polya.math.Purpose;
import polya.math.Streams;

/**
 * Documents drawn at random, no two of which are the same bag of words: topics that began with
 * copies of one document would stay equal. In a random order of all documents that depends on the
 * seed and their ids alone they are the first of every bag; so where all documents differ they are
 * the first documents.
 *
 * <p>Cost: one pass, in which all tasks together send about twice as many documents as are drawn,
 * and no task more than that many: those behind a place in the order that enough should come before
 * are not looked at. Where too few come before it, since many are copies, another pass looks
 * further.
 */
final class SeedDocuments implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many times more documents than are wanted a first pass looks at, and each one after it. */
  private static final double AHEAD = 2;

  private static final double FURTHER = 8;

  private final long seed;
  private final int wanted;

  /** The best of every bag, wanted ones at most. */
  private final Map<Words, Ranked> ofBag = new HashMap<>();

  private final TreeSet<Ranked> kept = new TreeSet<>();

  private SeedDocuments(long seed, int wanted) {
    this.seed = seed;
    this.wanted = wanted;
  }

  /**
   * Draws them.
   *
   * @param all about how many documents there are
   * @param wanted how many; there are fewer where fewer bags are distinct
   * @return in their random order; none is empty
   */
  static List<Document> draw(JavaRDD<Document> documents, long all, long seed, int wanted) {
    if (wanted == 0) {
      return List.of();
    }
    for (double share = AHEAD * wanted / all; ; share *= FURTHER) {
      SeedDocuments drawn = first(documents, share, seed, wanted);
      if (drawn.kept.size() == wanted || share >= 1) {
        return drawn.kept.stream().map(ranked -> ranked.document).toList();
      }
    }
  }

  /** Those among a share of all documents, the first in the order. */
  private static SeedDocuments first(
      JavaRDD<Document> documents, double share, long seed, int wanted) {
    return documents
        .filter(d -> d.terms().length > 0)
        .aggregate(
            new SeedDocuments(seed, wanted),
            (seeds, d) -> {
              Ranked ranked = new Ranked(seeds.seed, d);
              return ranked.place() < share ? seeds.offer(ranked) : seeds;
            },
            SeedDocuments::merge);
  }

  private SeedDocuments offer(Ranked ranked) {
    if (kept.size() == wanted && ranked.compareTo(kept.last()) > 0) {
      return this;
    }
    Words bag = new Words(ranked.document);
    Ranked before = ofBag.get(bag);
    if (before != null && before.compareTo(ranked) <= 0) {
      return this;
    }
    if (before != null) {
      kept.remove(before);
    } else if (kept.size() == wanted) {
      ofBag.remove(new Words(kept.pollLast().document));
    }
    ofBag.put(bag, ranked);
    kept.add(ranked);
    return this;
  }

  private SeedDocuments merge(SeedDocuments other) {
    other.kept.forEach(this::offer);
    return this;
  }

  /** A document with its place in the random order. */
  private static final class Ranked implements Serializable, Comparable<Ranked> {
    private static final long serialVersionUID = 1L;

    private static final int DIGITS = 53;

    private final long rank;
    private final Document document;

    Ranked(long seed, Document document) {
      this.rank = Streams.of(seed, Purpose.SEEDING, 0, document.key()).nextLong();
      this.document = document;
    }

    /** The share of all documents that come before it, about: in [0, 1). */
    double place() {
      return (rank >>> Long.SIZE - DIGITS) * 0x1p-53;
    }

    @Override
    public int compareTo(Ranked other) {
      int byRank = Long.compareUnsigned(rank, other.rank);
      return byRank != 0 ? byRank : document.id().compareTo(other.document.id());
    }
  }

  /** What a document holds, whatever its id. */
  private static final class Words implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Document document;

    Words(Document document) {
      this.document = document;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Words bag
          && Arrays.equals(document.terms(), bag.document.terms())
          && Arrays.equals(document.counts(), bag.document.counts());
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(document.terms()) + Arrays.hashCode(document.counts());
    }
  }
}
