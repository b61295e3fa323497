package polya.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import polya.spark.store.LeftOvers;

/** {@code clean}: what crashed runs left in outputs, listed or removed. */
@Command(
    name = "clean",
    description = {
      "Lists what crashed runs left in the folders of outputs, and removes it with --remove.",
      "Corpora, models and results stay, and so does all that no run of Polya wrote."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Clean implements Runnable {
  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders of outputs.")
  private List<String> paths = new ArrayList<>();

  @Option(names = "--remove", description = "Remove what is listed, but for checkpoints.")
  private boolean remove;

  @Option(
      names = "--checkpoints",
      description = "With --remove: checkpoints as well; train --resume then begins anew.")
  private boolean checkpoints;

  @Mixin private LeaseFlag lease;

  @Spec private CommandSpec spec;

  private int items;
  private int removed;

  @Override
  public void run() {
    Usage.demand(remove || !checkpoints, "--checkpoints", "given without --remove", "both");
    Job.session(
        "clean",
        spark -> {
          Configuration hadoop = spark.sparkContext().hadoopConfiguration();
          paths.forEach(path -> clean(hadoop, path));
          String rest = remove || items == 0 ? "" : "; --remove removes them";
          out().printf("%d left over, %d removed%s%n", items, removed, rest);
          out().flush();
        });
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void clean(Configuration hadoop, String path) {
    try (LeftOvers left = LeftOvers.of(hadoop, path, lease.breakLease)) {
      for (LeftOvers.Item item : left.items()) {
        boolean goes = remove && (checkpoints || !item.checkpoint());
        if (goes) {
          left.remove(item);
          removed++;
        }
        items++;
        out()
            .printf(
                Locale.ROOT,
                "%s %s  %,d bytes%s%n",
                goes ? "removed" : "left over",
                item.path(),
                item.bytes(),
                item.checkpoint() ? "  (train --resume goes on from it)" : "");
      }
      left.inner().forEach(model -> clean(hadoop, model));
    }
  }
}
