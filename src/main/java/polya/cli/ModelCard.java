package polya.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import polya.describe.TermTable;
import polya.describe.TopicTable;
import polya.infer.ModelInfo;

/** A model card in Markdown: what the model is, what it was made of, its topics, its limits. */
final class ModelCard {
  private static final int TERMS = 8;

  private final DescribeReport report;
  private final ModelInfo info;
  private final StringBuilder card = new StringBuilder();

  private ModelCard(DescribeReport report) {
    this.report = report;
    info = report.topics().store().info();
  }

  /** The text. */
  static String of(DescribeReport report) {
    ModelCard card = new ModelCard(report);
    card.facts();
    card.settings();
    card.topics();
    card.limits();
    return card.card.toString();
  }

  private void line(String format, Object... values) {
    card.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Text from data as a cell of a table. */
  private static String cell(String text) {
    return Printable.text(text).replaceAll("([\\\\|`*_<>\\[\\]&])", "\\\\$1");
  }

  private void facts() {
    Map<String, String> from = new TreeMap<>(info.provenance());
    line("# Topic model of %d topics", info.k());
    line("");
    line("| | |");
    line("|---|---|");
    line("| family | %s |", cell(info.model()));
    line("| trained by | %s |", cell(info.inference()));
    line("| topics | %d |", info.k());
    line("| vocabulary | %,d terms, hash %s |", info.vocabularySize(), info.vocabularyHash());
    line("| digest | %s |", info.digest());
    from.forEach((name, value) -> line("| %s | %s |", cell(name), cell(value)));
    line("");
  }

  private void settings() {
    line("## Parameters");
    line("");
    line("| parameter | value |");
    line("|---|---|");
    new TreeMap<>(info.parameters())
        .forEach((name, value) -> line("| %s | %s |", cell(name), cell(value)));
    line("");
  }

  private void topics() {
    line("## Topics");
    line("");
    line("Shares are of the tokens of the training corpus, as the model has them.");
    double lambda = report.termTable().lambda();
    line("Terms are by %s.", report.termTable().order().told(lambda));
    line("NPMI is of a topic's ten terms by %s.", report.judging().told(lambda));
    line("");
    boolean documents = report.corpus().isPresent();
    line("| topic | label | share |%s terms |", documents ? " documents | NPMI |" : "");
    line("|---:|---|---:|%s---|", documents ? "---:|---:|" : "");
    for (TopicTable.Row row : report.topicTable().rows()) {
      String npmi = row.npmi() == null ? "–" : String.format(Locale.ROOT, "%.2f", row.npmi());
      String more =
          documents ? String.format(Locale.ROOT, " %,d | %s |", row.documents(), npmi) : "";
      line(
          "| %d | %s | %.1f %% |%s %s |",
          row.topic(), cell(row.label()), 100 * row.share(), more, terms(row.topic()));
    }
    line("");
  }

  private String terms(int topic) {
    List<TermTable.Row> rows = report.termTable().of(topic);
    return rows.stream()
        .limit(TERMS)
        .map(row -> cell(report.term(row)))
        .collect(Collectors.joining(", "));
  }

  private void limits() {
    line("## What it is for, and what it is not");
    line("");
    line(
        "- It sums up which words go together in the documents it was trained on, and how much of");
    line("  each a document has. It does not know what words mean.");
    line("- Labels are made of words, or were given by a person; they are names and no findings.");
    line("- Words that are not in its vocabulary are counted and have no part in a mixture.");
    line("- Another seed finds other topics beside those that both find: `polya coherence --with`");
    line("  tells how many. How well it predicts is told by `polya perplexity`, with its error.");
  }
}
