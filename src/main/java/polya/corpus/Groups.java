package polya.corpus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import polya.Failure;

/**
 * What the documents of a corpus have beside their counts, as one integer a document: its group, a
 * distinct set of labels. Group 0 is the empty set: a document without labels, and every document
 * of a corpus without attributes. The others follow in the order of their label indices, so groups
 * depend on what the corpus holds and on nothing else.
 *
 * <p>How it is used. A documents' side that knows labels is made of the groups of the corpus at
 * hand: at training of {@code CorpusFacts.groups()}, at scoring of those of the test corpus under
 * the model's {@link #encoding}. For group g the labels are
 *
 * <pre>{@code
 * int[] labels = groups.labels();
 * for (int i = groups.offsets()[g]; i < groups.offsets()[g + 1]; i++) {
 *   … labels[i] …   // ascending
 * }
 * }</pre>
 *
 * which copies nothing and is what {@code support(group, …)} of a prior walks: topics follow labels
 * in their order, so a support is ascending, too. A group's number serves as a position in arrays
 * and tables of one run only. Whatever must be the same in another run, random streams above all,
 * goes by its {@link #key}, which depends on the group's labels alone: adding a group moves no
 * other's draws.
 *
 * <p>Immutable; arrays are shared, not to be changed. Memory: 20 bytes a group, 4 bytes a label of
 * it, and the encoding; some 40 MB for a million groups of five labels. A class and not a record,
 * for Kryo.
 */
public final class Groups implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most distinct sets of labels that a corpus may have. */
  public static final int MOST = 1 << 20;

  private final Encoding encoding;
  private final int[] offsets;
  private final int[] labels;
  private final long[] keys;
  private final long[] documents;
  private final long unseenValues;
  private final long unseenDocuments;
  private final long leftOut;

  private Groups(Encoding encoding, List<LabelSet> sets, long unseenValues, long unseenDocuments) {
    this.encoding = encoding;
    this.unseenValues = unseenValues;
    this.unseenDocuments = unseenDocuments;
    leftOut = 0;
    offsets = new int[sets.size() + 1];
    for (int g = 0; g < sets.size(); g++) {
      offsets[g + 1] = offsets[g] + sets.get(g).labels.length;
    }
    labels = new int[offsets[sets.size()]];
    keys = new long[sets.size()];
    documents = new long[sets.size()];
    for (int g = 0; g < sets.size(); g++) {
      LabelSet set = sets.get(g);
      System.arraycopy(set.labels, 0, labels, offsets[g], set.labels.length);
      documents[g] = set.documents;
      keys[g] = DocumentKey.of(text(g));
    }
  }

  /** The same without the documents of group 0. */
  private Groups(Groups all) {
    encoding = all.encoding;
    offsets = all.offsets;
    labels = all.labels;
    keys = all.keys;
    unseenValues = all.unseenValues;
    unseenDocuments = all.unseenDocuments;
    leftOut = all.leftOut + all.documents[0];
    documents = all.documents.clone();
    documents[0] = 0;
  }

  /** A set of labels on its way into the table. */
  private static final class LabelSet {
    private final int[] labels;
    private long documents;

    LabelSet(int[] labels, long documents) {
      this.labels = labels;
      this.documents = documents;
    }
  }

  /** The one group of a corpus without attributes. */
  public static Groups none(long documents) {
    return new Groups(Encoding.none(), List.of(new LabelSet(new int[0], documents)), 0, 0);
  }

  /**
   * The groups of a corpus under an encoding, its own or that of a model. Labels that the encoding
   * does not know are dropped and counted; sets that are then the same are one group. Cost O(n log
   * n) in the distinct sets.
   *
   * @param sets how many documents have each set of labels, by its canonical {@link
   *     LabelSyntax#text}
   * @throws Failure (input) if there are more than {@value #MOST} distinct sets
   */
  public static Groups of(Encoding encoding, Map<String, Long> sets) {
    if (sets.size() > MOST) {
      throw tooMany(encoding.column(), MOST);
    }
    List<LabelSet> found = new ArrayList<>(sets.size() + 1);
    found.add(new LabelSet(new int[0], 0));
    long unseenValues = 0;
    long unseenDocuments = 0;
    for (Map.Entry<String, Long> set : sets.entrySet()) {
      List<String> values = LabelSyntax.parse(set.getKey());
      int[] indices = encoding.encode(values);
      found.add(new LabelSet(indices, set.getValue()));
      unseenValues += (values.size() - indices.length) * set.getValue();
      unseenDocuments += values.size() > indices.length ? set.getValue() : 0;
    }
    return new Groups(encoding, merged(found), unseenValues, unseenDocuments);
  }

  private static List<LabelSet> merged(List<LabelSet> sets) {
    sets.sort((a, b) -> Arrays.compare(a.labels, b.labels));
    List<LabelSet> merged = new ArrayList<>(sets.size());
    LabelSet last = null;
    for (LabelSet set : sets) {
      if (last != null && Arrays.equals(last.labels, set.labels)) {
        last.documents += set.documents;
      } else {
        merged.add(set);
        last = set;
      }
    }
    return merged;
  }

  /**
   * The groups of the documents that have labels: those of group 0 are no part of the corpus any
   * more, and {@link #leftOut counted}. Numbers of groups stay as they are.
   */
  public Groups withoutUnlabeled() {
    return new Groups(this);
  }

  /** What is said of a column with more distinct sets of labels than there may be. */
  public static Failure tooMany(String column, int most) {
    return Failure.input(
        String.format(
            Locale.ROOT,
            "Cannot group documents by column %s: it has more than %,d distinct sets of labels;"
                + " allowed are at most so many. Give a coarser column, of fewer labels.",
            column,
            most));
  }

  /** How many groups there are, group 0 included, whether a document is in it or not. */
  public int size() {
    return keys.length;
  }

  /** The dictionary of the labels. */
  public Encoding encoding() {
    return encoding;
  }

  /** Where each group's labels begin in {@link #labels}: length {@link #size} + 1. */
  public int[] offsets() {
    return offsets;
  }

  /** The label indices of all groups, one after the other, ascending in each. */
  public int[] labels() {
    return labels;
  }

  /** The canonical text of a group: its labels, see {@link LabelSyntax#text}. */
  public String text(int group) {
    return encoding.text(labels, offsets[group], offsets[group + 1]);
  }

  /** The key of a group's random streams: a hash of its canonical text. */
  public long key(int group) {
    return keys[group];
  }

  /** How many documents of the corpus are in a group. */
  public long documents(int group) {
    return documents[group];
  }

  /** How many documents without labels {@link #withoutUnlabeled} left out. */
  public long leftOut() {
    return leftOut;
  }

  /** Whether all documents are in one group, so that labels tell nothing. */
  public boolean isOneThroughout() {
    return Arrays.stream(documents).filter(n -> n > 0).count() <= 1;
  }

  /** How many labels of documents the encoding does not know: dropped. 0 for its own corpus. */
  public long unseenValues() {
    return unseenValues;
  }

  /** How many documents have such a label. */
  public long unseenDocuments() {
    return unseenDocuments;
  }

  /**
   * The group of a set of labels by its canonical text; as {@link #find(List)}.
   *
   * @param text as {@link LabelSyntax#text} gives it
   */
  public int find(String text) {
    return find(LabelSyntax.parse(text));
  }

  /**
   * The group of a set of labels; cost O(log n) each for the labels and the set.
   *
   * @param values in any order; those that the encoding does not know are left out
   * @throws IllegalArgumentException if no group has these labels
   */
  public int find(List<String> values) {
    int[] wanted = encoding.encode(values);
    int low = 0;
    int high = keys.length - 1;
    while (low <= high) {
      int g = (low + high) >>> 1;
      int sign = Arrays.compare(labels, offsets[g], offsets[g + 1], wanted, 0, wanted.length);
      if (sign == 0) {
        return g;
      }
      low = sign < 0 ? g + 1 : low;
      high = sign < 0 ? high : g - 1;
    }
    throw new IllegalArgumentException("no group has " + wanted.length + " labels of a document");
  }
}
