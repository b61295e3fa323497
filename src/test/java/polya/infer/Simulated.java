package polya.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import polya.corpus.Document;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TermBlock;

/** Simulated topics and documents; everything follows from the key. */
public final class Simulated {
  private final RandomStream random;

  /** Draws of a key. */
  public Simulated(long key) {
    random = Streams.of(20260101, Purpose.TEST, 0, key);
  }

  /** Uniform on (0, 1). */
  public double uniform() {
    return random.nextOpen();
  }

  /** Uniform on 0 … bound − 1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A Dirichlet draw. */
  public double[] dirichlet(double... alpha) {
    return Draws.dirichlet(random, alpha, new double[alpha.length]);
  }

  /** Topics as phi[k][w], each from Dirichlet(eta). */
  public double[][] topics(int topics, int terms, double eta) {
    double[] prior = new double[terms];
    Arrays.fill(prior, eta);
    double[][] phi = new double[topics][];
    for (int k = 0; k < topics; k++) {
      phi[k] = dirichlet(prior);
    }
    return phi;
  }

  /** An index drawn in proportion to weights that add up to 1. */
  public int choice(double[] weights) {
    double u = random.nextDouble();
    int i = 0;
    while (i < weights.length - 1 && u >= weights[i]) {
      u -= weights[i++];
    }
    return i;
  }

  /** A document of LDA with these topics and this prior. */
  public Document document(String id, double[][] phi, double[] alpha, int tokens) {
    double[] theta = dirichlet(alpha);
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < tokens; i++) {
      counts.merge(choice(phi[choice(theta)]), 1, Integer::sum);
    }
    return document(id, counts);
  }

  /** Documents d0, d1, … of lengths uniform on 0 … mostTokens. */
  public List<Document> documents(int howMany, double[][] phi, double[] alpha, int mostTokens) {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < howMany; d++) {
      documents.add(document("d" + d, phi, alpha, below(mostTokens + 1)));
    }
    return documents;
  }

  private static Document document(String id, TreeMap<Integer, Integer> counts) {
    return new Document(
        id,
        counts.keySet().stream().mapToInt(w -> w).toArray(),
        counts.values().stream().mapToInt(c -> c).toArray());
  }

  /** Weights phi[k][w] as they are. */
  public static Phi weights(double[][] phi) {
    int terms = phi[0].length;
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < terms; from += TermBlock.SIZE) {
      float[][] rows = new float[Math.min(TermBlock.SIZE, terms - from)][Rows.padded(phi.length)];
      for (int i = 0; i < rows.length; i++) {
        for (int k = 0; k < phi.length; k++) {
          rows[i][k] = (float) phi[k][from + i];
        }
      }
      blocks.add(TermBlock.of(from, rows));
    }
    double[] one = new double[phi.length];
    Arrays.fill(one, 1);
    return Phi.of(LocalBlocks.of(blocks), Phi.Link.IDENTITY, 0, 1, one);
  }
}
