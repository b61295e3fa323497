package polya.lda;

import java.util.Arrays;
import polya.corpus.Document;
import polya.infer.DocumentLengths;
import polya.infer.SimulatedDocument;
import polya.infer.Simulation;
import polya.math.AliasTable;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.topics.Phi;

/**
 * LDA run forwards: θ ~ Dirichlet(α), a length, and for each token z ~ θ, w ~ φ_z. Topics travel as
 * weights by term and become one alias table a topic at the first draw in a JVM: 8·K·V bytes, and
 * time in proportion to K·V. A document costs K gammas and a few draws a token.
 */
final class LdaSimulation implements Simulation {
  private static final long serialVersionUID = 1L;

  /** Topics whose weights are gathered in one walk over the terms. */
  private static final int TOGETHER = 64;

  private final Phi topics;
  private final double[] alpha;
  private final DocumentLengths lengths;
  private transient AliasTable[] termsK;

  LdaSimulation(Phi topics, double[] alpha, DocumentLengths lengths) {
    this.topics = topics;
    this.alpha = alpha;
    this.lengths = lengths;
  }

  @Override
  public SimulatedDocument draw(String id, RandomStream stream) {
    AliasTable[] terms = terms();
    double[] theta = Draws.dirichlet(stream, alpha, new double[alpha.length]);
    double[] upTo = theta.clone();
    for (int k = 1; k < upTo.length; k++) {
      upTo[k] += upTo[k - 1];
    }
    int[] tokens = new int[lengths.draw(stream)];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = terms[topic(upTo, stream.nextDouble())].draw(stream);
    }
    return new SimulatedDocument(document(id, tokens), theta);
  }

  /** The first topic up to which there is more than u; the last one if rounding leaves none. */
  private static int topic(double[] upTo, double u) {
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > u) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Document document(String id, int[] tokens) {
    Arrays.sort(tokens);
    int[] terms = new int[tokens.length];
    int[] counts = new int[tokens.length];
    int n = 0;
    for (int i = 0; i < tokens.length; i++) {
      if (i == 0 || tokens[i] != tokens[i - 1]) {
        terms[n++] = tokens[i];
      }
      counts[n - 1]++;
    }
    return new Document(id, Arrays.copyOf(terms, n), Arrays.copyOf(counts, n));
  }

  private synchronized AliasTable[] terms() {
    if (termsK == null) {
      AliasTable[] tables = new AliasTable[alpha.length];
      double[] row = new double[alpha.length];
      for (int from = 0; from < tables.length; from += TOGETHER) {
        int to = Math.min(tables.length, from + TOGETHER);
        double[][] weights = new double[to - from][topics.terms()];
        for (int w = 0; w < topics.terms(); w++) {
          topics.expand(w, row, 0);
          for (int k = from; k < to; k++) {
            weights[k - from][w] = row[k];
          }
        }
        for (int k = from; k < to; k++) {
          tables[k] = AliasTable.of(weights[k - from]);
        }
      }
      termsK = tables;
    }
    return termsK;
  }
}
