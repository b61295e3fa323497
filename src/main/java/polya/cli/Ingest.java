package polya.cli;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import polya.corpus.CorpusInfo;
import polya.spark.ingest.IngestPlan;
import polya.spark.ingest.Ingestion;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;

/** {@code polya ingest}: input files to a corpus. */
@Command(
    name = "ingest",
    description = "Makes a corpus of bags of words or of text.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Files are UTF-8, compressed or not by what their names end with, local or on any Hadoop file"
          + " system. Large files are read by several tasks, compressed ones by one task each.",
      "A bad record stops the job (exit 3) unless --max-bad tolerates it; it is then listed in the"
          + " corpus's quarantine table, by place, reason and hash, never by its text."
    })
final class Ingest implements Runnable {
  @Mixin private IngestOptions options;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    IngestUsage.check(options);
    Job.run("ingest", options.output, runId, this::ingest);
  }

  private void ingest(Job job) {
    SparkSession spark = job.spark();
    options.reading.tell(job);
    job.reads(options.vocabulary, options.vocabularyOf);
    options
        .texts
        .words
        .stopWordFiles(spark.sparkContext().hadoopConfiguration())
        .forEach(job::reads);
    options.secondOutput().ifPresent(path -> job.writesToo(path, OutputKind.CORPUS));
    StoreFolder output = claim(job, options.output);
    Optional<StoreFolder> heldOut = options.secondOutput().map(path -> claim(job, path));
    Consumer<String> warnings = spec.commandLine().getErr()::println;
    IngestPlan plan = IngestPlans.of(options, spark, warnings);
    plan.source().forEach(job::configure);
    if (plan.format().isText()) {
      job.configure("analysis", plan.analysis().settings());
    }
    Ingestion.Outcome outcome =
        job.timed("ingest", () -> Ingestion.run(spark, plan, output, heldOut, warnings));
    count(job, outcome, options.withhold != null);
    print(options.output, outcome.corpus());
    outcome.heldOut().ifPresent(test -> print(options.secondOutput().orElseThrow(), test));
    TextLines.of(outcome).forEach(spec.commandLine().getOut()::println);
    CopiesLine.of(outcome).ifPresent(spec.commandLine().getOut()::println);
  }

  private void print(String path, CorpusInfo info) {
    spec.commandLine().getOut().println(CorpusLine.of(path, info));
  }

  private StoreFolder claim(Job job, String path) {
    return job.claim(path, OutputKind.CORPUS, options.overwrite, options.lease.breakLease);
  }

  private static void count(Job job, Ingestion.Outcome outcome, boolean withheld) {
    CorpusInfo info = outcome.corpus();
    // Withheld terms are of the same documents.
    Optional<CorpusInfo> others = withheld ? Optional.empty() : outcome.heldOut();
    long heldOut = others.map(CorpusInfo::documents).orElse(0L);
    long heldOutEmpty = others.map(CorpusInfo::emptyDocuments).orElse(0L);
    long empty = info.emptyDocuments() + heldOutEmpty;
    job.count("records", outcome.records());
    job.count("used", info.documents() + heldOut - empty);
    job.count("empty", empty);
    job.count("quarantined", info.quarantined());
    job.count("copies", outcome.copies().documents());
    job.count("copiedTexts", outcome.copies().texts());
    job.count("copiesDropped", outcome.dropped());
    job.count("otherLanguages", outcome.aside());
    outcome
        .texts()
        .filter(texts -> texts.search().rounds() > 0)
        .ifPresent(
            texts -> {
              job.count("phrases", texts.phrases().size());
              job.count("phrasePairs", outcome.pairs());
            });
    job.count("documents", info.documents());
    job.count("terms", info.vocabularySize());
    job.count("tokens", info.tokens());
    job.count("outOfVocabularyTokens", info.outOfVocabularyTokens());
    outcome
        .heldOut()
        .ifPresent(
            test -> {
              String part = withheld ? "withheld" : "heldOut";
              job.count(part + "Documents", test.documents());
              job.count(part + "Tokens", test.tokens());
              job.count(part + "OutOfVocabularyTokens", test.outOfVocabularyTokens());
            });
  }
}
