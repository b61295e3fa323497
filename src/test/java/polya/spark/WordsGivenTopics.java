package polya.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.gibbs.Assignments;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermStatisticsBuilder;

/**
 * A sampler whose words are drawn anew before every sweep, given their topics and the published Φ:
 * tiles remember words beside assignments, and of the corpus only lengths count. If the sampler
 * draws what it should, the chain of all has the prior as its stationary distribution (Geweke, JASA
 * 99, 2004).
 */
public final class WordsGivenTopics implements Inference {
  private static final long serialVersionUID = 1L;

  /**
   * Equal words in any order: in that of the sweep before it would tell of their topics, beyond
   * what the words do, and a scan whose order depends on what it draws is none.
   */
  private static final Comparator<int[]> BY_WORD =
      Comparator.<int[]>comparingInt(token -> token[0]).thenComparingInt(token -> token[2]);

  private final Inference sampler;
  private final int topics;
  private final TreeMap<Long, String> ids = new TreeMap<>();

  public WordsGivenTopics(Inference sampler, int topics, List<Document> documents) {
    this.sampler = sampler;
    this.topics = topics;
    documents.forEach(document -> ids.put(document.key(), document.id()));
  }

  /** Words and topics of a tile. */
  private static final class Words implements TileState {
    private static final long serialVersionUID = 1L;

    private final transient Tile tile;
    private final TileState topics;

    Words(Tile tile, TileState topics) {
      this.tile = tile;
      this.topics = topics;
    }

    @Override
    public byte[] bytes() {
      throw new UnsupportedOperationException("the chain is short-lived");
    }
  }

  @Override
  public Optional<TileMemory> memory() {
    return Optional.of(new WordsMemory(topicsOfTokens()));
  }

  private TileMemory topicsOfTokens() {
    return sampler.memory().orElseThrow();
  }

  /** Tiles remember their words as well. */
  private record WordsMemory(TileMemory topics) implements TileMemory {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isUsed(Round round) {
      return true;
    }

    @Override
    public TileState seat(Tile tile) {
      return new Words(tile, topics.seat(tile));
    }

    @Override
    public TileState reseat(Tile tile, byte[] bytes) {
      throw new UnsupportedOperationException("the chain is short-lived");
    }
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    TilePass pass = sampler.open(phi, globals, round);
    double[][] phiKW = new double[topics][phi.terms()];
    double[] row = new double[topics];
    for (int w = 0; w < phi.terms(); w++) {
      phi.expand(w, row, 0);
      for (int k = 0; k < topics; k++) {
        phiKW[k][w] = row[k];
      }
    }
    return new TilePass() {
      @Override
      public TileState visit(Tile lengths, TileState before, TermStatisticsBuilder out) {
        Words words = (Words) before;
        Assignments z = (Assignments) words.topics;
        if (!z.isSeated()) {
          return new Words(words.tile, pass.visit(words.tile, z, out));
        }
        List<Document> documents = new ArrayList<>();
        List<Integer> topicsNow = new ArrayList<>();
        int token = 0;
        for (int d = 0; d < words.tile.documents(); d++) {
          RandomStream random = Streams.of(99, Purpose.TEST, round.number(), words.tile.key(d));
          int length = (int) words.tile.tokens(d);
          int[][] drawn = new int[length][];
          for (int i = 0; i < length; i++) {
            int k = z.topic(token++);
            drawn[i] = new int[] {category(random, phiKW[k]), k, (int) random.nextLong()};
          }
          Arrays.sort(drawn, BY_WORD);
          documents.add(document(ids.get(words.tile.key(d)), drawn).in(words.tile.group(d)));
          Arrays.stream(drawn).forEach(pair -> topicsNow.add(pair[1]));
        }
        Tile now = Tile.of(words.tile.index(), documents);
        TileState given = topicsOfTokens().reseat(now, packed(topicsNow, topics));
        return new Words(now, pass.visit(now, given, out));
      }

      @Override
      public void finish(TermStatisticsBuilder out) {
        pass.finish(out);
      }
    };
  }

  /** An index with these weights. */
  static int category(RandomStream random, double[] weights) {
    double u = random.nextDouble() * Arrays.stream(weights).sum();
    int last = 0;
    for (int w = 0; w < weights.length; w++) {
      if (weights[w] > 0) {
        last = w;
        u -= weights[w];
        if (u < 0) {
          return w;
        }
      }
    }
    return last;
  }

  private static Document document(String id, int[][] ascending) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int[] pair : ascending) {
      counts.merge(pair[0], 1, Integer::sum);
    }
    return new Document(
        id,
        counts.keySet().stream().mapToInt(w -> w).toArray(),
        counts.values().stream().mapToInt(n -> n).toArray());
  }

  /** As {@link Assignments#bytes} writes them. */
  private static byte[] packed(List<Integer> z, int topics) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(topics - 1);
    byte[] bytes = new byte[1 + (bits * z.size() + 7) / 8];
    bytes[0] = 1;
    for (int i = 0; i < z.size() * bits; i++) {
      if ((z.get(i / bits) >> i % bits & 1) == 1) {
        bytes[1 + i / 8] |= (byte) (1 << i % 8);
      }
    }
    return bytes;
  }

  @Override
  public int seedDocuments() {
    return sampler.seedDocuments();
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return sampler.start(seeds);
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return sampler.restart(earlier);
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return sampler.enter(state, round);
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return sampler.publish(state, round);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    return sampler.statistics(round);
  }

  @Override
  public BlockPass global(ModelState before, Batch batch, Round round) {
    return sampler.global(before, batch, round);
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return sampler.documents(globals);
  }

  @Override
  public ModelState parameters(ModelState state) {
    return sampler.parameters(state);
  }
}
