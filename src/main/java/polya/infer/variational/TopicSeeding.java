package polya.infer.variational;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.Failure;
import polya.corpus.Document;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.math.Rows;
import polya.mixing.DocumentPrior;
import polya.mixing.Supports;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.MadeBlocks;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/**
 * Where topics begin: each gets a mass of 0.2 N/K expected counts, half of it spread like the terms
 * of a few random documents of its own and half like the whole corpus. A start near uniform would
 * collapse under pruning (algorithms.md §1.7).
 */
public final class TopicSeeding {
  private static final double MASS = 0.2;
  private static final double UNIGRAM_SHARE = 0.5;
  private static final double SEED_TOKENS = 100;

  /** Mean tokens below which documents are short. */
  private static final double SHORT = 20;

  private static final String SHARES = "shares";
  private static final String TOKENS = "tokens";

  private TopicSeeding() {}

  /** How many random documents a run starts each topic with. */
  public static int documentsPerTopic(Settings settings, CorpusFacts facts) {
    double length = Math.max(1, facts.meanLength());
    int enough = (int) Math.min(60, Math.max(3, Math.ceil(SEED_TOKENS / length)));
    return settings.get(VariationalParameters.SEED_DOCUMENTS).orElse(enough);
  }

  /**
   * Whether documents are too short, on average, to tell topics apart token by token: topics begin
   * with documents drawn by {@link ChanceSeeds}, and in the first pass every document is of {@link
   * OneTopic}.
   */
  static boolean ofWholeDocuments(CorpusFacts facts, VariationalLearning learning) {
    boolean areShort = facts.meanLength() < SHORT;
    return areShort && learning.isPlain() && learning.documents(learning.own()).isShared();
  }

  /**
   * Documents dealt to topics in their order. Where they run short each topic gets fewer: topics
   * that began with the same documents would stay alike for ever. Only beyond one topic a document
   * are they shared, and {@link TiedTopics} told apart.
   *
   * @param seeds documents no two of which are the same bag of words
   * @param wanted how many of them a topic is to have at most
   */
  public static List<List<Document>> dealt(List<Document> seeds, int wanted, int topics) {
    int perTopic = Math.max(1, Math.min(wanted, seeds.size() / topics));
    List<List<Document>> dealt = new ArrayList<>();
    for (int k = 0; k < topics; k++) {
      List<Document> own = new ArrayList<>();
      for (int i = 0; i < perTopic && !seeds.isEmpty(); i++) {
        own.add(seeds.get((k * perTopic + i) % seeds.size()));
      }
      dealt.add(own);
    }
    return dealt;
  }

  /**
   * Documents dealt to the topics of their groups: each to the one of its support that has the
   * fewest so far, the lower among equals, until all have enough. Documents that may use all topics
   * come last, and fill what is short in their order. A topic that gets none begins like the whole
   * corpus, and its group tells it apart. Cost: the supports of the seeds, and K.
   *
   * @param wanted how many of them a topic is to have at most
   */
  static List<List<Document>> dealtByGroup(List<Document> seeds, int wanted, DocumentPrior prior) {
    Supports supports = new Supports(prior);
    List<List<Document>> dealt = new ArrayList<>();
    for (int k = 0; k < prior.topics(); k++) {
      dealt.add(new ArrayList<>());
    }
    List<Document> ofAll = new ArrayList<>();
    for (Document seed : seeds) {
      int place = supports.place(seed.group());
      if (supports.hasAll(place)) {
        ofAll.add(seed);
        continue;
      }
      int start = supports.start(place);
      int least = supports.topics()[start];
      for (int j = start; j < start + supports.size(place); j++) {
        int k = supports.topics()[j];
        least = dealt.get(k).size() < dealt.get(least).size() ? k : least;
      }
      if (dealt.get(least).size() < wanted) {
        dealt.get(least).add(seed);
      }
    }
    int next = 0;
    for (int round = 0; round < wanted; round++) {
      for (List<Document> own : dealt) {
        if (own.size() <= round && next < ofAll.size()) {
          own.add(ofAll.get(next++));
        }
      }
    }
    return dealt;
  }

  /**
   * The blocks of the first model, in which topics may be equal.
   *
   * @param dealt the documents that each topic begins with
   */
  public static Blocks blocks(List<List<Document>> dealt, long tokens, long[] termFrequencies) {
    int topics = dealt.size();
    double mass = MASS * tokens / topics;
    double[] shareK = new double[topics]; // What a token of a topic's documents is worth.
    for (int k = 0; k < topics; k++) {
      long own = dealt.get(k).stream().mapToLong(Document::tokens).sum();
      shareK[k] = own == 0 ? 0 : (1 - UNIGRAM_SHARE) * mass / own;
    }
    double unigram = UNIGRAM_SHARE * mass;
    return MadeBlocks.of(
        termFrequencies.length,
        block -> block(block, dealt, shareK, unigram, tokens, termFrequencies));
  }

  private static TermBlock block(
      int block,
      List<List<Document>> dealt,
      double[] shareK,
      double unigramMass,
      long tokens,
      long[] termFrequencies) {
    int from = block << TermBlock.BITS;
    int to = Math.min(termFrequencies.length, from + TermBlock.SIZE);
    float[][] rows = new float[to - from][Rows.padded(shareK.length)];
    for (int i = 0; i < rows.length; i++) {
      double unigram = unigramMass * termFrequencies[from + i] / tokens;
      Arrays.fill(rows[i], 0, shareK.length, (float) unigram);
    }
    for (int k = 0; k < shareK.length; k++) {
      for (Document document : dealt.get(k)) {
        add(document, k, shareK[k], from, rows);
      }
    }
    return TermBlock.of(from, rows);
  }

  /** Adds what a document's terms of a block are worth. */
  private static void add(Document document, int k, double share, int from, float[][] rows) {
    int[] terms = document.terms();
    int at = Arrays.binarySearch(terms, from);
    for (int j = at < 0 ? -at - 1 : at; j < terms.length && terms[j] < from + rows.length; j++) {
      rows[terms[j] - from][k] += (float) (share * document.counts()[j]);
    }
  }

  /**
   * The blocks of the first model of a run that starts from an earlier one. Of the terms that the
   * earlier model has, its expected counts λ − η, times one factor that makes them add up to those
   * terms' tokens in this corpus: the mass that statistics of this corpus will have, so that η
   * means to them what it will mean later, and a corpus that grew or shrank gives no topic another
   * share. A new term gets its own tokens, spread over the topics by their shares: as likely under
   * any topic, so that the other terms of its documents decide where it belongs. Topics that were
   * equal are told apart by {@link TiedTopics}.
   *
   * @param earlier rows of λ, zeros for a new term, and globals as {@link TopicState#parameters}
   *     gives them
   * @param seed of what tells topics apart that would begin equal
   */
  public static Blocks restarted(
      ModelState earlier, int topics, long[] termFrequencies, long seed) {
    double eta = earlier.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    Sums known =
        earlier
            .topics()
            .sums(
                SumsLayout.none()
                    .vector(SHARES, topics, SumsLayout.REAL, 0x1p64)
                    .scalar(TOKENS, SumsLayout.WHOLE, 0x1p63),
                (block, sums) -> addKnown(block, eta, topics, termFrequencies, sums));
    double[] shares = known.vector(SHARES);
    double tokens = known.scalar(TOKENS);
    double counts = Arrays.stream(shares).sum();
    if (counts == 0 || tokens == 0) {
      throw Failure.store(
          "Cannot start from the earlier model: its topics hold "
              + counts
              + " counts of terms that stand "
              + tokens
              + " times in this corpus; both must be more than 0. Train without --warm-start.");
    }
    Blocks blocks =
        earlier
            .topics()
            .map(block -> restarted(block, eta, shares, counts, tokens, termFrequencies));
    return TiedTopics.separate(blocks, topics, seed);
  }

  private static TermBlock restarted(
      TermBlock block,
      double eta,
      double[] shares,
      double counts,
      double tokens,
      long[] termFrequencies) {
    float[][] rows = new float[block.size()][Rows.padded(shares.length)];
    for (int i = 0; i < rows.length; i++) {
      int w = block.from() + i;
      float[] row = block.row(w);
      for (int k = 0; k < shares.length; k++) {
        rows[i][k] =
            (float)
                (isNew(row)
                    ? termFrequencies[w] * shares[k] / counts
                    : Math.max(0, row[k] - eta) * tokens / counts);
      }
    }
    return TermBlock.of(block.from(), rows);
  }

  /** Of one block: the counts that its known terms have by topic, and their tokens here. */
  private static void addKnown(
      TermBlock block, double eta, int topics, long[] termFrequencies, Sums sums) {
    double[] shares = new double[topics];
    double tokens = 0;
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      float[] row = block.row(w);
      if (!isNew(row)) {
        for (int k = 0; k < topics; k++) {
          shares[k] += Math.max(0, row[k] - eta);
        }
        tokens += termFrequencies[w];
      }
    }
    sums.add(SHARES, shares);
    sums.add(TOKENS, tokens);
  }

  /** No term of a model has a row of zeros: λ is at least η. */
  private static boolean isNew(float[] lambda) {
    return lambda[0] == 0;
  }
}
