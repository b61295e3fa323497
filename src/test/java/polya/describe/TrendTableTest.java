package polya.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.heldout.Tiny;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.DirichletDocuments;
import polya.mixing.Mixtures;
import polya.topics.Phi;

/** Shares of topics over groups of documents, and whether their errors are as large as they say. */
class TrendTableTest {
  private static final long SEED = 1;
  private static final int TOPICS = 3;

  private static double[] theta(RandomStream stream, double[] meanK, double concentration) {
    double[] theta = new double[meanK.length];
    Arrays.setAll(theta, k -> Draws.gamma(stream, concentration * meanK[k]));
    double sum = Arrays.stream(theta).sum();
    return Arrays.stream(theta).map(x -> x / sum).toArray();
  }

  @Test
  void sharesAddUpToOneAndTheirMeanIsTheWhole() {
    RandomStream stream = Streams.of(SEED, Purpose.TEST, 0, 1);
    Map<String, ShareSums> sums = new TreeMap<>();
    sums.put("1903", new ShareSums(TOPICS, SEED));
    for (int d = 0; d < 300; d++) {
      double[] theta = theta(stream, new double[] {0.3, 0.3, 0.4}, 1);
      sums.computeIfAbsent("190" + d % 3, g -> new ShareSums(TOPICS, SEED))
          .add(d, d % 7 * 3, theta);
    }
    ShareSums whole = new ShareSums(TOPICS, SEED);
    List<TrendGroup> groups = new ArrayList<>();
    sums.forEach((name, group) -> groups.add(0, TrendGroup.of(name, group)));
    sums.values().forEach(whole::add);
    TrendTable table = TrendTable.of(groups, TrendGroup.of("all", whole));
    assertThat(table.groups()).extracting(TrendGroup::name).containsExactly("1900", "1901", "1902");
    double[] mean = new double[TOPICS];
    for (TrendGroup group : table.groups()) {
      assertThat(IntStream.range(0, TOPICS).mapToDouble(group::share).sum())
          .isCloseTo(1, within(1e-12));
      for (int k = 0; k < TOPICS; k++) {
        mean[k] += group.tokens() * group.share(k) / table.all().tokens();
        assertThat(group.low(k)).isBetween(0.0, group.share(k));
        assertThat(group.high(k)).isBetween(group.share(k), 1.0);
      }
    }
    for (int k = 0; k < TOPICS; k++) {
      assertThat(mean[k]).isCloseTo(table.all().share(k), within(1e-12));
    }
  }

  @Test
  void anyOrderAndGroupingGivesTheSameBits() {
    RandomStream stream = Streams.of(SEED, Purpose.TEST, 0, 2);
    ShareSums all = new ShareSums(TOPICS, SEED);
    ShareSums even = new ShareSums(TOPICS, SEED);
    ShareSums odd = new ShareSums(TOPICS, SEED);
    for (int d = 0; d < 50; d++) {
      double[] theta = theta(stream, new double[] {0.2, 0.3, 0.5}, 1);
      all.add(d, 10 + d, theta);
      (d % 2 == 0 ? even : odd).add(d, 10 + d, theta);
    }
    odd.add(even);
    assertThat(odd.shares()).containsExactly(all.shares());
    assertThat(odd.standardErrors()).containsExactly(all.standardErrors());
    ShareSums one = new ShareSums(TOPICS, SEED);
    one.add(7, 3, new double[] {0.2, 0.3, 0.5});
    assertThat(one.standardErrors()).containsOnly(Double.NaN);
    assertThat(new ShareSums(TOPICS, SEED).shares()).containsOnly(Double.NaN);
  }

  /**
   * Corpora of 10 years whose first topic rises from a tenth to six tenths, 40 documents a year of
   * about 100 tokens, read by the topics that they were drawn from. Of 100 corpora the interval of
   * a year covers the planted share in 90 to 99 (a fair one leaves that range with a chance of 3 %;
   * the mean over 10 years with far less), and is at most 1.3 times as wide as what shares deviate
   * by.
   */
  @Test
  void intervalsCoverAPlantedTrendAndAreNoWiderThanTheyMust() {
    int corpora = 100;
    int years = 10;
    Phi topics = Tiny.phi(Tiny.weights(60, TOPICS, 5));
    Mixtures mixtures = new Mixtures(topics, new DirichletDocuments(new double[] {0.3, 0.3, 0.4}));
    double covered = 0;
    double width = 0;
    double deviation = 0;
    for (int year = 0; year < years; year++) {
      double rising = 0.1 + 0.5 * year / (years - 1);
      double[] meanK = {rising, 0.7 * (1 - rising), 0.3 * (1 - rising)};
      double[] found = new double[corpora];
      for (int corpus = 0; corpus < corpora; corpus++) {
        ShareSums sums = new ShareSums(TOPICS, SEED);
        for (int d = 0; d < 40; d++) {
          long key = (corpus * 1000L + year) * 1000 + d;
          RandomStream stream = Streams.of(SEED, Purpose.TEST, 1, key);
          int[] counts = counts(stream, topics, theta(stream, meanK, 1.5));
          sums.add(key, Arrays.stream(counts).sum(), mixtures.of(TERMS, counts));
        }
        TrendGroup group = TrendGroup.of("y", sums);
        covered += group.low(0) <= rising && rising <= group.high(0) ? 1.0 / years : 0;
        width += 2 * 1.96 * group.error(0) / years;
        found[corpus] = group.share(0);
      }
      double mean = Arrays.stream(found).average().orElseThrow();
      double squares = Arrays.stream(found).map(x -> (x - mean) * (x - mean)).sum();
      deviation += 2 * 1.96 * Math.sqrt(squares / (corpora - 1)) / years * corpora;
    }
    assertThat(covered).isBetween(90.0, 99.0);
    assertThat(width / deviation).isLessThan(1.3);
  }

  private static final int[] TERMS = IntStream.range(0, 60).toArray();

  private static int[] counts(RandomStream stream, Phi topics, double[] theta) {
    int[] counts = new int[topics.terms()];
    int tokens = 60 + stream.nextInt(80);
    double[] row = new double[TOPICS];
    double[] sums = new double[counts.length + 1];
    for (int w = 0; w < counts.length; w++) {
      topics.expand(w, row, 0);
      sums[w + 1] = sums[w];
      for (int k = 0; k < TOPICS; k++) {
        sums[w + 1] += theta[k] * row[k];
      }
    }
    for (int i = 0; i < tokens; i++) {
      int at = Arrays.binarySearch(sums, stream.nextDouble() * sums[counts.length]);
      counts[Math.min(counts.length - 1, at < 0 ? -at - 2 : at)]++;
    }
    return counts;
  }

  @Test
  void datesFallIntoMonthsAndYears() {
    assertThat(Period.YEAR.of("1990-05-17T10:00:00Z")).contains("1990");
    assertThat(Period.YEAR.of(" 1790 ")).contains("1790");
    assertThat(Period.MONTH.of("1990-5-7")).contains("1990-05");
    assertThat(Period.MONTH.of("19900517")).contains("1990-05");
    assertThat(Period.VALUE.of("Lincoln ")).contains("Lincoln");
    for (String bad : List.of("1990", "1990-13-01", "1990-01-32", "May 1990", "90-01", "")) {
      assertThat(Period.MONTH.of(bad)).as(bad).isEqualTo(Optional.empty());
    }
    assertThat(Period.ordered(new ArrayList<>(List.of("10", "9", "-1"))))
        .containsExactly("-1", "9", "10");
    assertThat(Period.ordered(List.of("b", "10", "9"))).containsExactly("10", "9", "b");
  }
}
