package polya.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import polya.corpus.ColumnKind;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.LabelSyntax;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;

/** Documents with labels. */
public final class Labelled {
  private static final LabelSyntax SYNTAX = new LabelSyntax(ColumnKind.LABELS, ";");

  public final Groups groups;

  /** Each in its group. */
  public final List<Document> documents = new ArrayList<>();

  private Labelled(List<Document> plain, IntFunction<List<String>> labels) {
    Map<String, Long> sets = new TreeMap<>();
    for (int d = 0; d < plain.size(); d++) {
      sets.merge(LabelSyntax.text(LabelSyntax.sorted(labels.apply(d))), 1L, Long::sum);
    }
    groups = Groups.of(Encoding.of("label", SYNTAX, sets), sets);
    for (int d = 0; d < plain.size(); d++) {
      documents.add(plain.get(d).in(groups.find(labels.apply(d))));
    }
  }

  /** These documents, of which the d-th has these labels. */
  public static Labelled of(List<Document> plain, IntFunction<List<String>> labels) {
    return new Labelled(plain, labels);
  }

  /** Of {@link PlantedCorpus#documents}: every fifth has none, the others those of their topics. */
  public static Labelled planted(int howMany) {
    return of(
        PlantedCorpus.documents(howMany), d -> d % 5 == 4 ? List.of() : PlantedCorpus.labels(d));
  }

  /** What a run knows beside these facts. */
  public CorpusFacts facts(CorpusFacts plain) {
    return new CorpusFacts(plain.documents(), plain.tokens(), plain.termFrequencies(), groups);
  }

  /** The parameter that gives a family of documents without labels so many topics. */
  public static Map<String, String> topics(ModelFamily family, int k) {
    boolean has =
        family.parameters(family.inferences().get(0)).stream().anyMatch(p -> p.name().equals("k"));
    return Map.of(has ? "k" : "backgroundTopics", Integer.toString(k));
  }
}
