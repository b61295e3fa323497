package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.corpus.Sections;
import polya.describe.TermOrder;
import polya.describe.TopicTerms;
import polya.quality.AlikeTopics;

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

  @Mixin private OrderFlags order;

  @Option(
      names = "--find",
      split = ",",
      paramLabel = "TERM",
      description = "Print the topics of these terms instead, and how their tokens fall to them.")
  private List<String> find;

  @Option(
      names = "--like",
      paramLabel = "TOPIC",
      description = "Print the topics in the order of their distance to this one instead.")
  private String like;

  @Option(
      names = "--effects",
      paramLabel = "COLUMN",
      description =
          "Print instead how much of each topic documents have at each value of this covariate,"
              + " with deviations over kept samples.")
  private String effects;

  @Option(
      names = "--section",
      paramLabel = "NAME",
      description =
          "Print the terms of this section alone. Default: of each, one after the other; in JSON of"
              + " all at once.")
  private String section;

  @Mixin private LabelsFlag labels;

  @Option(names = "--json", description = "Print JSON, with probabilities, instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (terms < 1) {
      throw Failure.usage(
          "Cannot print " + terms + " terms: allowed is 1 or more. Change --terms.");
    }
    TermOrder by = order.order(TermOrder.standard());
    Usage.demand(
        effects == null || find == null && like == null,
        "--effects with --find or --like",
        effects,
        "one of them at a time");
    Usage.demand(find == null || like == null, "--find with --like", like, "one of them at a time");
    Job.session(
        "topics",
        spark -> {
          TopicsAtHand topics = TopicsAtHand.open(spark, model, order.lambda, labels);
          Sections sections = ModelSections.of(topics.store());
          Usage.demand(
              section == null || by != TermOrder.FREX,
              "--section with --order",
              "frex",
              "probability, relevance and contrast");
          TopicLines lines =
              section == null
                  ? new TopicLines(topics, by, terms)
                  : new TopicLines(
                      topics, by, terms, sections, ModelSections.number(sections, section));
          PrintWriter out = spec.commandLine().getOut();
          if (effects != null) {
            EffectLines told = EffectLines.of(topics, effects);
            out.print(json ? told.json() : told.table(lines));
          } else if (find != null) {
            FoundTopics found = FoundTopics.of(topics, find);
            out.print(json ? found.json() : found.table(lines));
          } else if (like != null) {
            LikeTopics near = LikeTopics.of(topics, like);
            out.print(json ? near.json() : near.table(lines));
          } else {
            AlikeTopics alike = alike(topics);
            boolean each = !json && section == null && !sections.isOne() && by != TermOrder.FREX;
            for (int s = 0; each && s < sections.count(); s++) {
              out.println("section " + Printable.text(sections.names().get(s)));
              out.print(new TopicLines(topics, by, terms, sections, s).table());
            }
            out.print(json ? lines.json(alike) : each ? "" : lines.table());
            PrintWriter err = spec.commandLine().getErr();
            topics.posterior().figures().forEach(err::println);
            AlikeLines.of(alike, topics.topics(), TopicNames.of(topics.labels()))
                .forEach(err::println);
          }
          out.flush();
        });
  }

  private static AlikeTopics alike(TopicsAtHand topics) {
    TopicTerms terms = topics.terms();
    return AlikeTopics.of(terms.phi(), topics.store().parameters());
  }
}
