package polya.infer.gibbs;

import java.util.Arrays;
import polya.topics.TermStatisticsBuilder;

/**
 * The topics of runs that were swept, until their counts are sent: so runs may be as short as the
 * processor's cache likes them, and rows of counts as few as memory allows. Scratch of one thread;
 * four bytes a token and eight for every term of a run.
 */
final class SweptRuns {
  private final TermCounts tally;

  /** Every run's terms, ascending, and where the tokens of each begin in {@link #z}. */
  private int[] terms = new int[0];

  private int[] firstTokens = new int[0];

  /** Where each run's terms begin. */
  private int[] starts = new int[1];

  /** By token: the runs one after the other, term by term. */
  private int[] z = new int[0];

  private int runs;
  private int tokens;

  SweptRuns(int topics) {
    tally = new TermCounts(topics);
  }

  /** How many tokens wait. */
  int tokens() {
    return tokens;
  }

  /** Takes over what a run's tokens came to. */
  void add(TokenRun run) {
    if (run.termCount == 0) {
      return;
    }
    int at = starts[runs];
    int end = at + run.termCount;
    if (terms.length <= end) {
      terms = Arrays.copyOf(terms, 2 * end + 1);
      firstTokens = Arrays.copyOf(firstTokens, 2 * end + 1);
    }
    if (z.length < tokens + run.tokens) {
      z = Arrays.copyOf(z, (int) Math.min(Integer.MAX_VALUE - 8, 2L * (tokens + run.tokens)));
    }
    System.arraycopy(run.terms, 0, terms, at, run.termCount);
    for (int i = 0; i < run.termCount; i++) {
      firstTokens[at + i] = tokens;
      copy(run, run.termStarts[i], run.termStarts[i + 1]);
    }
    runs++;
    if (starts.length <= runs) {
      starts = Arrays.copyOf(starts, 2 * runs + 1);
    }
    starts[runs] = end;
  }

  /** Takes over the topics of a term's tokens. */
  private void copy(TokenRun run, int from, int to) {
    for (int e = from; e < to; e += TokenRun.STRIDE) {
      int first = run.entries[e + 1];
      for (int i = first; i < first + run.entries[e + 2]; i++) {
        z[tokens++] = run.z[i];
      }
    }
  }

  /** Sends the counts of all runs, a row a term, and begins anew. */
  void send(TermStatisticsBuilder out) {
    int[] next = Arrays.copyOf(starts, runs);
    if (runs > 0) {
      firstTokens[starts[runs]] = tokens;
    }
    for (int term = least(next); term < Integer.MAX_VALUE; term = least(next)) {
      for (int r = 0; r < runs; r++) {
        if (next[r] < starts[r + 1] && terms[next[r]] == term) {
          count(next[r]++);
        }
      }
      tally.send(term, out);
    }
    runs = 0;
    tokens = 0;
  }

  /** The least of the terms that come next in their runs; beyond all terms if none does. */
  private int least(int[] next) {
    int least = Integer.MAX_VALUE;
    for (int r = 0; r < runs; r++) {
      if (next[r] < starts[r + 1]) {
        least = Math.min(least, terms[next[r]]);
      }
    }
    return least;
  }

  private void count(int place) {
    for (int i = firstTokens[place]; i < firstTokens[place + 1]; i++) {
      tally.add(z[i]);
    }
  }

  /** Sends the totals n_k of all that was sent. */
  void sendTotals(TermStatisticsBuilder out) {
    tally.sendTotals(out);
  }
}
