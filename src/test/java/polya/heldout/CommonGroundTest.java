package polya.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.corpus.UciDocuments;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.completion.TokenSplit;
import polya.heldout.error.Bootstrap;
import polya.topics.Phi;

/**
 * Completion against the evaluator that all peers are compared by, written down again here in
 * float32 and without a tolerance: 50 sweeps for every document. They agree to 0.05 %; 0.5 % is
 * what is promised.
 */
class CommonGroundTest {
  private static final double AGREEMENT = 5e-4;

  private record Pair(Document observed, Document scored) {}

  /** The evaluator's loop; φ as V rows of K. */
  private static double perplexity(float[][] phi, float[] alpha, List<Pair> pairs) {
    int topics = alpha.length;
    float[] theta = new float[topics];
    float[] n = new float[topics];
    double log = 0;
    long tokens = 0;
    for (Pair pair : pairs) {
      Arrays.fill(theta, 1f / topics);
      for (int sweep = 0; sweep < 50; sweep++) {
        Arrays.fill(n, 0);
        for (int j = 0; j < pair.observed.terms().length; j++) {
          float[] q = phi[pair.observed.terms()[j]];
          float c = pair.observed.counts()[j] / dot(theta, q);
          for (int k = 0; k < topics; k++) {
            n[k] += c * q[k];
          }
        }
        float z = 0;
        for (int k = 0; k < topics; k++) {
          n[k] = n[k] * theta[k] + alpha[k];
          z += n[k];
        }
        for (int k = 0; k < topics; k++) {
          theta[k] = n[k] / z;
        }
      }
      for (int j = 0; j < pair.scored.terms().length; j++) {
        log += pair.scored.counts()[j] * Math.log(dot(theta, phi[pair.scored.terms()[j]]));
        tokens += pair.scored.counts()[j];
      }
    }
    return Math.exp(-log / tokens);
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double polya(Phi phi, double[] alpha, List<Pair> pairs) {
    Estimator.Scorer scorer = new DocumentCompletion(1).open(phi, alpha);
    Bootstrap sums = new Bootstrap(1);
    for (Pair pair : pairs) {
      Estimate e = scorer.estimate(HeldOut.given(pair.observed, pair.scored, 0));
      if (e.scored()) {
        sums.add(pair.scored.key(), e);
      }
    }
    return sums.perplexity();
  }

  private static void assertAgrees(float[][] weights, int topics, List<Pair> pairs) {
    Phi phi = Tiny.phi(weights);
    double[] alpha = new double[topics];
    Arrays.fill(alpha, 5.0 / topics);
    float[] alphaFloat = new float[topics];
    Arrays.fill(alphaFloat, 5f / topics);
    double[][] dense = Tiny.dense(phi);
    float[][] rows = new float[dense.length][topics];
    for (int w = 0; w < rows.length; w++) {
      for (int k = 0; k < topics; k++) {
        rows[w][k] = (float) dense[w][k] + 1e-15f;
      }
    }
    double theirs = perplexity(rows, alphaFloat, pairs);
    double ours = polya(phi, alpha, pairs);
    assertThat(ours).isCloseTo(theirs, within(AGREEMENT * theirs));
  }

  @Test
  void syntheticTopicsAndDocuments() {
    List<Pair> pairs = new ArrayList<>();
    for (Document d : Tiny.documents(300, 400, 150)) {
      int[] seen = new int[d.terms().length];
      long all = new TokenSplit(1).observed(d, seen);
      if (all > 0 && all < d.tokens()) {
        int[] rest = new int[seen.length];
        Arrays.setAll(rest, i -> d.counts()[i] - seen[i]);
        pairs.add(new Pair(positive(d, seen), positive(d, rest)));
      }
    }
    assertAgrees(Tiny.weights(400, 40, 6), 40, pairs);
  }

  private static Document positive(Document d, int[] counts) {
    int[] at =
        java.util.stream.IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
    return new Document(
        d.id(),
        Arrays.stream(at).map(i -> d.terms()[i]).toArray(),
        Arrays.stream(at).map(i -> counts[i]).toArray());
  }

  @Test
  void newsgroups() throws IOException {
    Path bench = Path.of(System.getProperty("corpora", "")).resolve("../bench/20news");
    assumeTrue(Files.isDirectory(bench), "the common ground is absent: give -Dcorpora=…");
    List<Document> observed = UciDocuments.read(bench.resolve("docword.test_obs.txt.gz"), 300);
    List<Document> scored = UciDocuments.read(bench.resolve("docword.test_eval.txt.gz"), 300);
    List<Document> train = UciDocuments.read(bench.resolve("docword.train.txt.gz"), 3000);
    List<Pair> pairs = new ArrayList<>();
    for (int d = 0; d < 300; d++) {
      pairs.add(new Pair(observed.get(d), scored.get(d)));
    }
    // Topics with the shape of real ones: each is 30 training documents, smoothed.
    int topics = 100;
    float[][] weights = new float[14133][topics];
    for (float[] row : weights) {
      Arrays.fill(row, 0.05f);
    }
    for (int d = 0; d < 3000; d++) {
      for (int i = 0; i < train.get(d).terms().length; i++) {
        weights[train.get(d).terms()[i]][d % topics] += train.get(d).counts()[i];
      }
    }
    assertAgrees(weights, topics, pairs);
  }
}
