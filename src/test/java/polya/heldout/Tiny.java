package polya.heldout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.corpus.Document;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TermBlock;

/** Models and documents for tests. */
public final class Tiny {
  private Tiny() {}

  /** Topics from weights by term, V rows of K, each topic normalised here. */
  public static Phi phi(float[][] weightsWK) {
    int topics = weightsWK[0].length;
    double[] scale = new double[topics];
    for (float[] row : weightsWK) {
      for (int k = 0; k < topics; k++) {
        scale[k] += row[k];
      }
    }
    Arrays.setAll(scale, k -> 1 / scale[k]);
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < weightsWK.length; from += TermBlock.SIZE) {
      float[][] rows = new float[Math.min(TermBlock.SIZE, weightsWK.length - from)][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOf(weightsWK[from + i], Rows.padded(topics));
      }
      blocks.add(TermBlock.of(from, rows));
    }
    return Phi.of(LocalBlocks.of(blocks), Phi.Link.IDENTITY, 0, 1, scale);
  }

  /** Random weights: Gamma-like, a few large ones a topic. */
  public static float[][] weights(int terms, int topics, long key) {
    RandomStream stream = Streams.of(3, Purpose.TEST, topics, key);
    float[][] rows = new float[terms][topics];
    for (float[] row : rows) {
      for (int k = 0; k < topics; k++) {
        row[k] = (float) (0.01 + Math.pow(-Math.log(stream.nextOpen()), 4));
      }
    }
    return rows;
  }

  /** A document of these tokens. */
  public static Document document(String id, int... tokens) {
    int[] sorted = tokens.clone();
    Arrays.sort(sorted);
    int[] terms = Arrays.stream(sorted).distinct().toArray();
    int[] counts =
        Arrays.stream(terms)
            .map(t -> (int) Arrays.stream(sorted).filter(s -> s == t).count())
            .toArray();
    return new Document(id, terms, counts);
  }

  /** Documents of random tokens, lengths 0 … longest. */
  public static List<Document> documents(int n, int terms, int longest) {
    RandomStream stream = Streams.of(4, Purpose.TEST, 0, n);
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < n; d++) {
      int[] tokens = new int[stream.nextInt(longest + 1)];
      int centre = stream.nextInt(terms);
      Arrays.setAll(tokens, i -> (centre + stream.nextInt(1 + terms / 3)) % terms);
      documents.add(document("d" + d, tokens));
    }
    return documents;
  }

  /** φ in double as a scorer sees it, V rows of K. */
  public static double[][] dense(Phi phi) {
    double[][] rows = new double[phi.terms()][phi.topics()];
    for (int w = 0; w < rows.length; w++) {
      phi.expand(w, rows[w], 0);
    }
    return rows;
  }
}
