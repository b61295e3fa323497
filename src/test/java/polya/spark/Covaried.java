package polya.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import polya.corpus.Covariates;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.LabelSyntax;
import polya.infer.CorpusFacts;

/** Documents with covariates. */
public final class Covaried {
  public final Groups groups;

  /** Each in its group. */
  public final List<Document> documents = new ArrayList<>();

  private Covaried(List<Document> plain, Covariates parsed, IntFunction<List<String>> values) {
    Map<String, Map<Double, Long>> numbers = new TreeMap<>();
    List<String> columns = parsed.columns();
    for (int d = 0; d < plain.size(); d++) {
      for (int c = 0; c < columns.size(); c++) {
        if (parsed.knots(columns.get(c)) > 0 && values.apply(d).get(c) != null) {
          numbers
              .computeIfAbsent(columns.get(c), name -> new TreeMap<>())
              .merge(Double.valueOf(values.apply(d).get(c)), 1L, Long::sum);
        }
      }
    }
    Covariates covariates = parsed.withBins(numbers);
    Map<String, Long> sets = new TreeMap<>();
    for (int d = 0; d < plain.size(); d++) {
      sets.merge(LabelSyntax.text(covariates.labels(values.apply(d))), 1L, Long::sum);
    }
    groups = Groups.of(Encoding.of(covariates, sets), sets);
    for (int d = 0; d < plain.size(); d++) {
      documents.add(plain.get(d).in(groups.find(covariates.labels(values.apply(d)))));
    }
  }

  /**
   * These documents.
   *
   * @param columns as {@code covariateCols} has them
   * @param values of the d-th, by column in the order of their names; null for none
   */
  public static Covaried of(
      List<Document> plain, String columns, IntFunction<List<String>> values) {
    return new Covaried(plain, Covariates.parse(columns), values);
  }

  /** Of {@link PlantedCorpus#documents}: every fifth has none, the others their main topic. */
  public static Covaried planted(int howMany) {
    return of(
        PlantedCorpus.documents(howMany),
        "covariate",
        d -> {
          List<String> values = new ArrayList<>();
          values.add(d % 5 == 4 ? null : PlantedCorpus.labels(d).get(0));
          return values;
        });
  }

  /** The same with a number beside it, and the second topic among labels. */
  public static Covaried several(int howMany) {
    return of(
        PlantedCorpus.documents(howMany),
        "covariate,number:number:3,others:labels",
        d -> {
          List<String> values = new ArrayList<>();
          values.add(d % 5 == 4 ? null : PlantedCorpus.labels(d).get(0));
          values.add(d % 7 == 6 ? null : Integer.toString(d % 40));
          values.add(String.join(";", PlantedCorpus.labels(d)));
          return values;
        });
  }

  /** What a run knows beside these facts. */
  public CorpusFacts facts(CorpusFacts plain) {
    return new CorpusFacts(plain.documents(), plain.tokens(), plain.termFrequencies(), groups);
  }
}
