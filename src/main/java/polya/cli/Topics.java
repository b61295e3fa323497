package polya.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.mixing.DocumentPrior;
import polya.quality.AlikeTopics;
import polya.spark.Json;
import polya.spark.store.ModelStore;
import polya.topics.TopTerms;

/** {@code topics}: the top terms of each topic. Reads only. */
@Command(
    name = "topics",
    description = "Prints each topic's share of the tokens and its most probable terms.",
    mixinStandardHelpOptions = true)
final class Topics implements Runnable {
  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to read.")
  private String model;

  @Option(
      names = "--terms",
      defaultValue = "10",
      paramLabel = "N",
      description = "Terms a topic. Default: ${DEFAULT-VALUE}.")
  private int terms;

  @Option(names = "--json", description = "Print JSON, with probabilities, instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (terms < 1) {
      throw Failure.usage(
          "Cannot print " + terms + " terms: allowed is 1 or more. Change --terms.");
    }
    Job.session(
        "topics",
        spark -> {
          ModelStore store = ModelStore.open(spark, model);
          TopTerms top = TopTerms.of(store.posterior().topics(), terms);
          double[] shares = TopTerms.shares(store.parameters().topics(), store.info().k());
          PrintWriter out = spec.commandLine().getOut();
          AlikeTopics alike = AlikeTopics.of(store.posterior().topics(), store.parameters());
          out.print(json ? json(store, top, shares, alike) : table(store, top, shares));
          out.flush();
          PrintWriter err = spec.commandLine().getErr();
          AlikeLines.of(alike, store.info().k(), TopicNames.of(store)).forEach(err::println);
        });
  }

  private static String table(ModelStore store, TopTerms top, double[] shares) {
    TopicNames names = TopicNames.of(store);
    StringBuilder table =
        new StringBuilder(String.format("%5s  %6s  %sterms%n", "topic", "share", names.head()));
    for (int k = 0; k < shares.length; k++) {
      table.append(String.format(Locale.ROOT, "%5d  %5.1f%%  ", k, 100 * shares[k]));
      table.append(names.cell(k));
      for (int i = 0; i < top.size(); i++) {
        table.append(
            String.format(
                Locale.ROOT,
                "%s%s %.4f",
                i == 0 ? "" : ", ",
                Printable.text(store.vocabulary().term(top.term(k, i))),
                top.weight(k, i)));
      }
      table.append(System.lineSeparator());
    }
    return table.toString();
  }

  private static String json(ModelStore store, TopTerms top, double[] shares, AlikeTopics alike) {
    List<Map<String, Object>> topics = new ArrayList<>();
    TopicNames names = TopicNames.of(store);
    for (int k = 0; k < shares.length; k++) {
      List<Map<String, Object>> terms = new ArrayList<>();
      for (int i = 0; i < top.size(); i++) {
        Map<String, Object> term = new LinkedHashMap<>();
        term.put("term", store.vocabulary().term(top.term(k, i)));
        term.put("probability", top.weight(k, i));
        terms.add(term);
      }
      Map<String, Object> topic = new LinkedHashMap<>();
      topic.put("topic", k);
      names.of(k).ifPresent(name -> topic.put("name", name));
      topic.put("share", shares[k]);
      topic.put("terms", terms);
      topics.add(topic);
    }
    DocumentPrior documents = store.posterior().documents();
    for (int k = 0; k < shares.length; k++) {
      Map<String, Object> topic = topics.get(k);
      documents.intensity(k).ifPresent(intensity -> topic.put("intensity", intensity));
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", store.info().model());
    all.put("digest", store.info().digest());
    all.put("topics", topics);
    all.put("equalTopics", alike.equal());
    all.put("emptyTopics", alike.empty());
    return Json.pretty(all);
  }
}
