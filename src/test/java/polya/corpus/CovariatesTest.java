package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;

/** How columns are read as covariates. */
class CovariatesTest {
  @Test
  void theOrderOfColumnsIsNothing() {
    Covariates one = Covariates.parse("year:number:4, author,tags:labels");
    assertThat(one.text()).isEqualTo("author,tags:labels,year:number:4");
    assertThat(Covariates.parse(one.text()).columns()).containsExactly("author", "tags", "year");
    assertThat(Covariates.parse("x:number").knots("x")).isEqualTo(Covariates.KNOTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a,,b", "a,a", "a:number:1", "a:number:33", "a:numbr", "a=b", "a:number:3:4"})
  void whatSaysNothingIsRefusedInASentence(String text) {
    assertThatThrownBy(() -> Covariates.parse(text))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot read covariates " + text + ": ")
        .hasMessageEndingWith("Correct covariateCols.");
  }

  private static Covariates of(double... numbers) {
    Map<Double, Long> counts = new TreeMap<>();
    for (double x : numbers) {
      counts.merge(x, 1L, Long::sum);
    }
    return Covariates.parse("a,t:labels,x:number:3").withBins(Map.of("x", counts));
  }

  private static List<String> labels(Covariates covariates, String a, String t, String x) {
    return covariates.labels(Arrays.asList(a, t, x));
  }

  @Test
  void valuesBecomeLabelsAndMissingOnesNone() {
    Covariates few = of(1, 2, 5);
    assertThat(labels(few, " A;b ", "y; x;y", "2.4"))
        .containsExactly("a=A;b", "t=x", "t=y", "x=2.0");
    assertThat(labels(few, null, " ", "NaN")).isEmpty();
    assertThat(labels(few, "", ";", null)).isEmpty();
    assertThat(labels(few, null, null, "-Infinity")).isEmpty();
    assertThat(labels(few, null, null, "1e9")).containsExactly("x=5.0");
    assertThat(labels(few, null, null, "3.5")).containsExactly("x=2.0");
    assertThatThrownBy(() -> labels(few, null, null, "May"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Cannot read covariate x of a document: May is no number");
  }

  @Test
  void manyNumbersStandForTheMeansOfQuantiles() {
    double[] numbers = new double[3200];
    Arrays.setAll(numbers, i -> i);
    Covariates many = of(numbers);
    TreeMap<Double, Integer> bins = new TreeMap<>();
    for (double x : numbers) {
      String label = labels(many, null, null, Double.toString(x)).get(0);
      bins.merge(Double.valueOf(Covariates.value(label)), 1, Integer::sum);
    }
    assertThat(bins).hasSize(Covariates.BINS);
    assertThat(bins.firstKey()).isEqualTo(49.5);
    assertThat(bins.values()).allMatch(n -> n == 100);
  }

  @Test
  void anEncodingIsTheSameAfterItWasSaved() {
    Covariates covariates = of(1, 2, 5, 700);
    Map<String, Long> sets = new TreeMap<>();
    sets.put(LabelSyntax.text(labels(covariates, "p", "u;v", "1")), 3L);
    sets.put(LabelSyntax.text(labels(covariates, "q=r", null, "700")), 2L);
    sets.put("", 1L);
    Encoding encoding = Encoding.of(covariates, sets);
    List<AttributeRow> rows = new ArrayList<>(encoding.rows());
    assertThat(rows.get(0).kind()).isEqualTo("covariates");
    java.util.Collections.reverse(rows);
    Encoding read = Encoding.ofCovariates(rows);
    assertThat(read.rows()).isEqualTo(encoding.rows());
    List<String> row = Arrays.asList("q=r", "v", "650");
    assertThat(read.labels(row)).isEqualTo(List.of("a=q=r", "t=v", "x=700.0"));
    Encoding authors = read.of("a");
    assertThat(authors.rows().stream().map(AttributeRow::value)).containsExactly("p", "q=r");
    assertThat(authors.documents(0)).isEqualTo(3);
    Groups groups = Groups.of(read, sets);
    assertThat(groups.size()).isEqualTo(3);
    assertThat(groups.unseenValues()).isZero();
  }
}
